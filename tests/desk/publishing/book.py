"""A network book for what is published of it, put into a desk as if it had been brought in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nacl.signing import SigningKey
from sqlalchemy import delete, insert

from intake.desk.tables import network
from intake.desk.unlock import OpenDesk
from intake.exchange.book import Ambassador, Book, Contact, Destination, Level, Spoken
from intake.exchange.files import sign_own

KEY = SigningKey(b"n" * 32)
LATER, PAST = date(2027, 11, 23), date(2026, 11, 22)
LEEUWARDEN, SMALLINGERLAND, GRONINGEN = "GM0080", "GM0090", "GM0014"


def ambassadors(count: int, tag: str, place: str = LEEUWARDEN, **more: object) -> Iterator[Ambassador]:
    """So many who speak ``tag``, all alike, with papers that are valid."""
    level: Level = more.pop("level", "native")  # type: ignore[assignment]
    usual: dict[str, object] = {"conduct_until": LATER, "secrecy_until": LATER}
    for number in range(count):
        spoken = (Spoken(tag, level),)
        name = f"Tsegay Nummer {number}"
        yield Ambassador(f"A-00000{number}", name, "woman", place, spoken, **(usual | more))  # type: ignore[arg-type]


def book(*people: Ambassador, destinations: tuple[Destination, ...] = ()) -> Book:
    """A book with these."""
    return Book(1, "book", 3, date(2026, 11, 20), "Alifa", "Karin Zwart", destinations, people)


def house(*, public: bool = True, **more: object) -> Destination:
    """Where people talk, and whom one asks for."""
    contacts = (Contact("Geheime Contactpersoon", "back door", "06 1234 5678"),)
    usual: dict[str, object] = {"name": "Het Praathuis", "phone": "058 000 0001", "contacts": contacts}
    said = usual | {"waiting_intake": 17, "public": public} | more
    return Destination("D-000001", "TALK", **said)  # type: ignore[arg-type]


def bring(desk: OpenDesk, made: Book) -> None:
    """It is in the desk."""
    row = {"one": 1, "book": made.book, "public": KEY.verify_key.encode(), "sequence": made.sequence}
    more = {"issued": made.issued.isoformat(), "imported": "2026-11-23", "content": sign_own(KEY, made)}
    with desk.writing() as connection:
        connection.execute(delete(network))
        connection.execute(insert(network), row | more)
