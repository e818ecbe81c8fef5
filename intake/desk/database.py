"""The desk's database file: made whole or not at all, migrated, opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from intake.desk.errors import DeskError
from intake.desk.folder import refuse_existing
from intake.sqlcipher import DatabaseError, open_engine, reading

# The newest step in migrations/versions; a test compares.
REVISION = "0002"
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
    if not path.exists():
        raise DeskError(f"there is no database {path}", "Make it first: `intake desk init`.")
    engine = open_engine(path, key, page_size=PAGE_SIZE)
    with reading(engine).begin() as connection:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision != REVISION:
        raise DatabaseError("the database was made by another version of this program", "Start that version.")
    return engine


def migrate(connection: Connection) -> None:
    """Bring the database to the newest step."""
    # Alembic is slow to import, and only needed here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
