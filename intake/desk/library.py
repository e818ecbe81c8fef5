"""The desk's questionnaires: every version it ever used, kept beside the database.

What a version asks and how it is judged never changes once it was seen: the database remembers the digest of its
file's content, and a copy or a configured folder that differs is refused. Translations may grow; the copy follows them.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select

from intake.desk.errors import DeskError
from intake.desk.folder import read
from intake.desk.tables import questionnaires
from intake.questionnaire import Questionnaire, load
from intake.questionnaire.loader import FILE
from intake.questionnaire.texts import TRANSLATIONS

Version = tuple[str, str]
"""A questionnaire's id and version."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A questionnaire as the desk keeps it. ``definition`` is a digest of what its file says."""

    questionnaire: Questionnaire
    definition: bytes


class Library:
    """All questionnaires of one desk, under ``root/<id>/<version>``."""

    def __init__(self, root: Path, definitions: dict[Version, bytes]) -> None:
        self._root = root
        self._definitions = definitions
        self._kept: dict[Version, Kept] = {}

    @classmethod
    def of(cls, root: Path, connection: Connection) -> Library:
        """The library as the database remembers it."""
        return cls(root, _remembered(connection))

    def versions(self) -> tuple[Version, ...]:
        """Every version the desk has."""
        return tuple(self._definitions)

    def find(self, version: Version) -> Kept | None:
        """The questionnaire of ``version``, or None; raises DeskError where its copy was changed."""
        definition = self._definitions.get(version)
        if definition is None:
            return None
        if version not in self._kept:
            self._kept[version] = self._read(version, definition)
        return self._kept[version]

    def take_in(self, connection: Connection, folders: Iterable[Path], today: date) -> None:
        """Keep what the configured ``folders`` hold; raises DeskError or QuestionnaireError, then nothing changed."""
        # Somebody else at this desk may have taken in a version since it was unlocked here.
        self._definitions |= _remembered(connection)
        seen = [(folder, load(folder), _definition(folder)) for folder in folders]
        for _, questionnaire, definition in seen:
            self._refuse_other(questionnaire, definition)
        for folder, questionnaire, definition in seen:
            self._keep(folder, questionnaire)
            self._remember(connection, questionnaire, definition, today)

    def _refuse_other(self, questionnaire: Questionnaire, definition: bytes) -> None:
        version = (questionnaire.id, questionnaire.version)
        if self._definitions.get(version, definition) != definition:
            raise DeskError(
                f"the questionnaire {' '.join(version)} is not the one that this desk used before",
                "Give what was changed a new version; the desk keeps the old one.",
            )

    def _keep(self, source: Path, questionnaire: Questionnaire) -> None:
        version = (questionnaire.id, questionnaire.version)
        place = self._place(version)
        if version in self._definitions and _content(place) == _content(source):
            return
        part = place.with_name(f".{secrets.token_hex(4)}.part")
        try:
            _copy(source, part)
            shutil.rmtree(place, ignore_errors=True)
            part.rename(place)
        except OSError:
            raise DeskError(f"cannot keep a questionnaire in {self._root}", "Is there room?") from None
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def _remember(self, connection: Connection, questionnaire: Questionnaire, definition: bytes, today: date) -> None:
        version = (questionnaire.id, questionnaire.version)
        if version in self._definitions:
            return
        row = {"id": version[0], "version": version[1], "definition": definition, "first_seen": today.isoformat()}
        connection.execute(insert(questionnaires), row)
        self._definitions[version] = definition

    def _read(self, version: Version, definition: bytes) -> Kept:
        place = self._place(version)
        questionnaire = load(place)
        if _definition(place) != definition:
            raise DeskError(f"the desk's copy of {' '.join(version)} was changed", f"Restore {place} from a backup.")
        return Kept(questionnaire, definition)

    def _place(self, version: Version) -> Path:
        return self._root / version[0] / version[1]


def _remembered(connection: Connection) -> dict[Version, bytes]:
    return {(row.id, row.version): row.definition for row in connection.execute(select(questionnaires))}


def _definition(folder: Path) -> bytes:
    """What the file says, whatever its comments and line ends; it has been loaded before, so it is TOML."""
    content = tomllib.loads(read(folder / FILE, "Is this the questionnaire's folder?").decode("utf-8"))
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).digest()


def _content(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    """The questionnaire's file and its texts; neither audio nor pictures, which the desk does not need."""
    yield from (file for file in (folder / FILE,) if file.is_file())
    yield from sorted(file for file in (folder / TRANSLATIONS).rglob("*.po*") if file.is_file())


def _copy(source: Path, target: Path) -> None:
    for file in _files(source):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
