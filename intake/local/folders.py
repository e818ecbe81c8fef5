"""Folders of a backup: one beside the file that is written, and the one that a restore makes, wholly or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.errors import IntakeError


@contextmanager
def beside(out: Path, problem: IntakeError) -> Iterator[Path]:
    """A folder for its owner only, on the disk that ``out`` goes to; gone afterwards. Raises ``problem``."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.absolute().parent) as folder:
            yield Path(folder)
    except OSError:
        raise problem from None


def refuse_taken(data: Path, error: type[IntakeError], key: str) -> None:
    """Raise ``error`` where a restore would come upon something; ``key`` is where the folder is configured."""
    if data.is_symlink() or (data.exists() and (not data.is_dir() or any(data.iterdir()))):
        raise error(f"{data} is there and not empty", f"Nothing is overwritten: name an empty or new folder in {key}.")


@contextmanager
def place(data: Path, error: type[IntakeError], *, keep: bool) -> Iterator[Path]:
    """A folder beside ``data``, which gets that name when the block ends well and it is to be kept."""
    parent = data.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{data.name}.", dir=parent))
    except OSError:
        raise error(f"cannot make a folder beside {data}", "May you write there, and is there room?") from None
    try:
        yield made
        if keep:
            if data.is_dir():
                data.rmdir()
            made.rename(data)
    except OSError:
        raise error(f"it could not be brought back to {data}", "Is there room? May you write there?") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
