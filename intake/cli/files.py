"""What a command makes goes into a new file: nothing that is there is ever overwritten."""

from __future__ import annotations

from pathlib import Path

from intake.errors import IntakeError


class FileError(IntakeError):
    """A file cannot be made."""


def refuse_existing(path: Path) -> None:
    """Before work that takes long. Raises FileError."""
    if path.exists():
        raise FileError(f"{path} exists already", "Nothing is overwritten; choose another name.")


def write_new(path: Path, data: bytes) -> None:
    """Raises FileError where the file is there, or cannot be written."""
    refuse_existing(path)
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError:
        raise FileError(f"cannot write {path}", "Does the folder exist, may you write there?") from None
