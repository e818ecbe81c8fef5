"""Released tables for everybody: policy's and the municipalities', as they left, with words in both languages."""

from __future__ import annotations

from sqlalchemy import Connection

from intake.desk.disclosure.ledger import read_ledger
from intake.desk.disclosure.told import Told
from intake.desk.report.audiences import PUBLIC, definition
from intake.desk.report.measures import TITLES, meaning
from intake.desk.report.speaking import part_in_words, speaking
from intake.exchange.published import PublishedTable, Words


def released_tables(connection: Connection) -> tuple[PublishedTable, ...]:
    """Those that anybody may see and that tell something, in the order in which they were released."""
    return tuple(_published(table) for table in read_ledger(connection) if table.audience in PUBLIC and not table.empty)


def _published(told: Told) -> PublishedTable:
    found = definition(told.table)
    rows = tuple(Words(nl=part_in_words(by, key, "nl"), en=part_in_words(by, key, "en")) for by, key in told.rows)
    return PublishedTable(
        table=told.table,
        period=told.period,
        title=_both(found.title if found else told.table),
        rows=rows,
        columns=tuple(_both(TITLES.get(measure, measure)) for measure in told.columns),
        cells=told.cells,
        notes=tuple(_both(meaning(measure)) for measure in told.columns),
        threshold=told.threshold,
        rounding=told.rounding,
    )


def _both(text: str) -> Words:
    return Words(nl=speaking("nl")(text), en=speaking("en")(text))
