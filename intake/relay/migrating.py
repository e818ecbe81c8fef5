"""A new database file, brought to its newest step; and one that is there, opened only where it has that step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from intake.sqlcipher import DatabaseError, open_engine, reading


def make_migrated(
    path: Path, key: bytes, steps: Path, *, page_size: int, beside: Mapping[str, Path] | None = None
) -> Engine:
    """Make ``path`` and run the steps in the folder ``steps``; raises DatabaseError where there is a file."""
    # Only here: it takes as long to import as all the rest, and a serving relay changes no tables.
    from alembic import command
    from alembic.config import Config

    engine = open_engine(path, key, page_size=page_size, create=True, beside=beside)
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def open_migrated(
    path: Path, key: bytes, step: str, *, page_size: int, beside: Mapping[str, Path] | None = None
) -> Engine:
    """Open ``path``; raises DatabaseError (wrong key, no database, made by another version)."""
    engine = open_engine(path, key, page_size=page_size, beside=beside)
    try:
        with reading(engine).begin() as connection:
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        found = None
    if found != step:
        raise DatabaseError(
            f"{path.name} was made by another version of this program", "Start the version that made it."
        )
    return engine
