"""A book in which something stands of everything that its pages show; nobody in it exists."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from intake.network.destinations.writing import add_destination
from intake.network.hours.writing import Work, enter
from intake.network.requests.writing import add_request
from intake.network.unlock import OpenNetwork
from tests.network.typed import ALMERE, AMSTERDAM, HAARLEM, added

DAY = date(2026, 11, 20)


def fill(network: OpenNetwork) -> None:
    """Three ambassadors, two requests, a month near the cap, and a destination that nobody has checked."""
    with network.writing() as connection:
        selam = added(network, connection, "Selam Tesfaye")
        noura = added(
            network, connection, "Noura al-Hashimi", conduct_until="2026-12-20", place=AMSTERDAM,
            languages=[{"tag": "ar", "level": "native"}, {"tag": "nl", "level": "fluent"}],
        )  # fmt: skip
        added(
            network, connection, "Oleksandr Kovalenko", gender="man", secrecy_until="2026-10-01", place=HAARLEM,
            languages=[{"tag": "uk", "level": "native"}],
        )  # fmt: skip
        _work(network, connection, selam, noura)


def _work(network: OpenNetwork, connection: Connection, selam: str, noura: str) -> None:
    enter(network, connection, noura, Work(DAY, 17 * 60, 120_00, "request"))
    asked = {"asker": "gp", "organisation": "Huisarts Voorbeeld", "often": "once", "tasks": ["along", "explain"]}
    add_request(network, connection, asked | {"language": "ti", "day": "2026-11-23", "ambassador": selam})
    add_request(network, connection, {"asker": "school", "often": "structural", "tasks": ["talk"], "language": "ar"})
    typed = {"kind": "GP", "name": "Huisartsenpraktijk Voorbeeld", "places": [ALMERE], "checked_on": "2026-01-05"}
    add_destination(network, connection, typed)
