"""The pages for signing in: the one that leads to every way, the app's code, a recovery code."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.relay.handout.asking import Wrong, shown_again
from intake.relay.handout.devices import remember_device
from intake.relay.handout.halfway import RightPassword
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.sessions import set_session_cookie
from intake.relay.handout.sign_in.code import by_app, by_recovery, tell_refused
from intake.relay.handout.sign_in.password import WrongPassword, right_password
from intake.relay.handout.staff import Staff
from intake.web.slowing import Slowed

Second = Callable[[Service, RightPassword, str], str]


def sign_in(service: Service) -> Blueprint:
    """Everything before anybody is known."""
    room = Blueprint("sign_in", __name__)

    @room.get("/handout/sign-in")
    def page() -> str | Answer:
        return render_template("sign_in/page.html") if visitor() is None else redirect(url_for("home.page"), 303)

    @room.post("/handout/sign-in")
    def password() -> Answer:
        email = request.form.get("email", "")
        try:
            half = right_password(service, email, request.form.get("password", ""))
        except (WrongPassword, Slowed) as problem:
            answer = shown_again("sign_in/page.html", problem, email=email)
            if isinstance(problem, WrongPassword) and problem.staff is not None:
                answer.call_on_close(_telling(service, problem.staff))
            return answer
        led = redirect(url_for("sign_in.code"), 303)
        service.halfway.keep(led, half)
        return led

    @room.get("/handout/sign-in/code")
    def code() -> str:
        _half(service)
        return render_template("sign_in/code.html")

    @room.post("/handout/sign-in/code")
    def code_given() -> Answer:
        return _finish(service, by_app, "sign_in/code.html", "home.page")

    @room.get("/handout/sign-in/recovery")
    def recovery() -> str:
        _half(service)
        return render_template("sign_in/recovery.html")

    @room.post("/handout/sign-in/recovery")
    def recovery_given() -> Answer:
        # There they see how many are left, and can put a new telephone in the place of the lost one.
        return _finish(service, by_recovery, "sign_in/recovery.html", "account.page")

    return room


def _finish(service: Service, second: Second, template: str, onward: str) -> Answer:
    half = _half(service)
    try:
        session = second(service, half, request.form.get("code", ""))
    except (Wrong, Slowed) as problem:
        return shown_again(template, problem)
    answer = redirect(url_for(onward), 303)
    set_session_cookie(answer, session)
    remember_device(answer, half.staff, half.password)
    service.halfway.drop(answer)
    return answer


def _half(service: Service) -> RightPassword:
    found = service.halfway.find(RightPassword)
    if found is None:
        raise Refused(Refusal.EXPIRED)
    return found


def _telling(service: Service, staff: Staff) -> Callable[[], None]:
    def tell() -> None:
        with service.engine.begin() as connection:
            tell_refused(connection, service, staff)

    return tell
