"""Every refusal of the desk as a page in words that say what to do; a refusal quotes nothing that was sent."""

from __future__ import annotations

import logging
import traceback
from enum import Enum
from pathlib import Path

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from intake.errors import IntakeError
from intake.web.words import N_, _

log = logging.getLogger("intake.desk")


class Refusal(Enum):
    """Status, what happened, what to do."""

    BAD_REQUEST = (400, N_("This did not work."), N_("Go back, look at what you filled in, and try again."))
    FOREIGN = (403, N_("This came from another page."), N_("Open the desk yourself, and do it there."))
    OTHER_NAME = (421, N_("This is not the desk’s address."), N_("Use the address that “intake desk serve” printed."))
    NO_SEAT = (403, N_("This browser was not let in yet."), N_("Type the start code that “intake desk serve” printed."))
    NOT_YOURS = (403, N_("This page is not for your role."), N_("Ask your coordinator if you need it."))
    BEGUN = (403, N_("There is a desk here already."), N_("Nothing is made anew. Unlock it, and go on there."))
    NOT_FOUND = (404, N_("There is nothing here."), N_("Go to the start page."))
    TOO_LARGE = (413, N_("That was too much at once."), N_("Go back and try again with less."))
    INTERNAL = (
        500,
        N_("The program made a mistake."),
        N_(
            "Nothing was half done. Try again; if it happens again, note the time and tell whoever keeps this computer."
        ),
    )

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
    app.register_error_handler(Refused, lambda refused: _refused(refused.refusal))
    app.register_error_handler(IntakeError, _said)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


_BY_STATUS = {404: Refusal.NOT_FOUND, 405: Refusal.NOT_FOUND, 413: Refusal.TOO_LARGE}


def _refused(refusal: Refusal) -> Response:
    return _page(_(refusal.value[1]), _(refusal.value[2]), refusal.status)


def _page(what: str, todo: str, status: int) -> Response:
    if request.accept_mimetypes.best == "application/json":  # a script of ours asks, and shows the words itself
        return make_response({"error": what, "hint": todo}, status)
    return make_response(render_template("refused.html", what=what, todo=todo), status)


def _said(error: IntakeError) -> Response:
    """A refusal of the desk itself, in its own words: they name files, numbers and fixed reasons, never a person."""
    sentence = _(error.message)
    return _page(f"{sentence[0].upper()}{sentence[1:]}.", _(error.hint), 409)


def _http(error: HTTPException) -> AnyResponse:
    if isinstance(error, RequestRedirect):
        return redirect(error.new_url, error.code)
    return _refused(_BY_STATUS.get(error.code or 400, Refusal.BAD_REQUEST))


def _unexpected(error: Exception) -> Response:
    """A mistake of ours: its kind and places are said on stderr, never what it says, which may quote a person."""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    log.error("%s at %s", type(error).__name__, places)
    return _refused(Refusal.INTERNAL)
