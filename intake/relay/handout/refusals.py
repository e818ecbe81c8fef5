"""Every refusal of the handout as a page in words that say what to do; a refusal quotes nothing that was sent."""

from __future__ import annotations

from enum import Enum

from flask import Flask, Response, make_response, render_template, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from intake.relay import log
from intake.relay.handout.words import N_, _


class Refusal(Enum):
    """Status, what happened, what to do."""

    BAD_REQUEST = (400, N_("This did not work."), N_("Go back, look at what you filled in, and try again."))
    FOREIGN = (403, N_("This came from another website."), N_("Open these pages yourself, and do it there."))
    NOT_YOURS = (403, N_("This page is not for your role."), N_("Ask your coordinator if you need it."))
    NOT_FOUND = (404, N_("There is nothing here."), N_("Go to the start page."))
    INVITATION = (
        410,
        N_("This invitation does not work any more."),
        N_("It works once, and for some days. Ask your coordinator for a new one."),
    )
    INVITATION_CLOSED = (
        410,
        N_("That took too long."),
        N_("Open the link of your invitation again. It still works if you have not used it."),
    )
    PASSKEY = (
        400,
        N_("This passkey was not accepted."),
        N_("Try again. If it happens again, sign in another way and make a new passkey."),
    )
    PASSKEY_UNKNOWN = (
        403,
        N_("This passkey is not known here."),
        N_("It may have been removed. Sign in another way, or ask your coordinator for a new invitation."),
    )
    PASSKEY_COPIED = (
        403,
        N_("This passkey may have been copied, so it does not work any more."),
        N_("Tell your coordinator. Sign in another way and remove this passkey, or ask for a new invitation."),
    )
    PASSKEY_KNOWN = (409, N_("This passkey is in use already."), N_("Make one on another device."))
    LAST_WAY = (
        409,
        N_("Without this you could not sign in any more."),
        N_("First make another passkey, or choose a password."),
    )
    DISABLED = (403, N_("Your account is switched off."), N_("Ask your coordinator to switch it on."))
    YOURSELF = (409, N_("You cannot do this to your own account."), N_("Ask another coordinator, or an operator."))
    MANAGED = (
        409,
        N_("This account comes from single sign-on."),
        N_("Change it there. It counts from the next time they sign in."),
    )
    DISABLED_COLLEAGUE = (409, N_("This account is switched off."), N_("Switch it on first."))
    EXPIRED = (410, N_("That took too long."), N_("Start signing in again."))
    PASSWORD_AGAIN = (403, N_("This is not your password."), N_("Type the one you sign in with."))
    ELSEWHERE = (
        403,
        N_("Your organisation signs you in."),
        N_("Use your account at work; a password or passkey of these pages is not for you."),
    )
    SIGN_ON_NOT_BEGUN = (
        400,
        N_("This sign-in was not begun in this browser, or it took too long."),
        N_("Start signing in again, and stay in one window."),
    )
    SIGN_ON_ANSWER = (
        400,
        N_("Single sign-on gave an answer that cannot be right."),
        N_("Start signing in again. If it happens again, tell your ICT department."),
    )
    SIGN_ON_DECLINED = (403, N_("Single sign-on did not let you in."), N_("Try again, or ask your ICT department."))
    SIGN_ON_TENANT = (
        403,
        N_("That is an account of another organisation."),
        N_("Sign in with the account that you have at work."),
    )
    SIGN_ON_GROUP = (
        403,
        N_("Your account is not in a group that hands out forms."),
        N_("Ask your coordinator or your ICT department to put you in the right group."),
    )
    SIGN_ON_OVERAGE = (
        403,
        N_("Single sign-on did not say in which groups you are."),
        N_("Tell your ICT department: the ID token must hold only the groups assigned to this application."),
    )
    SIGN_ON_ORGANISATION = (
        403,
        N_("The organisation of your group is not known here."),
        N_("Tell whoever keeps these pages which organisation you work for."),
    )
    SIGN_ON_SILENT = (
        502,
        N_("Single sign-on does not answer."),
        N_("Wait a minute and try again, or sign in another way."),
    )
    EXPIRED_HERE = (410, N_("That took too long."), N_("Go to your account and begin again."))
    NO_PASSWORD = (
        409,
        N_("You sign in without a password."),
        N_("There is nothing to change here. Ask your coordinator for a new invitation to choose a password."),
    )
    TOO_LARGE = (413, N_("That was too much at once."), N_("Go back and try again."))
    TOO_MANY = (429, N_("Too many attempts."), N_("Wait a minute, then try again."))
    INTERNAL = (500, N_("The server made a mistake."), N_("Try again later. Nothing was handed out."))
    TRY_AGAIN = (503, N_("The server cannot store at this moment."), N_("Wait a moment and try again."))

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[0]


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Raised anywhere below a route; answered with a page that says ``refusal``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


def answer_refusals(app: Flask) -> None:
    """Make every refusal and failure of ``app`` a page."""
    app.register_error_handler(Refused, lambda refused: _page(refused.refusal))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _storage)
    app.register_error_handler(PoolTimeoutError, _storage)
    app.register_error_handler(Exception, _unexpected)


_BY_STATUS = {404: Refusal.NOT_FOUND, 405: Refusal.NOT_FOUND, 413: Refusal.TOO_LARGE}


def _page(refusal: Refusal) -> Response:
    if request.accept_mimetypes.best == "application/json":  # a script of ours asks, and shows the words itself
        return make_response({"error": _(refusal.value[1]), "hint": _(refusal.value[2])}, refusal.status)
    return make_response(render_template("refused.html", refusal=refusal), refusal.status)


def _http(error: HTTPException) -> AnyResponse:
    if isinstance(error, RequestRedirect):
        return redirect(error.new_url, error.code)
    return _page(_BY_STATUS.get(error.code or 400, Refusal.BAD_REQUEST))


def _storage(error: Exception) -> Response:
    log.trouble(log.Event.STORAGE_FAILED, error)
    return _page(Refusal.TRY_AGAIN)


def _unexpected(error: Exception) -> Response:
    """A mistake of ours: its kind and place go to the log, never what it says."""
    log.trouble(log.Event.FAILED, error)
    return _page(Refusal.INTERNAL)
