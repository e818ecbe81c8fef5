"""Draws all cases, and then writes what happened in the order in which it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

import msgspec

from intake.demo.many_cases.course import Course, NotYetError, Office
from intake.demo.many_cases.onward import goes_on
from intake.demo.many_cases.people import Answered, draw_person
from intake.demo.many_cases.places import draw_town, organisation
from intake.demo.many_cases.steps import Row, Step
from intake.demo.many_cases.writing import last_number, write, write_bundles
from intake.desk.audit import Action
from intake.desk.casework.states import Outcome, Status
from intake.desk.contact import SafeContact
from intake.desk.days import working_days
from intake.desk.figures.quarters import Quarter
from intake.desk.importing.writing import IMPORTED, judgement_row
from intake.desk.library import Kept
from intake.desk.line import line_of
from intake.desk.local_time import start_of, today
from intake.desk.tables import PAPER, cases, envelopes, judgements
from intake.desk.triage import judge
from intake.desk.unlock import OpenDesk
from intake.envelope.bundle import HandedOut
from intake.exchange.book import Book

QUARTERS = 6
ON_PAPER, SECOND, NO_PLACE = 0.04, 0.015, 0.04


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: how many cases, and what the relay would have told of links that were handed out."""

    cases: int
    handed_out: tuple[HandedOut, ...]


def make_many_cases(
    desk: OpenDesk,
    count: int = 5000,
    *,
    seed: int = 5,
    names: tuple[str, ...] = ("noor", "anna"),
    book: Book | None = None,
    bundles: bool = True,
) -> Made:
    """Put ``count`` cases into a desk, as of its clock, behind those that it has. ``names`` are those who work there.

    With ``book``, referrals are to entries of it; with ``bundles``, those of a relay of its own stand there too, which
    tell how many links were handed out.
    """
    chance = Random(seed)  # noqa: S311 - invented people, not secrets
    with desk.writing() as connection:
        desk.library.take_in(connection, desk.section.questionnaires, today(desk.clock()))
        kept = desk.library.find(desk.library.versions()[0])
        assert kept is not None
        office = Office(chance, desk.section, working_days(desk.section), desk.clock(), names)
        drawn = list(_all(office, kept, count, last_number(connection, "cases") + 1))
        courses = [_live(office, each, book) for each in drawn]
        _put_together(office, drawn, courses)
        steps = [*_opened(drawn, names[-1]), *(step for course in courses for step in course.steps)]
        handed = _handed_out(chance, drawn)
        write(connection, steps)
        if bundles:
            write_bundles(connection, desk.instance.inbox, handed, office.now)
    return Made(count, handed)


@dataclass(slots=True, repr=False)
class _Drawn:
    """A person and when their form came; ``first`` is the place of the form that they sent before."""

    who: Answered
    arrived: date
    paper: bool
    first: int | None
    envelope: Row
    case: Row
    judgement: Row
    target: int | None


def _all(office: Office, kept: Kept, count: int, from_number: int) -> Iterator[_Drawn]:
    days = sorted(_arrival(office) for _ in range(count))
    seen: list[_Drawn] = []
    for number, arrived in enumerate(days, from_number):
        recent = range(max(0, len(seen) - 200), len(seen))
        first = office.chance.choice(recent) if recent and office.chance.random() < SECOND else None
        again = None if first is None else seen[first]
        seen.append(_one(office, kept, number, arrived, again, first))
        yield seen[-1]


def _one(office: Office, kept: Kept, number: int, arrived: date, again: _Drawn | None, first: int | None) -> _Drawn:
    chance = office.chance
    paper = chance.random() < ON_PAPER
    who = draw_person(chance, kept.questionnaire, again=again.who if again else None)
    if paper:
        who = replace(who, card=None)
    town = again.case["place"] if again else None if chance.random() < NO_PLACE else draw_town(chance)
    digest = chance.randbytes(32)
    judged = judge(kept.questionnaire, who.answers)
    due = None if judged.target_days is None else office.days.after(arrived, judged.target_days).isoformat()
    judgement: Row = dict(judgement_row(number, judged, kept.definition, arrived))
    envelope: Row = {"digest": digest, "state": PAPER if paper else IMPORTED, "inner_id": who.id}
    contact = who.contact
    case: Row = {
        "number": number,
        "digest": digest,
        "questionnaire": kept.questionnaire.id,
        "version": kept.questionnaire.version,
        "place": town,
        "via": None if paper or town is None else organisation(town),
        "sealed_at": (arrived - timedelta(days=int(chance.expovariate(0.4)))).isoformat(),
        "arrived": arrived.isoformat(),
        "status": Status.NEW.value,
        "level": judged.level.value,
        "rank": 4 - judged.level.rank,
        "due": due,
        "revision": 0,
        "closed": None,
        "merged": None,
        "paper": int(paper),
        "judgement": judgement,
    }
    case |= {name: getattr(who, name) for name in ("id", "code", "card", "language")}
    case |= {name: getattr(contact, name) for name in ("reach", "professional", "age")}
    case |= {"answers": msgspec.json.encode(who.answers), "contact": msgspec.json.encode(contact)}
    case |= {"line": line_of(contact.address), "times": " ".join(contact.when or ()) or None}
    case |= {"allowed": int(SafeContact.of(contact).allowed)}
    envelope["arrived"] = case["arrived"]
    return _Drawn(who, arrived, paper, first, envelope, case, judgement, judged.target_days)


