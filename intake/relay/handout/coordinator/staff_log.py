"""The staff's log as a page: a coordinator reads the own organisation's lines, an operator all.

What couriers did, only an operator sees: by the week, for a day would tell when envelopes came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request

from intake.relay.handout.carried import Visit, read_visits
from intake.relay.handout.coordinator.standing import in_reach
from intake.relay.handout.coordinator.telling import Names, tell, tell_visit
from intake.relay.handout.log import Entry, read_log
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.service import Service, myself
from intake.relay.handout.staff import Staff, everybody
from intake.relay.links.organisations import organisations
from intake.sqlcipher import reading

LINES = 200
"""On a page."""


def staff_log(service: Service) -> Blueprint:
    """The one page; ``page`` in its address counts from 1, the newest."""
    room = Blueprint("staff_log", __name__)

    @room.get("/handout/log")
    def page() -> str:
        number = _number(request.args.get("page", "1"))
        found, names = _read(service, (number - 1) * LINES)
        visits = _visits(service) if number == 1 and myself().role is Role.OPERATOR else []
        return render_template(
            "coordinator/log.html",
            lines=[(entry, tell(entry, names)) for entry in found[:LINES]],
            visits=[(visit.week, tell_visit(visit, names)) for visit in visits],
            names=names,
            everywhere=myself().role is Role.OPERATOR,
            number=number,
            older=len(found) > LINES,
        )

    return room


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 0 < len(typed) < 7 and int(typed)):
        raise Refused(Refusal.NOT_FOUND)
    return int(typed)


def _read(service: Service, skip: int) -> tuple[Sequence[Entry], Names]:
    """One line more than a page has, to see whether there are older ones."""
    me = myself()
    own = None if me.role is Role.OPERATOR else me.organisation
    with reading(service.engine).begin() as connection:
        found = read_log(connection, organisation=own, most=LINES + 1, skip=skip)
        staff = {each.id: each.name for each in everybody(connection) if _named(me, each)}
    return found, Names(staff, _organisations(service))


def _visits(service: Service) -> Sequence[Visit]:
    with reading(service.engine).begin() as connection:
        return read_visits(connection, most=LINES)


def _named(me: Staff, staff: Staff) -> bool:
    """Operators are named to every coordinator: they act in every organisation."""
    return staff.role is Role.OPERATOR or in_reach(me, staff)


def _organisations(service: Service) -> Mapping[str, str]:
    with service.links.engine.begin() as connection:
        return {each.id: each.name for each in organisations(service.config, connection)}
