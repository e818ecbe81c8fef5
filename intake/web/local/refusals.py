"""Every refusal of a local program as a page in words that say what to do; a refusal quotes nothing that was sent."""

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
from intake.web.local.program import Program, Said
from intake.web.words import N_, _


class Refusal(Enum):
    """With its HTTP status."""

    BAD_REQUEST = ("what was sent", 400)
    FOREIGN = ("from another page", 403)
    OTHER_NAME = ("another name", 421)
    NOT_YOURS = ("another role", 403)
    BEGUN = ("begun already", 403)
    NOT_FOUND = ("nothing here", 404)
    TOO_LARGE = ("too large", 413)
    INTERNAL = ("our mistake", 500)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[1]


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Raised anywhere below a route; answered with a page that says ``refusal``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


def answer_refusals(app: Flask, program: Program) -> None:
    """Make every refusal and failure of ``app`` a page."""
    said, log = program.said, logging.getLogger(f"intake.{program.name}")
    app.register_error_handler(Refused, lambda refused: _refused(refused.refusal, said))
    app.register_error_handler(IntakeError, _said)
    app.register_error_handler(HTTPException, lambda error: _http(error, said))
    app.register_error_handler(Exception, lambda error: _unexpected(error, log, said))


_BY_STATUS = {404: Refusal.NOT_FOUND, 405: Refusal.NOT_FOUND, 413: Refusal.TOO_LARGE}
# What happened, and what to do.
_SAID = {
    Refusal.BAD_REQUEST: (N_("This did not work."), N_("Go back, look at what you filled in, and try again.")),
    Refusal.NOT_YOURS: (N_("This page is not for your role."), N_("Ask your coordinator if you need it.")),
    Refusal.NOT_FOUND: (N_("There is nothing here."), N_("Go to the start page.")),
    Refusal.TOO_LARGE: (N_("That was too much at once."), N_("Go back and try again with less.")),
    Refusal.INTERNAL: (
        N_("The program made a mistake."),
        N_(
            "Nothing was half done. Try again; if it happens again, note the time and tell whoever keeps this computer."
        ),
    ),
}
_FOREIGN = N_("This came from another page.")


def _refused(refusal: Refusal, said: Said) -> Response:
    own = {Refusal.FOREIGN: (_FOREIGN, said.foreign), Refusal.OTHER_NAME: said.address, Refusal.BEGUN: said.begun}
    what, todo = own.get(refusal) or _SAID[refusal]
    return _page(_(what), _(todo), refusal.status)


def _page(what: str, todo: str, status: int) -> Response:
    if request.accept_mimetypes.best == "application/json":  # a script of ours asks, and shows the words itself
        return make_response({"error": what, "hint": todo}, status)
    return make_response(render_template("local/refused.html", what=what, todo=todo), status)


def _said(error: IntakeError) -> Response:
    """A refusal of the program itself, in its own words: they name files, numbers and fixed reasons, never a person."""
    sentence = _(error.message)
    return _page(f"{sentence[0].upper()}{sentence[1:]}.", _(error.hint), 409)


def _http(error: HTTPException, said: Said) -> AnyResponse:
    if isinstance(error, RequestRedirect):
        return redirect(error.new_url, error.code)
    return _refused(_BY_STATUS.get(error.code or 400, Refusal.BAD_REQUEST), said)


def _unexpected(error: Exception, log: logging.Logger, said: Said) -> Response:
    """A mistake of ours: its kind and places are said on stderr, never what it says, which may quote a person."""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    log.error("%s at %s", type(error).__name__, places)
    return _refused(Refusal.INTERNAL, said)
