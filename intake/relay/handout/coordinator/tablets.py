"""The organisation's tablets: which still open the form, and ending one that is lost or no longer used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from intake.relay.errors import RelayError
from intake.relay.handout import log
from intake.relay.handout.once import FIELD, Once, new_name
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself
from intake.relay.handout.tables import log as lines
from intake.relay.handout.tables import staff
from intake.relay.links.kiosks import Kiosk, end_kiosk, kiosks
from intake.relay.links.register import SENDING_DAYS
from intake.sqlcipher import reading


@dataclass(frozen=True, slots=True)
class Tablet:
    """``begun`` and ``by``: when somebody started it and who, as the staff's log has it; None by a command."""

    id: str
    expires: date
    begun: datetime | None
    by: str | None


def tablets(service: Service) -> Blueprint:
    """The list, and a page that asks before it ends one."""
    room = Blueprint("tablets", __name__)
    once: Once[None] = Once(service.clock)

    @room.get("/handout/tablets")
    def page() -> str:
        return render_template("coordinator/tablets.html", found=_begun(service, _own(service)))

    @room.get("/handout/tablets/<tablet>/end")
    def ask(tablet: str) -> str:
        found, days = _find(service, tablet), SENDING_DAYS.days
        return render_template("coordinator/end_tablet.html", tablet=found, days=days, once=new_name())

    @room.post("/handout/tablets/<tablet>/end")
    def end(tablet: str) -> Answer:
        once.answer(myself().id, request.form.get(FIELD), lambda: _end(service, _find(service, tablet)))
        return redirect(url_for("tablets.page"), 303)

    return room


def _own(service: Service) -> Sequence[Kiosk]:
    return kiosks(service.links, str(myself().organisation), service.clock().date())


def _find(service: Service, tablet: str) -> Kiosk:
    """By its whole id, and inside the own organisation only."""
    found = next((each for each in _own(service) if each.id == tablet), None)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


def _begun(service: Service, found: Sequence[Kiosk]) -> Sequence[Tablet]:
    """So that a coordinator can tell one tablet from another."""
    mine = (lines.c.event == log.Event.TABLET_STARTED) & (lines.c.organisation == myself().organisation)
    query = select(lines.c.subject, lines.c.at, staff.c.name).outerjoin(staff, lines.c.actor == staff.c.id)
    with reading(service.engine).begin() as connection:
        begun = {row.subject: (row.at, row.name) for row in connection.execute(query.where(mine))}
    return [Tablet(each.id, each.expires, *begun.get(each.id, (None, None))) for each in found]


def _end(service: Service, tablet: Kiosk) -> None:
    """Two databases: the line in the log is written first, so that a crash never leaves an end without its line."""
    me, now = myself(), service.clock()

    def told() -> None:
        who = {"actor": me.id, "organisation": me.organisation}
        with service.engine.begin() as connection:
            log.write(connection, log.Event.TABLET_ENDED, now, subject=tablet.id, **who)

    try:
        end_kiosk(service.links, str(me.organisation), tablet.id, now.date(), told=told)
    except RelayError:  # somebody else ended it since it was found
        raise Refused(Refusal.NOT_FOUND) from None
