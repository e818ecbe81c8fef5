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
from intake.web.words import N_, _


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
    POST_NOT_MADE = (
        409,
        N_("The post cannot be carried from this page yet."),
        N_("Ask whoever keeps the server to run “intake relay upgrade”, and to start it again."),
    )
    POST_NOT_KNOWN = (
        409,
        N_("The server does not take anything from this page yet."),
        N_("Ask whoever keeps the server to start it again, and to look at its clock. Nothing is lost."),
    )
    POST_NO_INBOX = (409, N_("Your inbox is not there any more."), N_("Ask whoever made your account."))
    POST_SILENT = (503, N_("The server cannot be reached at this moment."), N_("Try again later. Nothing is lost."))
    POST_BUSY = (503, N_("Others carry the post at this moment."), N_("Wait some minutes, then try again."))
    POST_FULL = (503, N_("The server’s disk is full."), N_("Tell whoever keeps the server. Nothing is lost."))
    POST_NO_FILE = (400, N_("No file was chosen."), N_("Choose the file that the workstation wrote."))
    POST_ITSELF = (
        400,
        N_("This is the post itself."),
        N_("Carry it to the workstation, and bring back the file that was written there."),
    )
    POST_OTHER_FILE = (
        400,
        N_("This is not a file for this inbox."),
        N_("Choose the file that the workstation of this inbox wrote."),
    )
    POST_DAMAGED = (
        400,
        N_("The file is damaged, or only a part of it was copied."),
        N_("Copy it again at the workstation. Nothing is lost."),
    )
    POST_OLDER = (
        409,
        N_("The server has a newer file already."),
        N_("Bring the newest one that the workstation wrote, if there is one. Nothing is lost."),
    )
    POST_OTHER_DESK = (
        409,
        N_("Two workstations work for this inbox, or one was put back from a copy."),
        N_("Tell whoever looks after the workstation: one of them must be restored. Nothing is lost."),
    )
    POST_NO_SHEET = (
        409,
        N_("The server has no key sheet of this inbox yet."),
        N_("Bring the key sheet first, then this file."),
    )
    POST_TOO_LARGE = (
        413,
        N_("This file is too large to come from the workstation."),
        N_("Choose the file that was written there; it is much smaller than the post."),
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
