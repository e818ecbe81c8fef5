"""The first event of each measure in each case, as SQL: what is counted stands here, once.

A row has ``measure``, ``case``, ``quarter`` (its place among those that are counted), ``at``, ``days`` (-1 where it is
no time), ``destination``, and the case's ``language`` and ``place``. Made of fixed words: values are bound.
"""

# ruff: noqa: S608 - made of fixed words; values are bound
from __future__ import annotations

from collections.abc import Iterator

from intake.desk.casework.attempts import GRANTED, Result
from intake.desk.casework.referrals import State
from intake.desk.casework.states import Outcome, Status
from intake.desk.figures.calendar import Calendar
from intake.desk.figures.measures import LEVELS, LONGEST, LONGEST_WAIT, Measure

_SPOKEN_WITH = (Status.REACHED, Status.HELD, Status.DECLINED)
_TAKEN = (State.ACCEPTED, State.WAITING, State.ATTENDED, State.IN_CARE)
_MET, _TREATED = (State.ATTENDED, State.IN_CARE), (State.IN_CARE,)
_REFERRALS = {
    Measure.OFFERED: (State.OFFERED, State.AGREED),
    Measure.CONSENTED: (State.AGREED,),
    Measure.SENT: (State.SENT,),
    Measure.ACCEPTED: _TAKEN,
    Measure.FIRST_APPOINTMENT: _MET,
}
_ENDS = {
    Measure.COMPLETED: (Outcome.IN_CARE, Outcome.HELPED),
    Measure.MOVED: (Outcome.MOVED, Outcome.HANDED_OVER),
    Measure.DROPPED: (Outcome.UNREACHABLE,),
}
_ALLOWED = """CAST(c.contact AS TEXT) ->> '$.reach' IN ('call', 'message')
 AND CAST(c.contact AS TEXT) ->> '$.address' IS NOT NULL"""


def first_events(calendar: Calendar, those: str) -> str:
    """SQL: ``WITH ... `` up to a table ``events``, of the cases for which ``those`` is true of their column "case"."""
    return f"WITH {', '.join([calendar.table(), *_Events(calendar, those).tables()])}"


