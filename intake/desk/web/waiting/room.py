"""The page "Waiting", and what is written down of a wait on the page of a case: each form is one deed."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.unlock import OpenDesk
from intake.desk.waiting.changing import DATES, FIELDS, change_wait, date_wait
from intake.desk.waiting.checking import Goes, Heard, check_in
from intake.desk.waiting.listing import WaitingList, Wanted, read_waiting
from intake.desk.web.case.changing import LINE, Field, changing
from intake.desk.web.case.deeds import back, sent
from intake.desk.web.case.trying import read_attempt
from intake.desk.web.service import Service, myself
from intake.web.words import N_

TICKS = ("past", "due", "worse", "mine")
KNOWN: Mapping[str, Field] = {
    "since": (N_("On the list since"), LINE),
    "expected": (N_("What was said there"), LINE),
    "rhythm": (N_("Ask how it goes every so many days"), LINE),
    "check_on": (N_("Ask next on"), LINE),
}
BEGAN: Mapping[str, Field] = {
    "intake_on": (N_("Intake was on"), LINE),
    "treatment_on": (N_("Treatment began on"), LINE),
}
HEARD: Mapping[str, Field] = {
    "goes": (N_("How it goes"), "check-in"),
    "what": (N_("How you asked"), "tried"),
    "moment": (N_("When"), LINE),
    "note": N_("Note"),
}


def waiting(service: Service) -> Blueprint:
    """The room."""
    room = Blueprint("waiting", __name__)

    @room.get("/waiting")
    def page() -> str:
        me = myself()
        asked = _asked()
        found = read_waiting(me.desk, _wanted(asked, me.desk))
        return render_template("waiting/page.html", found=found, asked=asked, chips=_chips(found, asked))

    @room.post("/cases/<int:number>/waits/<int:which>")
    def change(number: int, which: int) -> Answer:
        typed = {name: request.form.get(name, "") for name in FIELDS if name != "check_on" or request.form.get(name)}
        typed["bridges"] = " ".join(request.form.getlist("bridges"))
        with changing(number, **KNOWN) as change:
            change_wait(change.desk, change.connection, number, change.seen, which, typed)
        return back(number, "waits")

    @room.post("/cases/<int:number>/waits/<int:which>/dates")
    def dates(number: int, which: int) -> Answer:
        typed = {name: request.form.get(name, "") for name in DATES}
        with changing(number, **BEGAN) as change:
            date_wait(change.desk, change.connection, number, change.seen, which, typed)
        return back(number, "waits")

    @room.post("/cases/<int:number>/waits/<int:which>/check-in")
    def ask(number: int, which: int) -> Answer:
        goes, what = sent(Goes, "goes"), request.form.get("what")
        with changing(number, **HEARD) as change:
            tried = read_attempt({**request.form.to_dict(), "note": ""}) if what else None
            heard = Heard(goes, tried, request.form.get("note"))
            check_in(change.desk, change.connection, number, change.seen, which, heard)
        # Whether it is more urgent now is for a nurse to say: there.
        return back(number, "decision" if goes is Goes.WORSE else "waits")

    return room


def _asked() -> dict[str, str]:
    """What the address says, in fixed words; a place is a code or an id of the network book."""
    place = request.args.get("place", "")
    found = {"place": place} if place.replace("-", "").isalnum() and place.isascii() and len(place) < 20 else {}
    return found | {name: "1" for name in TICKS if request.args.get(name) == "1"}


def _wanted(asked: Mapping[str, str], desk: OpenDesk) -> Wanted:
    ticks = {name: name in asked for name in ("past", "due", "worse")}
    return Wanted(place=asked.get("place"), mine=desk.actor if "mine" in asked else None, **ticks)


def _chips(found: WaitingList, asked: Mapping[str, str]) -> list[tuple[str, str, int | None, bool]]:
    """Each: its word, where it leads, how many there are in all, and whether it is chosen."""
    counts = {"past": found.counts.past, "due": found.counts.due, "worse": found.counts.worse}

    def leads(name: str) -> str:
        rest = {word: value for word, value in asked.items() if word != name}
        return url_for("waiting.page", **(rest if name in asked else {**rest, name: "1"}))  # type: ignore[arg-type]

    return [(name, leads(name), counts.get(name), name in asked) for name in TICKS]
