"""Every refusal of the HTTP interface, in fixed words: the same outcome is answered with the same bytes.

A refusal names neither what was sent nor what is stored, and one answer stands for all reasons that a stranger
must not tell apart (an unknown link and an expired one; the reasons why a courier is not believed).
"""

from __future__ import annotations

import errno
from enum import Enum

import msgspec
from flask import Flask, Response, redirect, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from intake.relay.log import Event, trouble
from intake.relay.store import disk_is_full
from intake.sqlcipher import DatabaseError


class Problem(Enum):
    """Status, fixed word, message, hint."""

    BAD_REQUEST = (400, "bad-request", "The request is malformed.", "Reload the page and try again.")
    NOT_AN_ENVELOPE = (400, "not-an-envelope", "This is not an envelope of this form.", "Reload the form.")
    NOT_A_RECEIPT = (400, "not-a-receipt", "This is not a receipt.", "Push the receipt that the desk wrote.")
    NOT_A_SHEET = (400, "not-a-key-sheet", "This is not a key sheet.", "Push the key sheet that the desk wrote.")
    NOT_PUBLISHED = (400, "not-a-published-file", "This is no file of what may be shown.",
                     "Push what the desk published.")  # fmt: skip
    DAMAGED = (400, "damaged", "The file was damaged or changed on its way.", "Copy it again from the desk.")
    OTHER_GGD = (400, "other-ggd", "No desk of this GGD signed the file.", "Is it another GGD's?")
    OTHER_INBOX = (400, "other-inbox", "The file is another inbox's.", "Push it for that inbox.")
    OTHER_FORM = (400, "other-form", "The file is in a form that the relay does not know.", "Update the relay.")
    NOT_A_COURIER = (401, "not-a-courier", "The request is not signed by a courier of this inbox.",
                     "Check the courier's registered fingerprint, and its clock.")  # fmt: skip
    FOREIGN_ORIGIN = (403, "foreign-origin", "The request comes from another website.", "Open the form itself.")
    UNKNOWN_LINK = (404, "unknown-link", "This link does not open a form.", "Ask for a new link.")
    NOT_FOUND = (404, "not-found", "There is nothing here.", "Check the address.")
    WRONG_METHOD = (405, "wrong-method", "This cannot be done here.", "Check the address.")
    OTHER_DESK = (409, "other-desk", "Another desk has taken over this inbox.",
                  "If this desk is the right one, restore it from its backup: that makes it the newest.")  # fmt: skip
    OLDER_RECEIPT = (409, "older-receipt", "The relay has a newer receipt of this desk.",
                     "Push the newest one; what this one lists comes again.")  # fmt: skip
    BEFORE_RESTORE = (409, "before-restore", "The receipt is from before the desk was restored.",
                      "Push the newest one; what this one lists comes again.")  # fmt: skip
    SECOND_COPY = (409, "second-copy", "The receipt does not follow this desk's last one: two copies are at work.",
                   "Use one only, and restore that one from its backup: that makes it the newest.")  # fmt: skip
    OLDER_SHEET = (409, "older-key-sheet", "The relay has a newer key sheet.", "Push the newest key sheet.")
    OLDER_PUBLISHED = (409, "older-published-file", "The relay has a newer published file.", "Push the newest one.")
    NO_SHEET = (409, "no-key-sheet", "The inbox has no key sheet yet.", "Push the key sheet first.")
    TOO_LARGE = (413, "too-large", "The request is too large.", "Reload the form.")
    WRONG_TYPE = (415, "wrong-type", "Only sealed envelopes are taken.", "Reload the form.")
    TOO_MANY = (429, "too-many", "Many people use this form at this moment.", "Wait a minute and try again.")
    INTERNAL = (500, "internal", "The server made a mistake.", "Try again later.")
    TRY_AGAIN = (503, "try-again", "The server cannot store at this moment.", "Try again in a moment.")
    NOT_READY = (503, "not-ready", "The inbox is not ready yet.", "Try again later.")
    DISK_FULL = (507, "disk-full", "The server has no room left.", "Try again later.")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[0]

    def response(self) -> Response:
        """Always the same bytes; where trying again helps, with the seconds to wait."""
        _, word, message, hint = self.value
        body = msgspec.json.encode({"error": word, "message": message, "hint": hint})
        answer = Response(body, self.status, mimetype="application/json")
        if self.status in (429, 503, 507):
            answer.headers["Retry-After"] = "60" if self is Problem.TOO_MANY else "5"
        return answer


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Raised anywhere below a route; answered with ``problem``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value[1])
        self.problem = problem


def storage_problem(error: Exception) -> Problem:
    """What a failed transaction means to who waits for it. Nothing was stored."""
    trouble(Event.STORAGE_FAILED, error)
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    else:
        full = isinstance(error, DBAPIError) and disk_is_full(error)
    return Problem.DISK_FULL if full else Problem.TRY_AGAIN


def answer_problems(app: Flask) -> None:
    """Make every refusal and failure of ``app`` an answer in the words above."""
    app.register_error_handler(Refused, lambda refused: refused.problem.response())
    app.register_error_handler(DBAPIError, lambda error: storage_problem(error).response())
    app.register_error_handler(DatabaseError, lambda error: storage_problem(error).response())
    app.register_error_handler(PoolTimeoutError, lambda error: storage_problem(error).response())
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


_BY_STATUS = {404: Problem.NOT_FOUND, 405: Problem.WRONG_METHOD, 413: Problem.TOO_LARGE, 415: Problem.WRONG_TYPE}


def _http(error: HTTPException) -> AnyResponse:
    """What Flask itself refuses: in JSON under /api, elsewhere one plain line for a person."""
    if isinstance(error, RequestRedirect):
        return redirect(error.new_url, error.code)
    problem = _BY_STATUS.get(error.code or 400, Problem.BAD_REQUEST)
    answer = problem.response()
    if not request.path.startswith("/api/"):
        answer = Response(problem.value[2] + "\n", problem.status, mimetype="text/plain")
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _unexpected(error: Exception) -> Response:
    """A mistake of ours: its kind and place go to the log, never what it says."""
    trouble(Event.FAILED, error)
    return Problem.INTERNAL.response()