class _Events:
    def __init__(self, calendar: Calendar, those: str) -> None:
        self._calendar, self._those = calendar, those
        self._end = f"at < '{calendar.end.since}'"

    def tables(self) -> Iterator[str]:
        yield f"opened AS MATERIALIZED ({self._opened()})"
        yield f"attempted AS MATERIALIZED ({self._attempted()})"
        yield f"reached AS MATERIALIZED ({self._reached()})"
        yield f"ended AS MATERIALIZED ({self._ended()})"
        yield f"later AS ({' UNION ALL '.join(self._later())})"
        yield f"events AS ({' UNION ALL '.join([*self._at_opening(), self._joined()])})"

    def _opened(self) -> str:
        """When a form became a case; what a nurse agreed later about contact changes nothing of what the form said."""
        calendar = self._calendar
        return f"""SELECT f."case", {calendar.quarter_of_day("f.made")} AS quarter, f.made AS at, c.language, c.place,
            {_ALLOWED} AS allowed, {_span("till.worked", "since.worked")} AS days
            FROM (SELECT "case", min(made) AS made FROM judgements WHERE {self._those} GROUP BY "case") AS f
            JOIN cases AS c ON c.number = f."case" JOIN calendar AS till ON till.day = f.made
            JOIN calendar AS since ON since.day = {calendar.clamped("min(c.sealed_at, f.made)")}"""

    def _at_opening(self) -> Iterator[str]:
        for measure, days, where in (
            (Measure.RETURNED, "-1", "true"),
            (Measure.OPENED, "-1", "true"),
            (Measure.CONTACT_ALLOWED, "-1", "allowed"),
            (Measure.TO_OPENING, "days", "true"),
        ):
            yield f"""SELECT '{measure}' AS measure, "case", quarter, at, {days} AS days, NULL AS destination,
                language, place FROM opened WHERE {where}"""

    def _joined(self) -> str:
        return """SELECT later.*, c.language, c.place FROM later JOIN cases AS c ON c.number = later."case"
            WHERE quarter >= 0"""

    def _later(self) -> Iterator[str]:
        yield self._decided()
        yield self._plain(Measure.ATTEMPTED, "attempted")
        yield self._plain(Measure.REACHED, "reached")
        yield self._plain(Measure.CONVERSATION, f"({self._first('states', _in('status', (Status.HELD,)))})")
        yield self._plain(Measure.DECLINED, f"({self._declined()})")
        for measure, outcomes in _ENDS.items():
            ended = f'SELECT "case", min(at) AS at FROM ended WHERE {_in("reason", outcomes)} GROUP BY "case"'
            yield self._plain(measure, f"({ended})")
        for measure, states in _REFERRALS.items():
            yield self._referred(measure, f"({self._first('referral_states', _in('state', states), 'referral')})")
        yield self._to_attempt()
        yield self._to_reaching()
        yield from self._waits()

    def _decided(self) -> str:
        """The quarter of the first decision; of several in it the last holds."""
        return f"""SELECT level AS measure, "case", min(quarter) AS quarter, at, -1 AS days, NULL AS destination
            FROM (SELECT "case", level, at, max(number), {self._quarter("at")} AS quarter FROM decisions
              WHERE {_in("level", LEVELS)} AND {self._end} AND {self._those} GROUP BY "case", quarter)
            GROUP BY "case" """

    def _attempted(self) -> str:
        return self._first("attempts", f"way <> '{GRANTED}'", "moment")

    def _reached(self) -> str:
        return f"""SELECT "case", min(at) AS at FROM (
            SELECT "case", at FROM states WHERE {_in("status", _SPOKEN_WITH)} AND {self._end} AND {self._those}
            UNION ALL SELECT "case", at FROM attempts
              WHERE {_in("result", (Result.REACHED,))} AND {self._end} AND {self._those}) GROUP BY "case" """

    def _ended(self) -> str:
        """Closings that nobody took back in the same quarter."""
        quarter = self._calendar.quarter_of_stamp
        return f"""SELECT s."case", s.at, s.reason FROM states AS s
            WHERE s.status = '{Status.CLOSED}' AND s.{self._end} AND s.{self._those} AND NOT EXISTS (
              SELECT 1 FROM states AS n WHERE n."case" = s."case" AND n.number > s.number AND n.{self._end}
              AND {quarter("n.at")} = {quarter("s.at")})"""

    def _declined(self) -> str:
        return f"""SELECT "case", min(at) AS at FROM (
            SELECT "case", at FROM states WHERE {_in("status", (Status.DECLINED,))} AND {self._end} AND {self._those}
            UNION ALL SELECT "case", at FROM ended WHERE {_in("reason", (Outcome.DECLINED,))}) GROUP BY "case" """

    def _to_attempt(self) -> str:
        """By the level that held then. A visit before anybody decided has none."""
        level = """(SELECT level FROM decisions AS d WHERE d."case" = f."case" AND d.at <= f.at
            ORDER BY d.number DESC LIMIT 1)"""
        timed = f"""SELECT f."case", f.at, {level} AS level, {self._since_arrival("f.moment")} AS days
            FROM attempted AS f {self._with_arrival("f.moment")} WHERE f.at >= '{self._calendar.quarters[0].since}'"""
        return f"""SELECT level || '-to-attempt' AS measure, "case", {self._quarter("at")} AS quarter, at, days,
            NULL AS destination FROM ({timed}) WHERE level IN ('red', 'amber', 'yellow')"""

    def _to_reaching(self) -> str:
        timed = f"""SELECT f."case", f.at, {self._since_arrival("f.at")} AS days
            FROM reached AS f {self._with_arrival("f.at")} WHERE f.at >= '{self._calendar.quarters[0].since}'"""
        return self._plain(Measure.TO_REACHING, f"({timed})", "days")

    def _waits(self) -> Iterator[str]:
        """What was an intake, and what began, by referrals that waited."""
        for measure, late, states, (since, on, by) in (
            (Measure.TO_INTAKE, Measure.INTAKE_LATE, _MET, ("since", "intake_on", "intake_by")),
            (Measure.TO_TREATMENT, Measure.TREATMENT_LATE, _TREATED, ("intake_on", "treatment_on", "treatment_by")),
        ):
            waited = f"""SELECT s."case", min(s.at) AS at, w.destination, w.{on} > w.{by} AS late,
                {_span(f"julianday(w.{on})", f"julianday(w.{since})", LONGEST_WAIT)} AS days
                FROM referral_states AS s JOIN waits AS w ON w.referral = s.referral
                WHERE {_in("s.state", states)} AND s.{self._end} AND s.{self._those}
                AND w.{on} IS NOT NULL AND w.{since} < w.{on} GROUP BY s."case" """
            yield self._plain(measure, f"({waited})", "days", "destination")
            yield self._plain(late, f"(SELECT * FROM ({waited}) WHERE late)", destination="destination")

    def _first(self, table: str, where: str, more: str = "number") -> str:
        return f"""SELECT "case", min(at) AS at, {more} FROM {table}
            WHERE {where} AND {self._end} AND {self._those} GROUP BY "case" """

    def _plain(self, measure: Measure, table: str, days: str = "-1", destination: str = "NULL") -> str:
        return f"""SELECT '{measure}' AS measure, "case", {self._quarter("at")} AS quarter, at, {days} AS days,
            {destination} AS destination FROM {table}"""

    def _referred(self, measure: Measure, table: str) -> str:
        return f"""SELECT '{measure}' AS measure, f."case", {self._quarter("f.at")} AS quarter, f.at, -1 AS days,
            r.destination FROM {table} AS f JOIN referrals AS r ON r.number = f.referral"""

    def _quarter(self, column: str) -> str:
        return self._calendar.quarter_of_stamp(column)

    def _since_arrival(self, column: str) -> str:
        return _span(self._calendar.worked_at(column, "till"), "since.worked")

    def _with_arrival(self, column: str) -> str:
        return f"""JOIN cases AS c ON c.number = f."case" JOIN calendar AS till ON till.day = substr({column}, 1, 10)
            JOIN calendar AS since ON since.day = {self._calendar.clamped("c.arrived")}"""


def _span(till: str, since: str, longest: int = LONGEST) -> str:
    return f"CAST(min(max({till} - {since}, 0), {longest}) AS INTEGER)"


def _in(column: str, words: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({quoted})"
