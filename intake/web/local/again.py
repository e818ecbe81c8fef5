"""One's own passphrase once more, for what must not be done by whoever finds a computer unlocked.

Wrong ones slow down as at the door. What was typed into the form stays there; passphrases and shares do not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import make_response, request
from werkzeug.wrappers import Response

from intake.errors import IntakeError
from intake.web.local.service import Service, visitor
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words
from intake.web.words import _


def confirmed(service: Service[Any], work: Callable[[str], Response], page: Callable[[str], str]) -> Response:
    """What ``work`` answers, given the passphrase; where it is refused, ``page`` again with the reason."""
    me = visitor()
    assert me is not None
    try:
        service.slowing.attempt(Step.PASSWORD, me.name, None)
        answer = work(request.form.get("passphrase", ""))
    except Slowed as slowed:
        return make_response(page(in_words(slowed.seconds)), 429)
    except IntakeError as error:
        return make_response(page(in_full(error)), 409)
    service.slowing.succeeded(Step.PASSWORD, me.name, None)
    return answer


def attempted(work: Callable[[], Response], page: Callable[[str], str]) -> Response:
    """As `confirmed`, for what needs no passphrase."""
    try:
        return work()
    except IntakeError as error:
        return make_response(page(in_full(error)), 409)


def in_full(error: IntakeError) -> str:
    """A refusal as two sentences, in the reader's language."""
    message = _(error.message)
    return f"{message[0].upper()}{message[1:]}. {_(error.hint)}".rstrip()
