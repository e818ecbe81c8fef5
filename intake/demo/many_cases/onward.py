"""What came of a conversation: helped by the talk, or referred, with consent, to whom, and how that went on."""

from __future__ import annotations

from datetime import date, timedelta

from intake.demo.many_cases.course import Course
from intake.demo.many_cases.steps import Row
from intake.desk.audit import Action
from intake.desk.casework.referrals import FOLLOWS, State
from intake.desk.casework.states import Outcome, Status
from intake.desk.local_time import today
from intake.desk.tables import check_ins, referral_states, referrals, waits
from intake.desk.waiting.norms import Norm
from intake.desk.waiting.waits import BRIDGES, RHYTHM, next_check
from intake.destinations.kinds import kind_of
from intake.exchange.book import Book

DESTINATIONS = {
    "GP": 30,
    "AMB": 17,
    "POH-GGZ": 16,
    "PSY": 13,
    "TALK": 6,
    "TRAUMA": 5,
    "LISTEN": 4,
    "SHN": 3,
    "CSG": 3,
    "LEGAL": 2,
    "VT": 1,
}
_WAITED_FOR = {"PSY": (3, 22), "TRAUMA": (5, 30), "POH-GGZ": (1, 5)}
_GOES = {"goes-on": 6, "better": 2, "worse": 1}
_ENDS = {Outcome.HELPED: 50, Outcome.NOTHING_NEEDED: 25, Outcome.MOVED: 5, Outcome.UNREACHABLE: 5}
_REACHED = {
    State.SENT: Status.REFERRED,
    State.ACCEPTED: Status.ACCEPTED,
    State.WAITING: Status.WAITING,
    State.ATTENDED: Status.ATTENDED,
    State.IN_CARE: Status.IN_CARE,
}


def goes_on(course: Course, book: Book | None) -> None:
    """From a conversation that was held up to now. Raises NotYetError."""
    if course.likely(0.3):
        course.close(course.chance.choices(list(_ENDS), list(_ENDS.values()))[0])
        return
    course.later(0, 3)
    referral = _Referral(course, book)
    if not referral.agreed():
        course.close(Outcome.NOTHING_NEEDED if course.likely(0.6) else Outcome.DECLINED)
    elif referral.taken():
        referral.treated()
    elif course.likely(0.5):
        course.close(Outcome.HELPED)


