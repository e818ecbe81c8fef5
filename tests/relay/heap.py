"""What a thief of a server's files sees beside the rows: the order in which they were written, and their very bytes."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
from psycopg import sql

Administrator = psycopg.Connection[tuple[object, ...]]


def keys_as_written(administrator: Administrator, table: str) -> Sequence[object]:
    """The keys of ``table`` by the number of the transaction that wrote each, and then by its place."""
    query = sql.SQL("SELECT key FROM {} ORDER BY xmin::text::bigint, ctid").format(sql.Identifier(table))
    return [row[0] for row in administrator.execute(query)]


def pages(administrator: Administrator, relation: str) -> bytes:
    """The bytes of a table or index as they lie in the server's memory, and soon on its disk."""
    administrator.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
    query = """
        SELECT string_agg(get_raw_page(%s, number::int), '' ORDER BY number)
        FROM generate_series(0, pg_relation_size(%s) / current_setting('block_size')::int - 1) number
    """
    found = administrator.execute(query, [relation, relation]).fetchone()
    assert found is not None
    # An empty file has no page to put together.
    content = found[0] or b""
    assert isinstance(content, bytes)
    return content
