"""Writing requests down, giving them to an ambassador, and what came of them. A coordinator's work.

Somebody may always decline, without a reason. Minutes become an entry of hours only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, insert

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import NetworkError, UnfitError
from intake.network.filling import NEEDED, Filling
from intake.network.hours.entries import entered_for
from intake.network.hours.writing import MOST_PAID, REASON, Entered, Work, enter
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.requests.model import ASKERS, OFTEN, OUTCOMES, TASKS, Request, State
from intake.network.requests.reading import read_request
from intake.network.revision import claim
from intake.network.tables import requests
from intake.network.unlock import OpenNetwork
from intake.questionnaire.naming import is_named

MOST_MINUTES = 100_000
"""Of one request, as the file of outcomes takes them."""


def add_request(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> int:
    """A request that came by telephone or mail; gives its number. Raises UnfitError, NetworkError."""
    book.require(connection, Role.COORDINATOR)
    row = _fields(connection, typed)
    now = stamp(book.clock())
    row |= {"state": State.ASKED.value, "received": now, "changed": now, "actor": book.actor}
    number: int = connection.execute(insert(requests).returning(requests.c.number), row).scalar_one()
    book.record(connection, Action.ADDED, Thing.REQUEST, number)
    return number


def give(book: OpenNetwork, connection: Connection, number: int, seen: int, ambassador: str) -> int:
    """Ask an ambassador, or another one; gives the new revision. What a desk asked is for whom the slip names."""
    book.require(connection, Role.COORDINATOR)
    found = read_request(connection, number)
    if found.slip is not None:
        raise NetworkError(
            N_("a slip is for the ambassador that it names"), N_("Write down what came of it; the desk then asks anew.")
        )
    if found.state not in (State.ASKED, State.DECLINED, State.CONFLICT) or found.cleared:
        raise NetworkError(N_("this does not follow the state that the request is in"), N_("Look at it again."))
    read_ambassador(connection, ambassador)
    values = {"ambassador": ambassador, "state": State.ASKED.value, "outcome": None, "outcome_on": None}
    return _write(book, connection, number, seen, {**values, "minutes": None}, State.ASKED)


def accept(book: OpenNetwork, connection: Connection, number: int, seen: int) -> int:
    """The ambassador does it; gives the new revision. Raises NetworkError."""
    book.require(connection, Role.COORDINATOR)
    found = read_request(connection, number)
    if found.state is not State.ASKED or found.ambassador is None:
        raise NetworkError(
            N_("only an ambassador who was asked can accept"), N_("Say first which ambassador is asked.")
        )
    return _write(book, connection, number, seen, {"state": State.ACCEPTED.value}, State.ACCEPTED)


def finish(
    book: OpenNetwork, connection: Connection, number: int, seen: int, typed: Mapping[str, object]
) -> Entered | None:
    """What came of it, also where something else was written before; gives the entry of hours that it made, if any.

    ``typed`` has outcome, on, minutes (in all), and where these become hours: enter, euros, override. Raises
    UnfitError, ChangedMeanwhileError, OverCapError (then nothing is written), NetworkError.
    """
    book.require(connection, Role.COORDINATOR)
    found = read_request(connection, number)
    if found.cleared:
        raise NetworkError(N_("this request was put away"), N_("Its numbers stay as they are."))
    values, work = _outcome(book, connection, found, typed)
    _write(book, connection, number, seen, values, State(str(values["state"])))
    if work is None or found.ambassador is None:
        return None
    return enter(book, connection, found.ambassador, work)


def _outcome(
    book: OpenNetwork, connection: Connection, found: Request, typed: Mapping[str, object]
) -> tuple[dict[str, object], Work | None]:
    filling = Filling(typed)
    outcome = filling.choice("outcome", OUTCOMES, needed=True)
    now = today(book.clock())
    on = filling.day("on") or now
    minutes, cents = filling.minutes("minutes", MOST_MINUTES) or 0, filling.cents("euros", MOST_PAID) or 0
    wanted, override = filling.tick("enter"), filling.line("override", longest=REASON)
    if on > now:
        filling.fault("on", N_("lies in the future"))
    more = minutes - entered_for(connection, found.number)
    if wanted and more <= 0 and not cents:
        filling.fault("minutes", N_("are no more than were entered as hours before"))
    filling.refuse()
    values: dict[str, object] = {"state": outcome, "outcome": outcome, "outcome_on": on.isoformat(), "minutes": minutes}
    if not wanted:
        return values, None
    return values, Work(on, max(more, 0), cents, "request", None, override, request=found.number)


def _fields(connection: Connection, typed: Mapping[str, object]) -> dict[str, object]:
    filling = Filling(typed)
    tasks = filling.choices("tasks", TASKS)
    day, tag = filling.day("day"), filling.line("language", longest=20)
    row: dict[str, object] = {
        "asker": filling.choice("asker", ASKERS, needed=True),
        "organisation": filling.line("organisation", longest=80),
        "often": filling.choice("often", OFTEN) or OFTEN[0],
        "tasks": msgspec.json.encode(tasks).decode(),
        "what": filling.text("what", longest=300),
        "language": tag,
        "first_name": filling.line("first_name", longest=40),
        "day": day.isoformat() if day else None,
        "time": filling.time("time"),
        "place": filling.line("place"),
        "note": filling.text("note", longest=200),
        "ambassador": filling.line("ambassador", longest=10),
    }
    if tag and not is_named(tag):
        filling.fault("language", N_("is not a language that has a name here"))
    if not tasks and not row["what"]:
        filling.fault("tasks", NEEDED)
    filling.refuse()
    if row["ambassador"]:
        _refuse_unknown(connection, str(row["ambassador"]))
    return row


def _refuse_unknown(connection: Connection, ambassador: str) -> None:
    try:
        read_ambassador(connection, ambassador)
    except NetworkError as error:
        raise UnfitError({"ambassador": N_("is not an ambassador of this book")}) from error


def _write(
    book: OpenNetwork, connection: Connection, number: int, seen: int, values: Mapping[str, object], to: State
) -> int:
    taken = claim(connection, requests, number, seen, **values, changed=stamp(book.clock()), actor=book.actor)
    book.record(connection, Action.CHANGED, Thing.REQUEST, number, {"state": to.value})
    return taken
