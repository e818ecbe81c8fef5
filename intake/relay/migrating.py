"""Databases and their steps: a new one is brought to the newest step; one that is there is opened only where it has it.

Steps are Alembic's. Each runs in one transaction with all that follow, so a database is of one step or of another.
"""

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
    engine = open_engine(path, key, page_size=page_size, create=True, beside=beside)
    run_steps(engine, steps)
    return engine


def open_migrated(
    path: Path, key: bytes, step: str, *, page_size: int, beside: Mapping[str, Path] | None = None
) -> Engine:
    """Open ``path``; raises DatabaseError (wrong key, no database, made by another version)."""
    return at_step(open_engine(path, key, page_size=page_size, beside=beside), step, path.name)


def at_step(engine: Engine, step: str, name: str) -> Engine:
    """The same engine; raises DatabaseError where its database is of another step."""
    if step_of(engine) != step:
        raise DatabaseError(
            f"{name} was made by another version of this program",
            "If this program is the newer one: `intake relay upgrade`. If it is the older one: start the newer.",
        )
    return engine


def step_of(engine: Engine) -> str | None:
    """The step a database is of; None where it is of none."""
    try:
        with reading(engine).begin() as connection:
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found
    except DBAPIError:
        return None


def run_steps(engine: Engine, steps: Path, until: str = "head") -> None:
    """Bring a database to the step ``until``, by the steps in the folder ``steps``: wholly or not at all."""
    # Only here: it takes as long to import as all the rest, and a serving relay changes no tables.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, until)


def names_of(steps: Path) -> list[str]:
    """Every step in the folder ``steps``, the newest first."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    return [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
