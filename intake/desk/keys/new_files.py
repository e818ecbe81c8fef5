"""New files of a ceremony: all of them, or none where something goes wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from intake.desk.folder import Folder, write_new
from intake.locked import COST, Secret, lock

PRIVATE = 0o600


class NewFiles:
    """Writes files; where something fails, takes away what it wrote, and nothing else."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._made_folder = folder.make()
        self._written: list[Path] = []

    def lock(
        self,
        path: Path,
        secrets: Sequence[Secret],
        passphrases: Mapping[str, str],
        cost: tuple[int, int] = COST,
    ) -> None:
        """A new locked file. Raises LockedFileError or WeakPassphraseError."""
        lock(path, secrets, passphrases, cost=cost)
        self._written.append(path)

    def write(self, path: Path, data: bytes, *, mode: int = 0o666) -> None:
        """A new file. Raises DeskError."""
        write_new(path, data, mode=mode)
        self._written.append(path)

    def __enter__(self) -> NewFiles:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            return
        for path in self._written:
            path.unlink(missing_ok=True)
        if self._made_folder:
            with suppress(OSError):
                self._folder.root.rmdir()
