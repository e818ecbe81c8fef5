"""What a coordinator types about people of a test; none of them exists."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from intake.network.ambassadors.fields import read_fields
from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import of_row
from intake.network.ambassadors.writing import add_ambassador
from intake.network.unlock import OpenNetwork

AMSTERDAM, HAARLEM, DEN_HAAG, ALMERE = "GM0363", "GM0392", "GM0518", "GM0034"


def somebody(name: str = "Selam Tesfaye", **more: object) -> dict[str, object]:
    """All that is needed of an ambassador, and papers that hold."""
    typed: dict[str, object] = {
        "name": name,
        "gender": "woman",
        "place": DEN_HAAG,
        "languages": [{"tag": "ti", "level": "native", "dialect": "Asmara"}, {"tag": "nl", "level": "good"}],
        "expertise": ["health-care", "fgm"],
        "training": ["basic", "gbv"],
        "conduct_until": "2027-11-01",
        "secrecy_until": "2028-01-01",
        "since": "2025-01-01",
    }
    return typed | more


def person(name: str = "Selam Tesfaye", *, number: int = 0, until: date | None = None, **more: object) -> Ambassador:
    """Somebody as the book would have them, without a book."""
    row = read_fields(somebody(name, **more), date(2026, 11, 24))
    return of_row({**row, "id": f"A-{number:06}", "revision": 1, "until": until and until.isoformat()})


def added(network: OpenNetwork, connection: Connection, name: str = "Selam Tesfaye", **more: object) -> str:
    """The id of somebody new."""
    return add_ambassador(network, connection, somebody(name, **more))
