"""One's own passphrase once more, for what must not be done by whoever finds an unlocked desk.

Wrong ones slow down as at the door. What was typed into the form stays there; passphrases and shares do not.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import make_response, request
from werkzeug.wrappers import Response

from intake.desk.unlock import open_desk
from intake.desk.web.seats import Unlocked
from intake.desk.web.service import Service, myself, seat
from intake.errors import IntakeError
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words
from intake.web.words import _


def confirmed(service: Service, work: Callable[[str], Response], page: Callable[[str], str]) -> Response:
    """What ``work`` answers, given the passphrase; where it is refused, ``page`` again with the reason."""
    me = myself()
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


def renew(service: Service, passphrase: str, *, others: bool = False) -> None:
    """Take the changed keys to work with; with ``others``, lock every other browser, which still has the old ones."""
    me, here = myself(), seat()
    assert here is not None
    fresh = open_desk(service.section, passphrase, name=me.name, clock=service.clock)
    if others:
        service.seats.lock_all()
    service.seats.unlock(here, Unlocked(me.name, me.role, fresh))