class _Referral:
    """One referral of a case, and its wait."""

    def __init__(self, course: Course, book: Book | None) -> None:
        self._course = course
        self._kind = course.chance.choices(list(DESTINATIONS), list(DESTINATIONS.values()))[0]
        at_once = course.likely(0.6)
        self._row: Row = {"destination": self._kind} | _entries(course, self._kind, book)
        state = State.AGREED if at_once else State.OFFERED
        if at_once:
            self._consent()
        course.do(None)
        self._row |= {"state": state.value, "state_on": self._today}
        self._row = course.do(Action.REFERRED, referrals, self._row, referral=...)
        course.claim()
        self._remember(state)

    @property
    def _today(self) -> str:
        return today(self._course.at).isoformat()

    @property
    def _state(self) -> State:
        return State(self._row["state"])

    def _remember(self, state: State) -> None:
        self._course.do(None, referral_states, {"referral": self._row, "state": state.value})

    def _consent(self) -> None:
        self._row |= {"consent_on": self._today, "consent_how": "spoken", "language": self._course.row["language"]}
        self._row["shared"] = "Asks for a talk about sleep; needs an interpreter."

    def _to(self, state: State) -> None:
        """On to ``state``, and the case along."""
        assert state in FOLLOWS[self._state] or state is State.AGREED, (self._state, state)
        course = self._course
        course.do(Action.REFERRAL_MOVED, referral=self._row)
        course.claim()
        self._row |= {"state": state.value, "state_on": self._today}
        self._remember(state)
        if state in _REACHED:
            course.move(_REACHED[state])
        elif state is State.REFUSED:
            course.move(Status.HELD)

    def agreed(self) -> bool:
        """Did the person agree?"""
        if self._state is State.AGREED:
            return True
        self._course.later(0, 9)
        if self._course.likely(0.25):
            self._to(State.DECLINED)
            return False
        self._course.do(None)
        self._consent()
        self._to(State.AGREED)
        return True

    def taken(self) -> bool:
        """Did the receiver take the person on? Raises NotYetError where nobody knows yet."""
        course = self._course
        course.later(0, 4)
        self._to(State.SENT)
        course.weeks(0.3, 3)
        if course.likely(0.1):
            self._to(State.REFUSED)
            return False
        if self._kind in _WAITED_FOR:
            self._wait()
        else:
            self._to(State.ACCEPTED)
            course.weeks(0.5, 4)
            self._to(State.ATTENDED)
        return True

    def treated(self) -> None:
        """Care, or what it was for, and then the end."""
        course = self._course
        if course.likely(0.08):
            course.weeks(1, 4)
            course.close(Outcome.UNREACHABLE if course.likely(0.6) else Outcome.MOVED)
            return
        course.weeks(1, 8)
        if self._state is State.IN_CARE or course.likely(0.6):
            if self._state is not State.IN_CARE:
                self._to(State.IN_CARE)
            course.weeks(1, 6)
            course.close(Outcome.IN_CARE)
        else:
            self._to(State.ENDED)
            course.close(Outcome.HELPED)

    def _wait(self) -> None:
        """On a list: somebody asks how it goes until the intake, and until the treatment after it."""
        course, since = self._course, self._row["state_on"]
        self._to(State.WAITING)
        intake_by, treatment_by = _norm(self._kind).dates(since)
        dates = {"since": since, "intake_by": intake_by, "treatment_by": treatment_by}
        named = {"referral": self._row, "destination": self._kind, "entry": self._row.get("entry")}
        bridges = " ".join(each for each in BRIDGES if course.likely(0.4))
        later = {"rhythm": RHYTHM, "bridges": bridges}
        first = next_check(today(course.at), RHYTHM, course.office.days)
        wait = course.do(None, waits, named | dates | later | {"check_on": first})
        self._asked(wait, *_WAITED_FOR[self._kind])
        self._to(State.ATTENDED)
        wait["intake_on"] = self._today
        _, wait["treatment_by"] = _norm(self._kind).dates(since, self._today)
        if wait["treatment_by"] is None:
            wait["ended"] = self._today
            return
        self._asked(wait, 2, 16)
        self._to(State.IN_CARE)
        wait |= {"treatment_on": self._today, "ended": self._today}

    def _asked(self, wait: Row, least: float, most: float) -> None:
        """Time goes by."""
        course = self._course
        until = course.at + timedelta(weeks=course.chance.uniform(least, most))
        while date.fromisoformat(wait["check_on"]) < until.date():
            course.weeks(3.9, 4.1)
            goes = course.chance.choices(list(_GOES), list(_GOES.values()))[0]
            said = {"referral": self._row, "result": goes, "note": None}
            course.do(Action.CHECKED_IN, check_ins, said, check_in=...)
            course.claim()
            wait["check_on"] = next_check(today(course.at), RHYTHM, course.office.days)
        course.at = max(course.at, until)
        course.weeks(0, 0.2)


def _norm(kind: str) -> Norm:
    found = kind_of(kind)
    return Norm(found.norm_intake, found.norm_treatment)


def _entries(course: Course, kind: str, book: Book | None) -> Row:
    """Who it is in the network book, where there is one."""
    if book is None:
        return {}
    if kind == "AMB":
        fits = [each.id for each in book.ambassadors if course.row["language"] in {said.tag for said in each.languages}]
        return {"ambassador": course.chance.choice(fits)} if fits else {}
    own = [each.id for each in book.destinations if each.kind == kind]
    return {"entry": course.chance.choice(own)} if own else {}
