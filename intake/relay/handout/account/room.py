"""The account's page, and what may be changed there. Whoever comes by single sign-on only sees who they are."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.relay.handout import log
from intake.relay.handout.account.again import ask_again, my_password, my_ways
from intake.relay.handout.asking import Wrong, shown_again
from intake.relay.handout.carried import write_visit
from intake.relay.handout.choosing import keep_authenticator, keep_password, new_codes, new_password, proving
from intake.relay.handout.devices import remember_device
from intake.relay.handout.halfway import NewAuthenticator, NewCodes
from intake.relay.handout.recovery import codes_left
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.service import Service, myself
from intake.relay.handout.sessions import COOKIE, begin_session, end_sessions, set_session_cookie
from intake.relay.handout.totp import for_app, new_secret
from intake.sqlcipher import reading
from intake.web.slowing import Slowed
from intake.web.words import N_

ROLES = {
    Role.HANDER_OUT: N_("You hand out forms."),
    Role.COORDINATOR: N_("You hand out forms, and keep the accounts and tablets of your organisation."),
    Role.OPERATOR: N_("You run this relay: its organisations and their coordinators."),
    Role.COURIER: N_("You carry sealed envelopes to the health service."),
}


def account(service: Service) -> Blueprint:
    """For all roles."""
    room = Blueprint("account", __name__)
    for made in (_page, _password, _authenticator, _codes):
        made(room, service)
    return room


def _page(room: Blueprint, service: Service) -> None:
    @room.get("/handout/account")
    def page() -> str:
        with reading(service.engine).begin() as connection:
            left = codes_left(connection, myself().id)
        return render_template("account/page.html", role=ROLES[myself().role], ways=my_ways(service), left=left)

    @room.post("/handout/account/sign-out-everywhere")
    def sign_out_everywhere() -> Answer:
        me = myself()
        with service.engine.begin() as connection:
            end_sessions(connection, me.id)
            write_visit(connection, log.Event.SIGNED_OUT_EVERYWHERE, service.clock(), me)
        answer = redirect(url_for("sign_in.page"), 303)
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
        return answer


def _password(room: Blueprint, service: Service) -> None:
    @room.get("/handout/account/password")
    def password() -> str:
        my_password(service)
        return render_template("account/password.html")

    @room.post("/handout/account/password")
    def password_changed() -> Answer:
        me = myself()
        try:
            ask_again(service, request.form.get("old", ""))
            chosen = new_password(service, me, request.form.get("password", ""))
        except (Wrong, Slowed) as problem:
            return shown_again("account/password.html", problem)
        with service.engine.begin() as connection:
            keep_password(connection, service, me, chosen)
            end_sessions(connection, me.id)
            session = begin_session(connection, service.settings, me.id, service.clock())
        answer = redirect(url_for("account.page"), 303)
        set_session_cookie(answer, session)
        remember_device(answer, me.id, chosen)
        return answer


def _authenticator(room: Blueprint, service: Service) -> None:
    """The password first, then the new app: two pages."""

    @room.get("/handout/account/authenticator")
    def authenticator() -> str:
        my_password(service)
        return render_template("account/authenticator.html")

    @room.post("/handout/account/authenticator")
    def authenticator_asked() -> Answer:
        return _after_password(
            service, "account/authenticator.html", lambda: NewAuthenticator(myself().id, new_secret()), "account.app"
        )

    @room.get("/handout/account/authenticator/new")
    def app() -> str:
        return render_template("account/app.html", **_shown(_mine(service)))

    @room.post("/handout/account/authenticator/new")
    def app_proved() -> Answer:
        me, half = myself(), _mine(service)
        try:
            used = proving(service, half.secret, request.form.get("code", ""))
        except Wrong as problem:
            return shown_again("account/app.html", problem, **_shown(half))
        with service.engine.begin() as connection:
            keep_authenticator(connection, service, me, half.secret, used)
        answer = redirect(url_for("account.page"), 303)
        service.halfway.drop(answer)
        return answer


def _codes(room: Blueprint, service: Service) -> None:
    @room.get("/handout/account/codes/new")
    def make_codes() -> str:
        my_password(service)
        return render_template("account/make_codes.html")

    @room.post("/handout/account/codes/new")
    def codes_made() -> Answer:
        def made() -> NewCodes:
            with service.engine.begin() as connection:
                return NewCodes(myself().id, new_codes(connection, service, myself()))

        return _after_password(service, "account/make_codes.html", made, "account.codes")

    @room.get("/handout/account/codes")
    def codes() -> str | Answer:
        found = service.halfway.find(NewCodes)
        if found is None or found.staff != myself().id:
            return redirect(url_for("account.page"), 303)
        return render_template("account/codes.html", codes=found.codes)

    @room.post("/handout/account/codes")
    def codes_kept() -> Answer:
        answer = redirect(url_for("home.page"), 303)
        service.halfway.drop(answer)
        return answer


def _after_password(
    service: Service, template: str, half: Callable[[], NewAuthenticator | NewCodes], onward: str
) -> Answer:
    try:
        ask_again(service, request.form.get("old", ""))
    except (Wrong, Slowed) as problem:
        return shown_again(template, problem)
    answer = redirect(url_for(onward), 303)
    service.halfway.keep(answer, half())
    return answer


def _mine(service: Service) -> NewAuthenticator:
    found = service.halfway.find(NewAuthenticator)
    if found is None or found.staff != myself().id:
        raise Refused(Refusal.EXPIRED_HERE)
    return found


def _shown(half: NewAuthenticator) -> dict[str, object]:
    return for_app(half.secret, myself().email)
