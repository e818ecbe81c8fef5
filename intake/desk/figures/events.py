"""The first event of each measure in each case, as SQL: what is counted stands here, once.

A row has ``measure``, ``case``, ``quarter`` (its place among those that are counted), ``at``, ``days`` (-1 where it is
no time), ``destination``, and the case's ``language`` and ``place``. Made of fixed words: values are bound.
"""

# ruff: noqa: S608 - made of fixed words; values are bound
from __future__ import annotations

from collections.abc import Iterator, Mapping

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


IMPLIED: Mapping[str, tuple[Measure, ...]] = {
    Measure.TO_OPENING: (Measure.RETURNED, Measure.OPENED),
    Measure.RED_TO_ATTEMPT: (Measure.ATTEMPTED,),
    Measure.AMBER_TO_ATTEMPT: (Measure.ATTEMPTED,),
    Measure.YELLOW_TO_ATTEMPT: (Measure.ATTEMPTED,),
    Measure.TO_REACHING: (Measure.REACHED,),
}
"""What a row counts for besides: how long something took, and that it happened, is one row."""


def first_events(calendar: Calendar, those: str) -> str:
    """SQL: ``WITH ... `` up to a table ``events``, of the cases for which ``those`` is true of their column "case"."""
    return f"WITH {', '.join([calendar.table(), *_Events(calendar, those).tables()])}"


