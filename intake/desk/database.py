"""The desk's database file: made whole or not at all, migrated, opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from intake.desk.errors import DeskError
from intake.desk.folder import refuse_existing
from intake.marking import N_, filled
from intake.sqlcipher import DatabaseError, open_engine, reading

STEPS = ("0001", "0002", "0003")
"""The steps in migrations/versions, in order; a test compares."""
REVISION = STEPS[-1]
PAGE_SIZE = 4096


def make_database(path: Path, key: bytes) -> Engine:
    """A new, empty, migrated database at ``path``, under a name of its own until the caller `publish`es it."""
    refuse_existing(path)
    part = _part(path)
    discard(path)
    engine = open_engine(part, key, page_size=PAGE_SIZE, create=True)
    with engine.begin() as connection:
        migrate(connection)
    return engine


def publish(path: Path) -> None:
    """Give a database that `make_database` made, and that is closed, its name."""
    refuse_existing(path)
    _part(path).rename(path)


def discard(path: Path) -> None:
    """Take away what an interrupted `make_database` left."""
    part = _part(path)
    for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        leftover.unlink(missing_ok=True)


def open_database(path: Path, key: bytes) -> Engine:
    """The database at ``path``; raises DeskError or DatabaseError (none, wrong key, another version's)."""
    engine = open_of_any_step(path, key)
    step = step_of(engine)
    if step == REVISION:
        return engine
    engine.dispose()
    if step in STEPS:
        raise DatabaseError(
            N_("the database was made by an older version of this program"), N_("Run `intake desk upgrade`.")
        )
    raise newer_than_this()


def open_of_any_step(path: Path, key: bytes) -> Engine:
    """As `open_database`, whatever step it is of."""
    if not path.exists():
        raise DeskError(
            filled(N_("there is no database %(path)s"), path=str(path)), N_("Make it first: `intake desk init`.")
        )
    return open_engine(path, key, page_size=PAGE_SIZE)


def step_of(engine: Engine) -> str | None:
    """The step that the database is of."""
    with reading(engine).begin() as connection:
        step: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return step


def newer_than_this() -> DatabaseError:
    """Of a database with a step that this program does not know."""
    return DatabaseError(N_("the database was made by a newer version of this program"), N_("Update this program."))


def migrate(connection: Connection, until: str = "head") -> None:
    """Bring the database to the newest step, or to the step ``until``."""
    # Alembic is slow to import, and only needed here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, until)


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
