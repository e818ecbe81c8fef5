"""Releasing: a deed of a coordinator or the manager. What was released is frozen, and given again as it was."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.disclosure.ledger import read_ledger, write_ledger
from intake.desk.disclosure.memory import write_memory
from intake.desk.disclosure.told import Told
from intake.desk.errors import DeskError
from intake.desk.figures.handing_out import handed_out
from intake.desk.figures.quarters import Quarter
from intake.desk.people import Role
from intake.desk.report.audiences import Audience
from intake.desk.report.making import Draft, Report, before, has_tables, make_draft, upcoming
from intake.desk.report.periods import Period
from intake.desk.unlock import OpenDesk
from intake.marking import N_, filled

WHO: Collection[Role] = (Role.COORDINATOR, Role.MANAGER)
"""Who may look at drafts and release."""


def reports(connection: Connection) -> tuple[Report, ...]:
    """Everything that was released, the newest first."""
    found: dict[tuple[str, str], list[Told]] = {}
    for table in read_ledger(connection):
        found.setdefault((table.audience, table.period), []).append(table)
    made = [
        Report(Audience(audience), Period.read(period), tuple(tables), True)
        for (audience, period), tables in found.items()
    ]
    return tuple(reversed(made))


def report(connection: Connection, audience: Audience, period: Period) -> Report | None:
    """One that was released; None where it was not."""
    return next((each for each in reports(connection) if (each.audience, each.period) == (audience, period)), None)


def draft(desk: OpenDesk, audience: Audience, period: Period | None = None) -> Draft:
    """What would be released next; recorded. Slow: seconds. Raises DeskError, also where that is not ``period``.

    Nobody chooses a period: drafts of several that lie in each other were never compared.
    """
    if not has_tables(desk.section, audience):
        hint = N_("Write into [desk.figures.places] in which municipality each organisation hands out.")
        raise DeskError(N_("the desk does not know in which municipalities links are handed out"), hint)
    with desk.reading() as connection:
        now = Quarter.at(desk.clock())
        chosen = upcoming(connection, desk.section, audience, now)
        if chosen is None:
            raise DeskError(N_("no period is over that is large enough"), _not_yet(desk))
        if period not in (None, chosen):
            said = filled(N_("of these figures %(period)s comes next, and nothing else"), period=str(chosen))
            raise DeskError(said, N_("Periods follow on each other: two that overlap would tell more than each alone."))
        _refuse_early(desk, connection, chosen)
        _refuse_before_municipalities(desk, connection, audience, chosen)
        made = make_draft(connection, desk.section, audience, chosen)
    with desk.writing() as connection:
        desk.record(connection, Action.FIGURES_DRAFTED, {"audience": audience.value, "period": str(chosen)})
    return made


def release(desk: OpenDesk, made: Draft) -> Report:
    """Release a draft: for good, and written into the trail. Raises DeskError where others were released since.

    Also one in which all is hidden: it says so, and the next period can follow.
    """
    with desk.writing() as connection:
        if len(read_ledger(connection)) != made.ledger:
            raise DeskError(N_("other figures were released meanwhile"), N_("Look at the draft again."))
        write_ledger(connection, made.tables, at=stamp(desk.clock()), actor=desk.actor)
        write_memory(connection, made.memory)
        detail = {"audience": made.audience.value, "period": str(made.period), "tables": len(made.tables)}
        desk.record(connection, Action.FIGURES_RELEASED, detail)
    return Report(made.audience, made.period, made.tables, True)


def given(desk: OpenDesk, audience: Audience, period: Period | None, *, releasing: bool) -> Report:
    """What was released of ``period``, or else a draft of it; without one, of what comes next. Released where asked."""
    with desk.reading() as connection:
        found = None if period is None else report(connection, audience, period)
    if found is not None:
        return found
    made = draft(desk, audience, period)
    return release(desk, made) if releasing else made.report


def _refuse_early(desk: OpenDesk, connection: Connection, period: Period) -> None:
    until = handed_out(connection, desk.section.figures.places).until
    if until is not None and until <= period.last_day:
        said = filled(N_("the bundles tell of links handed out only until %(day)s"), day=until.isoformat())
        raise DeskError(said, N_("Bring in a bundle that was made after the period."))


def _refuse_before_municipalities(desk: OpenDesk, connection: Connection, audience: Audience, period: Period) -> None:
    first = before(connection, desk.section, audience, period)
    if first is not None:
        said = filled(N_("the figures for municipalities come first: those of %(period)s"), period=str(first))
        raise DeskError(said, N_("Release those, then the manager's: told first, these would leave nothing of those."))


def _not_yet(desk: OpenDesk) -> str:
    enough = desk.section.figures.enough
    return filled(N_("It takes %(enough)s people at least, in a quarter, half year or year."), enough=enough)
