"""Referrals: a part of a case's page. Nothing here sends."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework import referring as deeds
from intake.desk.casework.destinations import by_gp, destinations
from intake.desk.casework.referrals import State, referrals_of
from intake.desk.local_time import today
from intake.desk.network.kept import Kept
from intake.desk.network.showing import places
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import Field, changing
from intake.desk.web.case.deeds import back, sent
from intake.desk.web.case.helping import network_book, proposed
from intake.web.words import N_

CONSENT: Mapping[str, Field] = {
    "consent_on": N_("Given on"),
    "consent_how": (N_("How"), "consent"),
    "consent_language": N_("In which language"),
    "shared": N_("What is shared"),
}
REFERRED: Mapping[str, Field] = {
    "organisation": N_("Organisation or person there"),
    "reply_by": N_("Reply asked for by"),
    **CONSENT,
}


def read_referrals(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """Those of the case, and where one can refer to: what the book has for this municipality, and every kind."""
    found, now = referrals_of(connection, case.number), today(desk.clock())
    kept = network_book()
    return {
        "kept": kept,
        "serving": [] if kept is None else places(kept.book, now, place=case.place),
        **_chosen(kept),
        "referrals": found,
        "late": {each.number for each in found if each.late(now)},
        "destinations": list(destinations().values()),
        "by_gp": by_gp(),
    }


def _chosen(kept: Kept | None) -> dict[str, object]:
    """Who was chosen at "Who could help", and who else is offered by name: those who are proposed."""
    found = proposed()
    helpers = [] if found is None else [each.ambassador for each in found.matches.ambassadors]
    person = kept.ambassador(request.args.get("ambassador")) if kept else None
    if person is not None and person not in helpers:
        helpers.append(person)
    place = kept.destination(request.args.get("entry")) if kept else None
    return {"helpers": helpers, "person": person, "place": place}


def referring(room: Blueprint) -> None:
    """Add its forms to the room."""

    @room.post("/cases/<int:number>/referrals")
    def refer(number: int) -> Answer:
        with changing(number, **REFERRED) as change:
            # The form's "entry" is the trail's newest, not one of the book: who was chosen stands in "destination".
            typed = {name: request.form.get(name, "") for name in ("destination", *REFERRED)}
            deeds.refer(change.desk, change.connection, number, change.seen, typed)
        return back(number, "referrals")

    @room.post("/cases/<int:number>/referrals/<int:which>/consent")
    def consent(number: int, which: int) -> Answer:
        with changing(number, **CONSENT) as change:
            deeds.consent(change.desk, change.connection, number, change.seen, which, request.form.to_dict())
        return back(number, "referrals")

    @room.post("/cases/<int:number>/referrals/<int:which>")
    def move_on(number: int, which: int) -> Answer:
        to = sent(State, "to")
        with changing(number, to=(N_("It went on"), "referral")) as change:
            deeds.move_on(change.desk, change.connection, number, change.seen, which, to)
        return back(number, "referrals")

    @room.post("/cases/<int:number>/referrals/<int:which>/withdraw")
    def withdraw(number: int, which: int) -> Answer:
        with changing(number) as change:
            deeds.withdraw(change.desk, change.connection, number, change.seen, which)
        return back(number, "referrals")

    @room.post("/cases/<int:number>/referrals/<int:which>/told")
    def told(number: int, which: int) -> Answer:
        with changing(number) as change:
            deeds.told(change.desk, change.connection, number, change.seen, which)
        return back(number, "referrals")
