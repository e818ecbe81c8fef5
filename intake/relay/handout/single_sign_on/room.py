"""The two steps of single sign-on: to the issuer, and back.

Both answer with a small page that goes on by itself. To the issuer, because the policy of these pages lets no form
lead elsewhere; back, because a browser does not send a SameSite=Strict cookie along redirects that began on another
site, and the session's is one. The cookie of a sign-in on its way is Lax for the same reason, and good for nothing
else. An answer counts only in the browser that began, once, within ten minutes; what it brings is checked in
`provider`, `id_token` and `person`.
"""

from __future__ import annotations

from hmac import compare_digest

from flask import Blueprint, Response, make_response, render_template, request, url_for

from intake.relay.handout.pending import Pending
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service
from intake.relay.handout.sessions import set_session_cookie
from intake.relay.handout.single_sign_on.account import arrive
from intake.relay.handout.single_sign_on.person import group_of, person_of
from intake.relay.handout.single_sign_on.provider import BACK, Begun, Provider, begin, check_settings
from intake.web.words import _

COOKIE = "__Host-sso"
MINUTES = 10
LONGEST_CODE = 8192


def single_sign_on(service: Service) -> Blueprint:
    """Both steps, and `single_sign_ons` for the sign-in page. Raises ConfigError."""
    room = Blueprint("single_sign_on", __name__)
    check_settings(service.settings, production=service.production)
    providers = [Provider(service.settings, each, service.clock) for each in service.settings.single_sign_on]
    begun: Pending[Begun] = Pending(service.clock, MINUTES)

    @room.app_context_processor
    def listed() -> dict[str, object]:
        return {"single_sign_ons": [each.config.name for each in providers]}

    @room.post("/handout/sso/<int:number>")
    def start(number: int) -> Response:
        if not 1 <= number <= len(providers):
            raise Refused(Refusal.NOT_FOUND)
        provider, new = providers[number - 1], begin(number)
        title = _("Sign in with %(name)s") % {"name": provider.config.name}
        answer = _going(provider.address(new, begun.keep(new)), title)
        span = MINUTES * 60
        answer.set_cookie(COOKIE, new.browser, max_age=span, secure=True, httponly=True, samesite="Lax", path="/")
        return answer

    @room.get(BACK)
    def back() -> Response:
        found = begun.take(request.args.get("state"))
        if found is None or not compare_digest(found.browser.encode(), request.cookies.get(COOKIE, "").encode()):
            raise Refused(Refusal.SIGN_ON_NOT_BEGUN)
        provider, code = providers[found.number - 1], request.args.get("code", "")
        if "error" in request.args:
            raise Refused(Refusal.SIGN_ON_DECLINED)
        if not 0 < len(code) <= LONGEST_CODE:
            raise Refused(Refusal.SIGN_ON_ANSWER)
        claims = provider.claims(found, code, request.args.get("iss"))
        person, group = person_of(provider.config, claims), group_of(provider.config, claims)
        session = arrive(service, person, group)
        answer = _going(url_for("home.page"), _("You are signed in"))
        set_session_cookie(answer, session)
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
        return answer

    return room


def _going(to: str, title: str) -> Response:
    return make_response(render_template("going.html", to=to, title=title))
