"""Very many cases in a real desk, soon: rows go in below SQLAlchemy, many at a time, drawn from a seed.

Each is one of a few hundred people whose answers were judged by the real rules; language, municipality, state, dates
and who looks after it are drawn for each. Half the cases are closed; of the green others, half
were confirmed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

import msgspec
from sqlalchemy import Connection

from intake.desk.contact import SafeContact
from intake.desk.days import working_days
from intake.desk.library import Kept
from intake.desk.line import line_of
from intake.desk.local_time import today
from intake.desk.tables import cases, envelopes, judgements
from intake.desk.triage import Judgement, judge
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import crockford
from intake.envelope.submission import Answer, Contact
from intake.places.municipalities import load_municipalities
from intake.questionnaire import LANGUAGES, Choice

PEOPLE = 300
DRAWN = CHUNK = 5000
CLOSED, CONFIRMED = 0.5, 0.5
BUSY = ("triaged", "contacting", "reached", "unreachable", "held", "referred", "waiting", "in-care")
HOSTILE = "<script>alert(1)</script>"

Row = dict[str, str | int | bytes | None]
Person = tuple[Mapping[str, Answer], Contact, Judgement]


def fill(desk: OpenDesk, count: int, *, seed: int = 1, names: tuple[str, ...] = ("noor", "anna")) -> None:
    """Put ``count`` cases into an empty desk; the same ones for the same seed and day."""
    random = Random(seed)
    with desk.writing() as connection:
        desk.library.take_in(connection, desk.section.questionnaires, desk.clock().date())
        kept = desk.library.find(("ggd10", "1"))
        assert kept is not None
        people = [_person(random, kept) for _ in range(PEOPLE)]
        drawn = _Drawn(desk, random, kept, people, names)
        alike = [drawn.case() for _ in range(min(count, DRAWN))]
        with _without_indexes(connection):
            for first in range(1, count + 1, CHUNK):
                numbers = range(first, min(first + CHUNK, count + 1))
                _write(connection, [_numbered(random, number, *alike[number % len(alike)]) for number in numbers])


class _Drawn:
    """Draws one case after the other."""

    def __init__(
        self, desk: OpenDesk, random: Random, kept: Kept, people: list[Person], names: tuple[str, ...]
    ) -> None:
        self._random, self._kept, self._people, self._names = random, kept, people, names
        self._days, self._today = working_days(desk.section), today(desk.clock())
        self._places = [each.code for each in load_municipalities()][:30]
        self._encoded = {id(person): _encoded(person) for person in people}

    def case(self) -> tuple[Row, Row]:
        """The rows of a case and of its judgement, but for what is each one's own."""
        random, person = self._random, self._random.choice(self._people)
        judgement, open_one = person[2], random.random() >= CLOSED
        ago = random.random() ** 2 * (25 if open_one else 700)
        arrived = self._today - timedelta(days=int(ago))
        case: Row = {
            "questionnaire": "ggd10",
            "version": "1",
            "language": random.choice(LANGUAGES).tag,
            "place": random.choice([*self._places, None]),
            "via": "demo",
            "sealed_at": arrived.isoformat(),
            "arrived": arrived.isoformat(),
            "level": judgement.level.value,
            "rank": 4 - judgement.level.rank,
            "due": self._due(judgement, arrived),
            "revision": 0,
            "paper": int(random.random() < 0.05),
            "assigned": random.choice((*self._names, None, None)),
            **self._state(judgement, arrived, open_one=open_one),
            **self._encoded[id(person)],
        }
        return case, _judgement(judgement, self._kept, arrived)

    def _due(self, judgement: Judgement, arrived: date) -> str | None:
        days = judgement.target_days
        return None if days is None else self._days.after(arrived, days).isoformat()

    def _state(self, judgement: Judgement, arrived: date, *, open_one: bool) -> Row:
        if not open_one:
            return {"status": "closed", "closed": (arrived + timedelta(days=9)).isoformat(), "outcome": "helped"}
        more: Row = {"closed": None, "outcome": None}
        if judgement.level.value == "green":
            return more | {"status": "triaged" if self._random.random() < CONFIRMED else "new"}
        return more | {"status": self._random.choice(("new", *BUSY))}


def _numbered(random: Random, number: int, case: Row, judgement: Row) -> tuple[Row, Row, Row]:
    """The rows of an envelope, of its case and of the judgement, with what no other has."""
    digest = hashlib.sha256(f"{number}".encode()).digest()
    own: Row = {"number": number, "digest": digest, "id": digest[:16].hex()[:22], "code": crockford(digest[-5:])}
    # Few share a telephone: the few people who were drawn would make each number that of hundreds.
    own["line"] = None if case["line"] is None else f"316{random.randrange(10**8):08}"
    envelope: Row = {"digest": digest, "state": "imported", "inner_id": own["id"], "arrived": case["arrived"]}
    return envelope, case | own, judgement | {"case": number}


def _person(random: Random, kept: Kept) -> Person:
    answers: dict[str, Answer] = {}
    for question in kept.questionnaire.questions:
        assert isinstance(question, Choice)
        # Most people are well: the later an option, the rarer.
        weights = [8, 2, 1, 1][: len(question.options)]
        answers[question.id] = random.choices([*question.options, None], [*weights, 1])[0]
    reach = random.choice(("call", "call", "message", "come", "no", None))
    contact = Contact(
        reach=reach,
        address=f"06{random.randrange(10**8):08}" if reach in ("call", "message") else None,
        name=random.choice((HOSTILE, "\u202eQuorzambel", None)),
        line=random.choice(("mine", "shared", None)),
        when=("weekday-morning",),
        professional=random.choice(("woman", "man", "any", None)),
        age=random.choice(("16-17", "18+", "18+", None)),
    )
    return answers, contact, judge(kept.questionnaire, answers)


def _encoded(person: Person) -> Row:
    answers, contact, _ = person
    said: Row = {name: getattr(contact, name) for name in ("reach", "professional", "age")}
    said |= {"line": line_of(contact.address), "times": " ".join(contact.when or ()) or None}
    said |= {"answers": msgspec.json.encode(answers), "contact": msgspec.json.encode(contact)}
    return said | {"allowed": int(SafeContact.of(contact).allowed)}


def _judgement(judgement: Judgement, kept: Kept, made: date) -> Row:
    reasons = [{"rule": e.rule, "name": e.name, "level": e.level.value, "text": e.text} for e in judgement.reasons]
    return {
        "made": made.isoformat(),
        "definition": kept.definition,
        "score": judgement.score,
        "band": judgement.band,
        "level": judgement.level.value,
        "reasons": msgspec.json.encode(reasons),
        "target_days": judgement.target_days,
    }


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """An index that is made at the end costs a tenth of one that grows row by row."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
    found = connection.exec_driver_sql(f"{query}('cases', 'judgements', 'envelopes')").all()
    for name, _ in found:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, statement in found:
        connection.exec_driver_sql(statement)


def _write(connection: Connection, drawn: list[tuple[Row, Row, Row]]) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    for table, rows in zip((envelopes, cases, judgements), zip(*drawn, strict=True), strict=True):
        names = list(rows[0])
        marks, quoted = ", ".join("?" * len(names)), ", ".join(f'"{name}"' for name in names)
        statement = f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})'
        driver.executemany(statement, [[row[name] for name in names] for row in rows])
