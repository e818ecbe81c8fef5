"""What nurses did with one case until now: decided, tried, reached, talked, referred, closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import Table

from intake.config import Desk
from intake.demo.many_cases.steps import Row, Step
from intake.desk.audit import Action
from intake.desk.casework.attempts import GRANTED, ONE_MORE, RESULTS, Result, Way
from intake.desk.casework.safe_times import next_window
from intake.desk.casework.states import FOLLOWS, Outcome, Reopening, Status
from intake.desk.clock import stamp
from intake.desk.local_time import start_of, today
from intake.desk.tables import appointments, attempts, decisions, notes, states
from intake.desk.triage import Level
from intake.envelope.submission import Contact
from intake.working_days import WorkingDays

# Working days until somebody decides or tries: seldom later than the level asks for.
_SOON = {"red": (0, 1), "amber": (0, 5), "yellow": (2, 11), "review": (1, 12), "green": (0, 9)}
_CALLED = {Result.REACHED: 45, Result.NO_ANSWER: 40, Result.SOMEBODY_ELSE: 8, Result.WRONG_NUMBER: 4}


class NotYetError(Exception):
    """The next step would be later than now."""


@dataclass(frozen=True, slots=True)
class Office:
    """What all courses share. ``now`` is aware; ``names`` are nurses."""

    chance: Random
    section: Desk
    days: WorkingDays
    now: datetime
    names: tuple[str, ...]


@dataclass(slots=True, repr=False)
class Course:
    """The course of the case ``row``, which it brings along; ``steps`` in order."""

    office: Office
    row: Row
    contact: Contact
    target: int | None
    steps: list[Step] = field(default_factory=list)
    at: datetime = field(init=False)
    actor: str = field(init=False)
    before: list[Status] = field(default_factory=lambda: [Status.NEW])

    def __post_init__(self) -> None:
        self.actor = self.office.chance.choice(self.office.names)
        self.at = start_of(date.fromisoformat(self.row["arrived"])) + timedelta(hours=11)

    @property
    def chance(self) -> Random:
        """Of all courses together."""
        return self.office.chance

    @property
    def status(self) -> Status:
        """The state that the case is in."""
        return self.before[-1]

    def likely(self, share: float) -> bool:
        """Does something happen that does in so many cases?"""
        return self.chance.random() < share

    def later(self, least: int, most: int) -> None:
        """So many working days on, in office hours; none is still today."""
        days = self.chance.randint(least, most)
        if days:
            day = self.office.days.after(today(self.at), days)
            self.at = start_of(day) + timedelta(hours=9, minutes=self.chance.randrange(7 * 60))
        else:
            self.at += timedelta(minutes=self.chance.randint(2, 40))

    def weeks(self, least: float, most: float) -> None:
        """So many weeks on, on a working day."""
        gone = timedelta(days=round(self.chance.uniform(least, most) * 7))
        self.at = start_of(self.office.days.after(today(self.at) + gone, 1)) + timedelta(hours=10)

    def do(self, action: Action | None, table: Table | None = None, row: Row | None = None, **detail: object) -> Row:
        """A step of now, by the nurse of this case; ``row`` gets who and when. Raises NotYetError."""
        if self.at > self.office.now:
            raise NotYetError
        who = {"case": self.row["number"], "at": stamp(self.at), "actor": self.actor}
        made = {} if table is None else who | (row or {})
        named = {name: made if value is ... else value for name, value in detail.items()}
        self.steps.append(Step(self.at, self.actor, action, self.row["number"], table, made, named))
        return made

    def claim(self) -> None:
        """One deed more."""
        self.row["revision"] += 1

    def move(self, to: Status, reason: str | None = None, *, back: bool = False) -> None:
        """Into another state, as far as it follows."""
        if to is self.status:
            return
        assert back or to in FOLLOWS[self.status], (self.status, to)
        self.do(Action.STATE_CHANGED, states, {"status": to.value, "reason": reason}, state=...)
        self.before.append(to)
        self.row["status"] = to.value

    def decide(self) -> None:
        """A nurse accepts what the rules suggest, or does not."""
        suggested = Level(self.row["level"])
        self.later(*_SOON[suggested.value])
        level = self.chance.choice(list(Level)) if self.likely(0.06) else suggested
        reason = None if level is suggested else "Looked at together with a colleague."
        due = self._due(level, suggested)
        said: Row = {"level": level.value, "due": due, "reason": reason, "judgement": self.row["judgement"]}
        self.do(Action.CASE_DECIDED, decisions, said, decision=...)
        self.row |= {"level": level.value, "rank": 4 - level.rank, "due": due}
        self.claim()
        self.move(Status.TRIAGED)
        if self.likely(0.7):
            self.do(Action.CASE_ASSIGNED, to=self.actor)
            self.row["assigned"] = self.actor
            self.claim()

    def _due(self, level: Level, suggested: Level) -> str | None:
        target = self.target if level is suggested else {"red": 1, "amber": 5, "yellow": 10}.get(level.value)
        if target is None:
            return None
        due = self.office.days.after(date.fromisoformat(self.row["arrived"]), target)
        return (due if level is suggested else max(due, today(self.at))).isoformat()

    def reach(self) -> bool:
        """Try to reach the person, as often as may be; was that done?"""
        if not self.row["allowed"]:
            return self._comes_by(0.3)
        for _ in range(self.office.section.most_attempts):
            if self._try():
                return True
            self.later(1, 6)
        self.move(Status.UNREACHABLE)
        self.claim()
        if self.likely(0.25):
            self.later(1, 15)
            said = {"way": GRANTED, "result": ONE_MORE, "moment": stamp(self.at), "note": "A neighbour rang."}
            self.do(Action.ATTEMPT_GRANTED, attempts, said, attempt=...)
            self.claim()
            self.move(Status.CONTACTING, ONE_MORE)
            return self._try()
        return self._comes_by(0.1)

    def _try(self) -> bool:
        window = next_window(self.contact.when, self.at, self.office.days)
        assert window is not None
        self.at = window.opens + timedelta(minutes=self.chance.randrange(5, 100))
        way = Way(self.row["reach"])
        return self._log(way, self._result(way))

    def _result(self, way: Way) -> Result:
        if way is Way.MESSAGE:
            return self.chance.choices(RESULTS[way], (50, 45, 5))[0]
        own = {Result.VOICEMAIL_OWN: 15} if self.contact.line == "mine" else {}
        weights = _CALLED | own
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _log(self, way: Way, result: Result) -> bool:
        said = {"moment": stamp(self.at), "way": way.value, "result": result.value, "note": None}
        self.at += timedelta(minutes=3)
        self.do(Action.ATTEMPT_LOGGED, attempts, said, attempt=...)
        self.claim()
        if result is Result.REACHED:
            self.move(Status.REACHED)
        elif self.status is Status.TRIAGED:
            self.move(Status.CONTACTING)
        return result is Result.REACHED

    def _comes_by(self, share: float) -> bool:
        if not self.likely(share):
            return False
        self.later(3, 30)
        return self._log(Way.VISIT, Result.REACHED)

    def talk(self) -> bool:
        """A conversation, at a time that was agreed; was it held?"""
        if self.likely(0.1):
            self.say_no()
            return False
        starts = self.office.days.after(today(self.at), self.chance.randint(1, 12))
        said = {"starts": f"{starts}T{self.chance.randint(9, 16):02}:30", "place": "GGD", "whom": self.actor}
        meeting = self.do(Action.APPOINTMENT_MADE, appointments, said | {"state": "planned"}, appointment=...)
        self.claim()
        self.at = start_of(starts) + timedelta(hours=17)
        held = self.likely(0.85)
        self.do(Action.APPOINTMENT_CHANGED, appointment=meeting)
        meeting["state"] = "attended" if held else "missed"
        self.claim()
        if held:
            self.move(Status.HELD)
            self.claim()
        if self.likely(0.3):
            self.do(Action.NOTE_ADDED, notes, {"text": "Talked about sleep, and about how a GP works here."}, note=...)
            self.claim()
        return held

    def say_no(self) -> None:
        """The person wants no help, now or at all."""
        self.move(Status.DECLINED)
        self.claim()

    def close(self, outcome: Outcome) -> None:
        """The end; one in fifty comes back."""
        self.later(0, 8)
        self.move(Status.CLOSED, outcome.value)
        self.claim()
        self.row |= {"closed": today(self.at).isoformat(), "outcome": outcome.value}
        if self.likely(0.02):
            self.later(4, 90)
            self.move(self.before[-2], Reopening.CAME_BACK.value, back=True)
            self.claim()
            self.row |= {"closed": None, "outcome": None}
