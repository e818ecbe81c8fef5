"""A book in which something stands of everything that its pages show; nobody in it exists."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from intake.network.destinations.writing import add_destination
from intake.network.hours.writing import Work, enter
from intake.network.introducing.making import introduction, print_introduction
from intake.network.meetings.writing import plan, tick_off
from intake.network.requests.writing import add_request, finish
from intake.network.sessions.writing import add_session
from intake.network.signals.writing import add_signal
from intake.network.steps.steps import add_step
from intake.network.unlock import OpenNetwork
from tests.network.typed import ALMERE, AMSTERDAM, HAARLEM, added

DAY = date(2026, 11, 20)


def fill(network: OpenNetwork) -> None:
    """Three ambassadors and some of all that they do, a month near the cap, and a destination that nobody checked."""
    with network.writing() as connection:
        selam = added(network, connection, "Selam Tesfaye")
        noura = added(
            network, connection, "Noura al-Hashimi", conduct_until="2026-12-20", place=AMSTERDAM,
            languages=[{"tag": "ar", "level": "native"}, {"tag": "nl", "level": "fluent"}],
        )  # fmt: skip
        oleksandr = added(
            network, connection, "Oleksandr Kovalenko", gender="man", secrecy_until="2026-10-01", place=HAARLEM,
            languages=[{"tag": "uk", "level": "native"}],
        )  # fmt: skip
        _work(network, connection, selam, noura)
        _network(network, connection, selam, noura, oleksandr)


def _work(network: OpenNetwork, connection: Connection, selam: str, noura: str) -> None:
    enter(network, connection, noura, Work(DAY, 17 * 60, 120_00, "request"))
    asked = {"asker": "gp", "organisation": "Huisarts Voorbeeld", "often": "once", "tasks": ["along", "explain"]}
    add_request(network, connection, asked | {"language": "ti", "day": "2026-11-23", "ambassador": selam})
    add_request(network, connection, {"asker": "school", "often": "structural", "tasks": ["talk"], "language": "ar"})
    typed = {"kind": "GP", "name": "Huisartsenpraktijk Voorbeeld", "places": [ALMERE], "checked_on": "2026-01-05"}
    add_destination(network, connection, typed)


def _network(network: OpenNetwork, connection: Connection, selam: str, noura: str, oleksandr: str) -> None:
    """What they do together."""
    agenda = "1. News of the GGD\n2. Interpreters at the GP\n3. Dates of intervision"
    meeting = {"kind": "network", "day": "2026-11-10", "starts": "19:30", "minutes": 120, "place": "Library"}
    tick_off(network, connection, plan(network, connection, meeting | {"agenda": agenda}), 1, [selam], [oleksandr])
    plan(network, connection, {"kind": "intervision", "day": "2026-12-08", "starts": "19:30", "place": "Library"})
    session = {"day": "2026-11-12", "topic": "gp", "reached": 14, "language": "ti", "venue": "Language school"}
    add_session(network, connection, session | {"place": ALMERE, "ambassadors": [selam]})
    add_session(network, connection, {"day": "2026-09-03", "topic": "insurance", "reached": 22, "ambassadors": [noura]})
    typed = {"topic": "interpreters", "pattern": "At the counter a child is asked to interpret.", "gap": "a telephone"}
    add_signal(network, connection, typed | {"recommendation": "Hang the number of the interpreters at the counter."})
    add_step(network, connection, noura, {"day": "2026-09-01", "step": "course", "organisation": "ROC"})
    ended = {"asker": "ggd", "tasks": ["talk"], "language": "ar", "ambassador": noura, "first_name": "Maryam"}
    number = add_request(network, connection, ended | {"day": "2026-08-01"})
    finish(network, connection, number, 1, {"outcome": "done", "on": "2026-08-01", "minutes": 90})
    print_introduction(network, connection, introduction(network, connection, "card", [noura], "nl"), lambda _: None)
