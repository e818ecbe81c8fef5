"""The report as a page and as tagged PDF (PDF/UA-1): the same words from one template, for screen, printer and file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from intake.desk.disclosure.grid import REST
from intake.desk.errors import DeskError
from intake.desk.figures.measures import By
from intake.desk.report.audiences import NAMES, Audience
from intake.desk.report.charts import Chart
from intake.desk.report.lines import Lines, lines_of
from intake.desk.report.making import Report
from intake.desk.report.releasing import reports
from intake.desk.report.speaking import part_in_words, period_in_words, speaking
from intake.desk.report.trend import trend_of
from intake.desk.unlock import OpenDesk
from intake.desk.wording import Dictionary, StaffLanguage
from intake.marking import N_
from intake.questionnaire.languages import language as language_of

FOLDER = Path(__file__).resolve().parent
STYLES = FOLDER / "report.css"

HOW = (
    N_("Numbers below %(threshold)s are hidden, also when there are none; so are numbers that are all of a group."),
    N_("Others are hidden so that nobody can work those out from sums. Which is which is told to nobody."),
    N_("All other numbers are rounded to %(rounding)s, each by itself: sums may differ a little from their parts."),
    N_("Percentages are worked out from rounded numbers, and only from 30 on; medians are told from 10 on."),
    N_("Each thing counts in the period in which it happened: not all who were reached came in the same period."),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with what stands around it. ``notices``: what must be said of a questionnaire that is not validated.

    ``only`` is the municipality (CBS code) whose sheet it is; ``earlier`` are reports that were released before.
    """

    ggd: str
    report: Report
    notices: Sequence[str] = ()
    only: str | None = None
    earlier: Sequence[Report] = ()

    def title(self, language: StaffLanguage) -> str:
        """Figures of what, of when."""
        say = speaking(language)
        return f"{say(N_('Figures'))}: {period_in_words(self.report.period, language)}"

    def tables(self, language: StaffLanguage) -> Sequence[Lines]:
        """One after the other."""
        first, *others = (lines_of(table, language, only=self.only) for table in self.report.tables)
        trend = trend_of(self.report, self.earlier, language, self.only)
        return [first, *([trend] if trend else []), *others]


def sheet_for(desk: OpenDesk, told: Report, language: StaffLanguage, place: str | None = None) -> Sheet:
    """``place`` is the one municipality (CBS code) that it is for; raises DeskError where there is no such row."""
    library = desk.library
    dictionary = Dictionary(library, language)
    notices = (dictionary.of(*version).notice for version in library.versions())
    said = tuple(dict.fromkeys(notice for notice in notices if notice))
    if place is not None and place not in places_of(told):
        raise DeskError(N_("there is no sheet for this municipality"), N_("See [desk.figures.places]."))
    with desk.reading() as connection:
        earlier = reports(connection)
    return Sheet(desk.section.ggd, told, said, place, earlier)


def places_of(told: Report) -> Sequence[str]:
    """The municipalities (CBS codes) that a sheet of this report may be for."""
    if told.audience is not Audience.MUNICIPALITY:
        return ()
    return [key for table in told.tables for by, key in table.rows if by == By.PLACE and key != REST]


def content(sheet: Sheet, language: StaffLanguage, *, drawn: bool = True) -> Markup:
    """An element of class ``figures-report``; its style sheet is `STYLES`. Charts are ``drawn`` in it, or pictures."""
    say = speaking(language)
    first = sheet.report.tables[0]
    limits = {"threshold": first.threshold, "rounding": first.rounding}
    shown = (
        _environment()
        .get_template("report.html")
        .render(
            say=say,
            sheet=sheet,
            title=sheet.title(language),
            audience=say(NAMES[Audience(sheet.report.audience)]),
            place=None if sheet.only is None else part_in_words("place", sheet.only, language),
            tables=sheet.tables(language),
            how=[say(sentence) % limits for sentence in HOW],
            chart=_drawn if drawn else _picture,
        )
    )
    return Markup(shown)  # noqa: S704 - made by a template that escapes


def pdf(sheet: Sheet, language: StaffLanguage) -> bytes:
    """Pages of A4, tagged. Raises PdfError where no PDF can be made here."""
    from intake.pdf import write_pdf

    styles = Markup(STYLES.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    foot = [*sheet.notices, sheet.ggd] if sheet.report.released else [speaking(language)(N_("Draft")), *sheet.notices]
    framed = (
        _environment()
        .get_template("report-pdf.html")
        .render(
            language=language,
            title=sheet.title(language),
            foot=" · ".join(foot),
            styles=styles,
            content=content(sheet, language, drawn=False),
        )
    )
    return write_pdf(framed, language=language_of(language))


def _drawn(chart: Chart, name: str) -> Markup:
    return Markup(chart.svg(f"chart-{name}"))  # noqa: S704 - escaped where it is drawn


def _picture(chart: Chart, name: str) -> Markup:
    data = base64.b64encode(chart.picture().encode()).decode()
    alt = f"{chart.title}. {chart.text}"
    return Markup('<img class="figures-chart" src="data:image/svg+xml;base64,{}" alt="{}">').format(data, alt)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
