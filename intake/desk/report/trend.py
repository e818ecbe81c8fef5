"""How many came, period after period: a bar for each that was released to the same reader."""

from __future__ import annotations

from collections.abc import Sequence

from intake.desk.report.audiences import Audience
from intake.desk.report.charts import Bar, bars
from intake.desk.report.lines import HIDDEN, Lines
from intake.desk.report.making import Report
from intake.desk.report.measures import TITLES, meaning
from intake.desk.report.speaking import number_in_words, period_in_words, speaking
from intake.desk.wording import StaffLanguage
from intake.marking import N_

MOST = 8
MEASURE = {Audience.MANAGER: "opened", Audience.POLICY: "opened", Audience.MUNICIPALITY: "returned"}


def trend_of(told: Report, earlier: Sequence[Report], language: StaffLanguage, only: str | None = None) -> Lines | None:
    """Of ``told`` and those before it, the oldest first; None where there is only one."""
    before = [each for each in earlier if each.audience is told.audience and each.period.last < told.period.quarters[0]]
    shown = [*sorted(before, key=lambda each: each.period.last)[1 - MOST :], told]
    if len(shown) < 2:
        return None
    say, measure = speaking(language), MEASURE[told.audience]
    found = []
    for each in shown:
        number = _number(each, measure, only)
        said = say(HIDDEN) if number is None else number_in_words(number, language)
        found.append(Bar(period_in_words(each.period, language), number, said))
    title = f"{say(N_('Over time'))}: {say(TITLES[measure])}"
    return Lines(
        name="trend",
        title=title,
        heads=(say(N_("Period")), say(TITLES[measure])),
        rows=tuple((bar.label, bar.said) for bar in found),
        left_out=(),
        chart=bars(title, found),
        notes=((say(TITLES[measure]), say(meaning(measure))),),
        hidden=sum(bar.number is None for bar in found),
        empty=False,
    )


def _number(told: Report, measure: str, only: str | None) -> int | None:
    """As the first table says that has it."""
    for table in told.tables:
        for row, (_by, key) in enumerate(table.rows):
            if measure in table.columns and key == (only or ""):
                return table.cell(row, measure)
    return None
