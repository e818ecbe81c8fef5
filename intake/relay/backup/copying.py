"""Copy tables row by row, in the order of their keys: the copy tells nothing that the rows do not."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine, Table, insert, select

from intake.relay.handout import tables as staff
from intake.relay.mailbox.kept import in_parts
from intake.relay.tables import arrival, metadata
from intake.sqlcipher import reading

ROWS_A_STEP = 128

# Arrivals first: an envelope that moves meanwhile is copied twice, which counts once, and never missed.
RELAY_TABLES = (arrival, *(table for table in metadata.sorted_tables if table is not arrival))
# What signs somebody in is not brought back to life by an old backup.
STAFF_TABLES = tuple(table for table in staff.metadata.sorted_tables if table not in (staff.session, staff.invitation))


def copy_tables(source: Engine, target: Engine, tables: Sequence[Table]) -> None:
    """Copy every row of ``tables`` into the empty ones of ``target``, while others write to ``source``."""
    with reading(source).begin() as connection:
        for table in tables:
            wanted = select(table).order_by(*table.primary_key)
            rows = connection.execute(wanted, execution_options={"yield_per": ROWS_A_STEP}).mappings()
            for part in in_parts(rows, ROWS_A_STEP):
                with target.begin() as writing:
                    writing.execute(insert(table), [dict(row) for row in part])