class _Events:
    def __init__(self, calendar: Calendar, those: str) -> None:
        self._calendar, self._those = calendar, those
        self._end = f"at < '{calendar.end.since}'"

    def tables(self) -> Iterator[str]:
        """Each is read once from the database, and held in memory as far as others need it."""
        yield f"forms AS MATERIALIZED ({self._forms()})"
        yield f"attempted AS MATERIALIZED ({self._attempted()})"
        yield f"moved AS MATERIALIZED ({self._moved()})"
        yield f"referred AS MATERIALIZED ({self._went_on()})"
        yield f"ended AS MATERIALIZED ({self._ended()})"
        yield f"found AS MATERIALIZED ({' UNION ALL '.join(self._parts())})"
        yield """events AS (SELECT found.*, forms.language, forms.place FROM found
            JOIN forms ON forms."case" = found."case" WHERE found.quarter >= 0)"""

    def _forms(self) -> str:
        """Where a nurse agreed something later about contact, what the form said is read from the form itself."""
        return f"""SELECT f."case", f.made, c.language, c.place, c.arrived, c.sealed_at,
            CASE WHEN facts."case" IS NULL THEN c.allowed ELSE {_ALLOWED} END AS allowed
            FROM (SELECT "case", min(made) AS made FROM judgements WHERE {self._those} GROUP BY "case") AS f
            JOIN cases AS c ON c.number = f."case" LEFT JOIN facts ON facts."case" = f."case" """

    def _opened(self) -> Iterator[str]:
        quarter = self._calendar.quarter_of_day("f.made")
        yield f"""SELECT '{Measure.TO_OPENING}' AS measure, f."case", {quarter} AS quarter, f.made AS at,
            {_span("till.worked", "since.worked")} AS days, NULL AS destination
            FROM forms AS f JOIN calendar AS till ON till.day = f.made
            JOIN calendar AS since ON since.day = {self._calendar.clamped("f.sealed_at", "f.made")}"""
        yield f"""SELECT '{Measure.CONTACT_ALLOWED}' AS measure, f."case", {quarter} AS quarter, f.made AS at,
            -1 AS days, NULL AS destination FROM forms AS f WHERE allowed"""

    def _parts(self) -> Iterator[str]:
        yield from self._opened()
        yield self._decided()
        yield self._to_attempt()
        yield self._to_reaching()
        yield self._plain(Measure.CONVERSATION, f"({self._first_of('moved', 'status', (Status.HELD,))})")
        yield self._plain(Measure.DECLINED, f"({self._declined()})")
        for measure, outcomes in _ENDS.items():
            yield self._plain(measure, f"({self._first_of('ended', 'reason', outcomes)})")
        for measure, states in _REFERRALS.items():
            found = self._first_of("referred", "state", states, "destination")
            yield self._plain(measure, f"({found})", destination="destination")
        yield from self._waits()

    def _moved(self) -> str:
        """What cases were put on, as far as it is counted."""
        wanted = _in("status", (*_SPOKEN_WITH, Status.CLOSED))
        return f"""SELECT number, "case", at, status, reason FROM states
            WHERE {wanted} AND {self._end} AND {self._those}"""

    def _went_on(self) -> str:
        return f"""SELECT s."case", s.at, s.state, s.referral, r.destination
            FROM referral_states AS s JOIN referrals AS r ON r.number = s.referral
            WHERE s.{self._end} AND s.{self._those}"""

    def _decided(self) -> str:
        """The quarter of the first decision; of several in it the last holds."""
        return f"""SELECT level AS measure, "case", min(quarter) AS quarter, at, -1 AS days, NULL AS destination
            FROM (SELECT "case", level, at, max(number), {self._quarter("at")} AS quarter FROM decisions
              WHERE {_in("level", LEVELS)} AND {self._end} AND {self._those} GROUP BY "case", quarter)
            GROUP BY "case" """

    def _attempted(self) -> str:
        """Attempts, and who was reached by them."""
        return f"""SELECT "case", at, moment, result FROM attempts
            WHERE way <> '{GRANTED}' AND {self._end} AND {self._those}"""

    def _ended(self) -> str:
        """Closings that nobody took back in the same quarter."""
        quarter = self._calendar.quarter_of_stamp
        return f"""SELECT s."case", s.at, s.reason FROM moved AS s
            WHERE s.status = '{Status.CLOSED}' AND NOT EXISTS (
              SELECT 1 FROM states AS n WHERE n."case" = s."case" AND n.number > s.number AND n.{self._end}
              AND {quarter("n.at")} = {quarter("s.at")})"""

    def _declined(self) -> str:
        return f"""SELECT "case", min(at) AS at FROM (
            SELECT "case", at FROM moved WHERE {_in("status", (Status.DECLINED,))}
            UNION ALL SELECT "case", at FROM ended WHERE {_in("reason", (Outcome.DECLINED,))}) GROUP BY "case" """

    def _to_attempt(self) -> str:
        """By the level that held then. A visit before anybody decided has none, and takes no time."""
        level = """(SELECT level FROM decisions AS d WHERE d."case" = f."case" AND d.at <= f.at
            ORDER BY d.number DESC LIMIT 1)"""
        first = """SELECT "case", min(at) AS at, moment FROM attempted GROUP BY "case" """
        timed = f"""SELECT f."case", f.at, coalesce({level}, '') AS level, {self._since_arrival("f.moment")} AS days
            FROM ({first}) AS f {self._with_arrival("f.moment")} WHERE f.at >= '{self._calendar.quarters[0].since}'"""
        urgent = "level IN ('red', 'amber', 'yellow')"
        return f"""SELECT iif({urgent}, level || '-to-attempt', '{Measure.ATTEMPTED}') AS measure, "case",
            {self._quarter("at")} AS quarter, at, iif({urgent}, days, -1) AS days, NULL AS destination FROM ({timed})"""

    def _to_reaching(self) -> str:
        first = f"""SELECT "case", min(at) AS at FROM (
            SELECT "case", at FROM moved WHERE {_in("status", _SPOKEN_WITH)}
            UNION ALL SELECT "case", at FROM attempted WHERE result = '{Result.REACHED}') GROUP BY "case" """
        timed = f"""SELECT f."case", f.at, {self._since_arrival("f.at")} AS days
            FROM ({first}) AS f {self._with_arrival("f.at")} WHERE f.at >= '{self._calendar.quarters[0].since}'"""
        return self._plain(Measure.TO_REACHING, f"({timed})", "days")

    def _waits(self) -> Iterator[str]:
        """What was an intake, and what began, by referrals that waited."""
        for measure, late, states, (since, on, by) in (
            (Measure.TO_INTAKE, Measure.INTAKE_LATE, _MET, ("since", "intake_on", "intake_by")),
            (Measure.TO_TREATMENT, Measure.TREATMENT_LATE, _TREATED, ("intake_on", "treatment_on", "treatment_by")),
        ):
            waited = f"""SELECT s."case", min(s.at) AS at, w.destination, w.{on} > w.{by} AS late,
                {_span(f"julianday(w.{on})", f"julianday(w.{since})", LONGEST_WAIT)} AS days
                FROM referred AS s JOIN waits AS w ON w.referral = s.referral
                WHERE {_in("s.state", states)} AND w.{since} < w.{on} GROUP BY s."case" """
            yield self._plain(measure, f"({waited})", "days", "destination")
            yield self._plain(late, f"(SELECT * FROM ({waited}) WHERE late)", destination="destination")

    @staticmethod
    def _first_of(table: str, column: str, words: tuple[str, ...], more: str = "NULL") -> str:
        return f"""SELECT "case", min(at) AS at, {more} FROM {table} WHERE {_in(column, words)} GROUP BY "case" """

    def _plain(self, measure: Measure, table: str, days: str = "-1", destination: str = "NULL") -> str:
        return f"""SELECT '{measure}' AS measure, "case", {self._quarter("at")} AS quarter, at, {days} AS days,
            {destination} AS destination FROM {table}"""

    def _quarter(self, column: str) -> str:
        return self._calendar.quarter_of_stamp(column)

    def _since_arrival(self, column: str) -> str:
        return _span(self._calendar.worked_at(column, "till"), "since.worked")

    def _with_arrival(self, column: str) -> str:
        day = f"substr({column}, 1, 10)"
        return f"""JOIN forms AS c ON c."case" = f."case" JOIN calendar AS till ON till.day = {day}
            JOIN calendar AS since ON since.day = {self._calendar.clamped("c.arrived", day)}"""


def _span(till: str, since: str, longest: int = LONGEST) -> str:
    return f"CAST(min(max({till} - {since}, 0), {longest}) AS INTEGER)"


def _in(column: str, words: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({quoted})"
