"""The network book's data folder: what lies where. All that is private in it is locked or encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.local.files import Files
from intake.network.errors import NetworkError


@dataclass(frozen=True, slots=True)
class Folder:
    """Names of what the book keeps."""

    root: Path

    @property
    def locked(self) -> Path:
        """Locked file of the book's keys, with a slot for each person."""
        return self.root / "network.locked"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "network.sqlite"


FILES = Files(NetworkError)
