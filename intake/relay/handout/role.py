"""The wall on a server: whoever hands out comes as a role of its own, which the server lets at links and no further.

SQLite asks an authorizer (intake.relay.handout.wall); a server knows roles. It is asked, as that role and on every new
connection, what the role may do; and where that is more than to make links and to count them, these pages do not start.
What the server tells everybody it tells this role too: how busy a table is (docs/scaling.md). Rows it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from intake.relay.links.tables import metadata
from intake.relay.postgresql.server import ask_each, reach
from intake.sqlcipher import DatabaseError

REACHED = ("handed_out", "link", "organisation")
HINT = "packaging/postgresql/roles.sql makes a role that may do no more."
SYSTEM = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'"

_MIGHTY = """
    SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
        OR has_database_privilege(current_database(), 'CREATE')
        OR EXISTS (SELECT FROM pg_roles other
                   WHERE other.rolname <> current_user AND pg_has_role(current_user, other.oid, 'MEMBER'))
    FROM pg_roles WHERE rolname = session_user AND session_user = current_user
"""
_MAKES = f"""
    SELECT EXISTS (SELECT FROM pg_namespace n WHERE {SYSTEM} AND has_schema_privilege(n.oid, 'CREATE'))
        OR EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                   WHERE {SYSTEM} AND p.prosecdef AND has_function_privilege(p.oid, 'EXECUTE'))
        OR EXISTS (SELECT FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user)
"""  # noqa: S608 - no value comes from outside
_TOUCHES = f"""
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE {SYSTEM} AND CASE WHEN c.relkind = 'S'
        THEN has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE')
        WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f')
        THEN has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
            OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
        ELSE false END
    ORDER BY c.relname
"""  # noqa: S608 - as above
_MAY_NOT = """
    SELECT bool_and(has_table_privilege(name, 'SELECT') AND has_table_privilege(name, 'INSERT')
                    AND has_table_privilege(name, 'UPDATE')),
           bool_or(has_table_privilege(name, 'DELETE, TRUNCATE, REFERENCES, TRIGGER'))
    FROM unnest(%s::text[]) name
"""
_COLUMNS = """
    SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relname = ANY(%s) AND a.attnum > 0 AND NOT a.attisdropped
"""


def guard(engine: Engine, setting: str) -> Engine:
    """The same engine, from now on with a look at the role of every connection; raises DatabaseError."""
    engine.dispose()
    ask_each(engine, lambda connection: judge(connection, setting))
    reach(engine, setting)
    return engine


def judge(connection: Any, setting: str) -> None:
    """Raise DatabaseError unless the role of this psycopg ``connection`` may make links, and do nothing else."""
    (mighty,) = connection.execute(_MIGHTY).fetchone() or (True,)
    (makes,) = connection.execute(_MAKES).fetchone()
    if mighty or makes:
        raise DatabaseError(f"the role in {setting} may do more than hand out links", HINT)
    touched = {(schema, name) for schema, name in connection.execute(_TOUCHES)}
    further = sorted(name for schema, name in touched - {("public", name) for name in REACHED})
    if further:
        raise DatabaseError(f"the role in {setting} reaches more than links: {', '.join(further)}", HINT)
    if len(touched) < len(REACHED):
        raise DatabaseError(f"the role in {setting} does not reach the links", f"After `intake relay init`: {HINT}")
    enough, too_much = connection.execute(_MAY_NOT, [list(REACHED)]).fetchone()
    if not enough or too_much:
        raise DatabaseError(f"the role in {setting} may not do with links what it must, or more", HINT)
    _refuse_other_columns(connection.execute(_COLUMNS, [list(REACHED)]).fetchall())


def _refuse_other_columns(found: Sequence[tuple[str, str]]) -> None:
    """The step of the database stands in a table that this role does not reach."""
    expected = {(name, column.name) for name in REACHED for column in metadata.tables[name].columns}
    if set(found) != expected:
        raise DatabaseError(
            "the relay's database was made by another version of this program", "`intake relay upgrade` on the relay."
        )
