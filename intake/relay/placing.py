"""New files of a relay, put into its folder together: all of them, or after an interruption none that is in the way.

They are made in a folder of their own inside it and get their second name there in the end, the one that makes it a
relay last. Whoever tries again takes away what a broken try left: what has both names, and nothing else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from intake.config import Relay
from intake.relay.database import ARRIVALS_FILE, FILE
from intake.relay.errors import RelayError
from intake.relay.handout.database import FILE as STAFF_FILE
from intake.relay.instance import LOCKED, PUBLIC

UNFINISHED = ".making"


def relay_files(config: Relay) -> tuple[str, ...]:
    """The names of a relay's files, the one without which there is no relay last."""
    store = (ARRIVALS_FILE, FILE) if config.database is None else ()
    return (*store, STAFF_FILE, PUBLIC, LOCKED)


@contextmanager
def place_for_new(config: Relay) -> Iterator[Path]:
    """Where to make a relay's files, which are placed when the block ends well; makes ``config.data``.

    Raises RelayError where there is a relay, or part of one; OSError.
    """
    names = relay_files(config)
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    forget_unfinished(config.data, names)
    for name in reversed(names):
        if (config.data / name).exists():
            raise RelayError(f"{config.data / name} exists already", "Nothing is overwritten; choose another folder.")
    with placed_together(config.data, names) as folder:
        yield folder


@contextmanager
def placed_together(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """Where to make the files ``names``; they are placed when the block ends well. Raises OSError."""
    forget_unfinished(folder, names)
    made = folder / UNFINISHED
    made.mkdir(mode=0o700)
    try:
        yield made
        for name in names:
            os.link(made / name, folder / name)
        _sync(folder)
    except BaseException:
        forget_unfinished(folder, names)
        raise
    shutil.rmtree(made)


def forget_unfinished(folder: Path, names: Sequence[str]) -> None:
    """Take away what an interrupted try left; where the last of ``names`` is in its place, it was finished."""
    made = folder / UNFINISHED
    if not (folder / names[-1]).exists():
        for name in names:
            if (made / name).exists() and (folder / name).exists() and (made / name).samefile(folder / name):
                (folder / name).unlink()
    shutil.rmtree(made, ignore_errors=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
