"""A program's own encrypted database file: made whole or not at all, brought up by steps, opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from intake.errors import IntakeError
from intake.local.files import Files
from intake.marking import N_, filled
from intake.sqlcipher import DatabaseError, open_engine, reading

PAGE_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Database:
    """Databases of one zone. ``migrations`` is the folder of its ``steps``, which stand in order.

    ``make_hint`` says how one is made, ``upgrade_hint`` how an older one is brought up to date.
    """

    migrations: Path
    steps: tuple[str, ...]
    error: type[IntakeError]
    make_hint: str
    upgrade_hint: str

    @property
    def newest(self) -> str:
        """The step that this program works with."""
        return self.steps[-1]

    def make(self, path: Path, key: bytes) -> Engine:
        """A new, empty, migrated database at ``path``, under a name of its own until the caller `publish`es it."""
        Files(self.error).refuse_existing(path)
        discard(path)
        engine = open_engine(part_of(path), key, page_size=PAGE_SIZE, create=True)
        with engine.begin() as connection:
            self.migrate(connection)
        return engine

    def publish(self, path: Path) -> None:
        """Give a database that `make` made, and that is closed, its name."""
        Files(self.error).refuse_existing(path)
        part_of(path).rename(path)

    def open(self, path: Path, key: bytes) -> Engine:
        """The database at ``path``; raises the zone's error or DatabaseError (none, wrong key, another version's)."""
        engine = self.open_of_any_step(path, key)
        step = step_of(engine)
        if step == self.newest:
            return engine
        engine.dispose()
        if step in self.steps:
            raise DatabaseError(N_("the database was made by an older version of this program"), self.upgrade_hint)
        raise newer_than_this()

    def open_of_any_step(self, path: Path, key: bytes) -> Engine:
        """As `open`, whatever step it is of."""
        if not path.exists():
            raise self.error(filled(N_("there is no database %(path)s"), path=str(path)), self.make_hint)
        return open_engine(path, key, page_size=PAGE_SIZE)

    def migrate(self, connection: Connection, until: str = "head") -> None:
        """Bring the database to the newest step, or to the step ``until``."""
        # Alembic is slow to import, and only needed here.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self.migrations).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, until)


def discard(path: Path) -> None:
    """Take away what an interrupted `Database.make` left."""
    part = part_of(path)
    for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        leftover.unlink(missing_ok=True)


def step_of(engine: Engine) -> str | None:
    """The step that the database is of."""
    with reading(engine).begin() as connection:
        step: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return step


def newer_than_this() -> DatabaseError:
    """Of a database with a step that this program does not know."""
    return DatabaseError(N_("the database was made by a newer version of this program"), N_("Update this program."))


def part_of(path: Path) -> Path:
    """What a database is called until it is finished."""
    return path.with_name(f"{path.name}.part")


@contextmanager
def plainly(engine: Engine, message: str) -> Iterator[None]:
    """Say in plain words why the database cannot be used; what it says itself may quote a statement."""
    assert engine.dialect.dbapi is not None
    try:
        yield
    except (DBAPIError, engine.dialect.dbapi.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        full = getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
        hint = N_("There is no room left.") if full else N_("Does another command or window work with it? Try again.")
        raise DatabaseError(message, hint) from None
