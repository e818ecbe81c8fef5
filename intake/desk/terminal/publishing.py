"""What would be public, in lines: everything that is in the file, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from intake.desk.publishing.draft import Draft
from intake.desk.publishing.signing import Signed
from intake.desk.wording import StaffLanguage
from intake.exchange.published import PublishedTable
from intake.questionnaire.naming import language_name

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def draft_lines(draft: Draft, language: StaffLanguage) -> Iterator[str]:
    """One thing a line, under the heads of the page."""
    yield "Walk in"
    yield from map(_in, _walk_in(draft))
    yield "Ambassadors by region and language, from three up"
    for each in draft.counted.speaking:
        yield _in(f"{each.region or 'everywhere'}: {language_name(each.language, language)} {each.count}")
    yield _in(f"left out, for fewer than three: {draft.counted.left_out}")
    yield "Destinations"
    for place in draft.destinations:
        checked = f"checked on {place.checked_on}" if place.checked_on else "never checked"
        yield _in(", ".join(filter(None, (place.kind, place.name, place.phone, place.hours, checked))))
    yield "Figures"
    for table in draft.figures:
        yield from map(_in, _table(table, language))


def standing_line(last: Signed | None, now: datetime) -> str:
    """How old the newest file is."""
    if last is None:
        return "Nothing was published yet."
    return f"The newest file is {last.sequence}, published {last.days(now)} days ago."


def _in(line: str) -> str:
    return f"  {line}"


def _walk_in(draft: Draft) -> Iterator[str]:
    if draft.walk_in is None:
        yield "nothing: [desk.walk_in] is not filled in"
        return
    yield f"read within {draft.walk_in.working_days} working days"
    yield from filter(None, (draft.walk_in.address, draft.walk_in.phone))
    for each in draft.walk_in.hours:
        yield f"{DAYS[each.day - 1]} {each.start}-{each.until}"
    yield f"checked on {draft.walk_in.checked_on}" if draft.walk_in.checked_on else "never checked"


def _table(table: PublishedTable, language: StaffLanguage) -> Iterator[str]:
    columns = ", ".join(column.said(language) for column in table.columns)
    yield f"{table.title.said(language)}, {table.period}: {columns}"
    for row, cells in zip(table.rows, table.cells, strict=True):
        shown = ", ".join("hidden" if cell is None else str(cell) for cell in cells)
        yield f"  {row.said(language)}: {shown}"
