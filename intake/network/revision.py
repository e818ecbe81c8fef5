"""Two at once: whoever changes a thing says which revision they saw, and nobody overwrites what they did not see."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, update

from intake.network.errors import ChangedMeanwhileError


def claim(connection: Connection, table: Table, key: str | int, seen: int, **values: object) -> int:
    """Change the row with this primary ``key``, in the transaction of the change; gives its new revision.

    Raises ChangedMeanwhileError where ``seen`` is not the revision of now.
    """
    named: Column[str | int] = next(iter(table.primary_key))
    taken = update(table).where(named == key, table.c.revision == seen).values(revision=seen + 1, **values)
    if connection.execute(taken).rowcount != 1:
        raise ChangedMeanwhileError
    return seen + 1
