"""A desk with some cases and three people, and deeds done one by one, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Table, insert, select

from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Status, move
from intake.desk.tables import audit, people
from intake.desk.unlock import OpenDesk
from intake.envelope.submission import Submission
from tests.desk.world import World, sealed

P = ParamSpec("P")
T = TypeVar("T")
ROLES = {"anna": "coordinator", "noor": "nurse", "mila": "manager"}


class Doing:
    """Deeds at an open desk, by whoever unlocked it."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk = desk

    def do(self, deed: Callable[Concatenate[OpenDesk, Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One transaction."""
        with self.desk.writing() as connection:
            return deed(self.desk, connection, *args, **kwargs)

    def ask(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read."""
        with self.desk.reading() as connection:
            return question(connection, *args, **kwargs)

    def seen(self, case: int = 1) -> int:
        """The revision of now."""
        return self.ask(revision_of, case)

    def walk(self, *states: Status, case: int = 1) -> None:
        """Bring the case through these states."""
        for state in states:
            self.do(move, case, state)

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """All of a table."""
        with self.desk.reading() as connection:
            return [dict(row) for row in connection.execute(select(table)).mappings()]

    def trail(self) -> list[str]:
        """What was done, in order."""
        return [row["action"] for row in self.rows(audit)]

    def entries(self) -> bytes:
        """All that the audit trail says."""
        return b"\n".join(row["entry"] for row in self.rows(audit))


@contextmanager
def at_work(world: World, *submissions: Submission, actor: str = "noor") -> Iterator[Doing]:
    """The cases of ``submissions`` came in; ``actor`` unlocked the desk."""
    # A bundle is in the order of digests: one each keeps that of the cases.
    for place, each in enumerate(submissions, 1):
        world.take_in(world.bundle(sealed(each), sequence=place))
    with world.desk(actor=actor) as desk:
        with desk.writing() as connection:
            rows = [{"name": name, "role": role, "since": "2026-11-23"} for name, role in ROLES.items()]
            connection.execute(insert(people), rows)
        yield Doing(desk)
