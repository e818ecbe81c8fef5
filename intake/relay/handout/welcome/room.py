"""The pages of an invitation: opened by a script that reads the link's end, then one step at a time.

Without a script the link is pasted. The token goes into memory and into no address; a passkey is the other room's.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.relay.handout import log
from intake.relay.handout.accepting import invited, opened
from intake.relay.handout.asking import Wrong, shown_again
from intake.relay.handout.carried import write_visit
from intake.relay.handout.choosing import new_password
from intake.relay.handout.devices import remember_device
from intake.relay.handout.halfway import NewCodes, Opened
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.sessions import COOKIE, end_session, set_session_cookie
from intake.relay.handout.staff import Staff
from intake.relay.handout.totp import for_app, new_secret
from intake.relay.handout.welcome.choosing import choose
from intake.relay.handout.words import COOKIE as LANGUAGE_COOKIE
from intake.sqlcipher import reading


def welcome(service: Service) -> Blueprint:
    """From the link to a first session."""
    room = Blueprint("welcome", __name__)

    def guest(invitation: Opened) -> Staff:
        with reading(service.engine).begin() as connection:
            return invited(connection, service, invitation.token)

    @room.get("/handout/welcome/")
    def page() -> str:
        found = service.halfway.find(Opened)
        if found is None or visitor() is not None:
            return render_template("welcome/open.html")
        return render_template("welcome/ways.html", guest=guest(found))

    @room.post("/handout/welcome/")
    def open() -> Answer:  # noqa: A001 - the route's name
        invitation = Opened(request.form.get("invitation", "").rpartition("#")[2].strip(), new_secret())
        staff = guest(invitation)
        answer = redirect(url_for("welcome.page"), 303)
        _sign_out_whoever(service, answer)
        if LANGUAGE_COOKIE not in request.cookies:
            _speak(answer, staff.language)
        service.halfway.keep(answer, invitation)
        return answer

    @room.get("/handout/welcome/password")
    def password() -> str:
        return render_template("welcome/password.html", guest=guest(opened(service)))

    @room.post("/handout/welcome/password")
    def password_given() -> Answer:
        invitation = opened(service)
        staff = guest(invitation)
        try:
            chosen = new_password(service, staff, request.form.get("password", ""))
        except Wrong as problem:
            return shown_again("welcome/password.html", problem, guest=staff)
        answer = redirect(url_for("welcome.authenticator"), 303)
        service.halfway.keep(answer, replace(invitation, password=chosen))
        return answer

    @room.get("/handout/welcome/authenticator")
    def authenticator() -> str | Answer:
        invitation = opened(service)
        if invitation.password is None:
            return redirect(url_for("welcome.password"), 303)
        return render_template("welcome/authenticator.html", **_shown(invitation, guest(invitation)))

    @room.post("/handout/welcome/authenticator")
    def authenticator_proved() -> Answer:
        invitation = opened(service)
        if invitation.password is None:
            return redirect(url_for("welcome.password"), 303)
        try:
            made = choose(service, invitation, invitation.password, request.form.get("code", ""), g.language)
        except Wrong as problem:
            return shown_again("welcome/authenticator.html", problem, **_shown(invitation, guest(invitation)))
        answer = redirect(url_for("account.codes"), 303)
        set_session_cookie(answer, made.session)
        remember_device(answer, made.staff, invitation.password)
        service.halfway.keep(answer, NewCodes(made.staff, made.codes))
        return answer

    return room


def _shown(invitation: Opened, staff: Staff) -> dict[str, object]:
    """What an app needs to be told."""
    return for_app(invitation.secret, staff.email)


def _speak(answer: Answer, language: str) -> None:
    span = 365 * 86400
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=span, secure=True, httponly=True, samesite="Strict", path="/")


def _sign_out_whoever(service: Service, answer: Answer) -> None:
    """Two colleagues in one browser: nothing of the one may happen in the name of the other."""
    me = visitor()
    if me is None:
        return
    with service.engine.begin() as connection:
        end_session(connection, request.cookies.get(COOKIE, ""))
        write_visit(connection, log.Event.SIGNED_OUT, service.clock(), me)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
