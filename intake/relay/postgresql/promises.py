"""What a server must promise before the relay stores anything there; asked of every new connection.

That what it calls stored is on disk; and that it keeps no moment of an envelope, in a table or in its log: finer than
the ISO week is what the relay keeps nowhere. The write-ahead log does tell the moment (docs/scaling.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.sqlcipher import DatabaseError

OLDEST = 130000
LOST = "the database server may lose what it calls stored"
TOLD = "the database server writes down when envelopes come"

# packaging/postgresql/server.conf and roles.sql set them so.
SESSION = {"lock_timeout": "5s", "idle_in_transaction_session_timeout": "60s"}
"""As long as SQLite waits for a lock; and how long a machine that fell silent may keep one."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A setting of the server, what it may be, and what would follow if it were not."""

    name: str
    kept: frozenset[str]
    otherwise: str


PROMISES = (
    Promise("fsync", frozenset({"on"}), LOST),
    Promise("full_page_writes", frozenset({"on"}), LOST),
    Promise("synchronous_commit", frozenset({"on", "local", "remote_write", "remote_apply"}), LOST),
    Promise("track_commit_timestamp", frozenset({"off"}), TOLD),
    Promise("log_statement", frozenset({"none", "ddl"}), TOLD),
    Promise("log_duration", frozenset({"off"}), TOLD),
    Promise("log_min_duration_statement", frozenset({"-1"}), TOLD),
    Promise("log_min_duration_sample", frozenset({"-1"}), TOLD),
    Promise("log_transaction_sample_rate", frozenset({"0"}), TOLD),
    Promise("log_parameter_max_length_on_error", frozenset({"0"}), TOLD),
    Promise("log_checkpoints", frozenset({"off"}), TOLD),
)


def ask_server(connection: Any) -> None:
    """Ask the server at the other end of a psycopg ``connection``, and hold it to its word; raises DatabaseError."""
    names = [promise.name for promise in PROMISES]
    asked = ", ".join(f"current_setting('{name}')" for name in ("server_version_num", *names))
    version, *found = connection.execute(f"SELECT {asked}").fetchone()
    if int(version) < OLDEST:
        raise DatabaseError("the database server is too old", "PostgreSQL 13 or later is needed.")
    refuse_broken(dict(zip(names, found, strict=True)))
    # A setting of the session stays, whatever the server's files say later.
    kept = SESSION | {"synchronous_commit": found[names.index("synchronous_commit")]}
    connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in kept.items()))


def refuse_broken(settings: Mapping[str, str]) -> None:
    """Raise DatabaseError where one of the ``settings`` breaks a promise."""
    for promise in PROMISES:
        if settings[promise.name] not in promise.kept:
            raise DatabaseError(
                f"{promise.otherwise}: {promise.name} = {settings[promise.name]}",
                f"It must be {' or '.join(sorted(promise.kept))}: see packaging/postgresql/server.conf.",
            )
