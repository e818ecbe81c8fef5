"""The desk's data folder: what lies where, and how files get into it.

What is private in it is a locked file or an encrypted database; the rest is public. Nothing is ever overwritten, and
a file is there whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.desk.errors import DeskError
from intake.local.files import MODE, Files, publish

__all__ = ["MODE", "Folder", "publish", "read", "refuse_existing", "refuse_unwritable", "replace", "write_new"]


@dataclass(frozen=True, slots=True)
class Folder:
    """Names of what the desk keeps."""

    root: Path

    @property
    def identity(self) -> Path:
        """Locked file of the identity key; for ceremonies."""
        return self.root / "identity.locked"

    @property
    def desk(self) -> Path:
        """Locked file of the desk's daily secrets."""
        return self.root / "desk.locked"

    @property
    def ring(self) -> Path:
        """The key sheet of the last ceremony: public, signed."""
        return self.root / "ring.json"

    @property
    def certificate(self) -> Path:
        """The identity's word for the desk's signing key: public, signed."""
        return self.root / "certificate.json"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "desk.sqlite"

    @property
    def questionnaires(self) -> Path:
        """A copy of every questionnaire version that was ever used."""
        return self.root / "questionnaires"

    def make(self) -> bool:
        """Make the folder, for its owner only; False where it was there. Raises DeskError."""
        return _FILES.make_folder(self.root)


_FILES = Files(DeskError)
read = _FILES.read
refuse_existing = _FILES.refuse_existing
refuse_unwritable = _FILES.refuse_unwritable
write_new = _FILES.write_new
replace = _FILES.replace