def _arrival(office: Office) -> date:
    """Bundles are brought on Mondays and Thursdays; more people answer from quarter to quarter."""
    now = today(office.now)
    first = (Quarter.of(now) + (1 - QUARTERS)).starts
    day = first + timedelta(days=int((now - first).days * office.chance.random() ** 0.75))
    while not (day.weekday() in (0, 3) and office.days.works(day)) and day < now:
        day += timedelta(days=1)
    while not office.days.works(day) or _at_ten(day) > office.now:
        day -= timedelta(days=1)
    return day


def _at_ten(day: date) -> datetime:
    return start_of(day) + timedelta(hours=10)


def _live(office: Office, drawn: _Drawn, book: Book | None) -> Course:
    course = Course(office, drawn.case, drawn.who.contact, drawn.target)
    if drawn.first is not None:
        return course
    try:
        course.decide()
        if drawn.case["level"] == "green":
            return course
        course.later(0, 1 if drawn.case["level"] == "red" else 4)
        if course.reach():
            course.later(0, 2)
            if course.talk():
                goes_on(course, book)
            elif course.status is Status.DECLINED and course.likely(0.7):
                course.close(Outcome.DECLINED)
        else:
            course.weeks(4, 10)
            course.close(Outcome.UNREACHABLE)
    except NotYetError:
        pass
    return course


def _put_together(office: Office, drawn: Sequence[_Drawn], courses: Sequence[Course]) -> None:
    """Second answers become one with the first, where that stands open and is as urgent; else they wait."""
    for second, course in zip(drawn, courses, strict=True):
        if second.first is None:
            continue
        first, stands = drawn[second.first], courses[second.first]
        course.later(0, 2)
        open_then = stands.row["closed"] is None and stands.row["merged"] is None and first.first is None
        try:
            if open_then and first.case["rank"] <= second.case["rank"]:
                _merge(course, second.case, first.case)
        except NotYetError:
            pass


def _merge(course: Course, gone: Row, stands: Row) -> None:
    course.move(Status.CLOSED, Outcome.SECOND_CASE.value)
    gone |= {"closed": today(course.at).isoformat(), "outcome": Outcome.SECOND_CASE.value, "merged": stands["number"]}
    merged = {"merged": gone["number"]}
    course.steps.append(Step(course.at, course.actor, Action.CASES_MERGED, stands["number"], detail=dict(merged)))
    course.do(Action.CASES_MERGED, into=stands["number"])
    stands["due"] = min((due for due in (stands["due"], gone["due"]) if due), default=None)
    for each in (gone, stands):
        each["revision"] += 1


def _opened(drawn: Sequence[_Drawn], actor: str) -> Iterator[Step]:
    """The forms themselves, and which came on one day."""
    by_day: dict[date, list[int]] = {}
    for each in drawn:
        at = _at_ten(each.arrived)
        for table, row in ((envelopes, each.envelope), (cases, each.case), (judgements, each.judgement)):
            yield Step(at, actor, table=table, row=row)
        if each.paper:
            version = {name: each.case[name] for name in ("questionnaire", "version", "language")}
            yield Step(at, actor, Action.PAPER_ENTERED, each.case["number"], detail=version)
        by_day.setdefault(each.arrived, []).append(each.case["number"])
    for day, numbers in by_day.items():
        added = {"first": numbers[0], "last": numbers[-1]}
        yield Step(_at_ten(day), actor, Action.CASES_ADDED, detail=added)


def _handed_out(chance: Random, drawn: Sequence[_Drawn]) -> tuple[HandedOut, ...]:
    """More links than forms came back: of some half, of others a third."""
    came = Counter((each.case["via"], each.case["sealed_at"][:7]) for each in drawn if each.case["via"])
    ordered = sorted(came.items())
    return tuple(HandedOut(via, month, round(count * chance.uniform(1.3, 2.6))) for (via, month), count in ordered)
