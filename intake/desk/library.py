"""The desk's questionnaires: every version it ever used, kept beside the database.

What a version asks never changes once it was seen: the database remembers the digest of its file's content, and a copy
or a configured folder that asks something else is refused. Translations may grow; the copy follows them. How a version
is judged may change, never by itself: a folder with other rules waits until a coordinator takes them in
(`intake.desk.rescoring`), and every file that ever judged is kept.
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
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from intake.desk.errors import DeskError
from intake.desk.folder import read
from intake.desk.tables import questionnaires
from intake.marking import N_, filled
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
        self.waiting: dict[Version, Path] = {}
        """Configured folders that judge otherwise than the desk does, as of the last `take_in`."""

    @classmethod
    def of(cls, root: Path, connection: Connection) -> Library:
        """The library as the database remembers it."""
        return cls(root, _remembered(connection))

    def refresh(self, connection: Connection) -> None:
        """Hear of what somebody else at this desk took in meanwhile."""
        self._definitions = _remembered(connection)
        self._kept = {key: kept for key, kept in self._kept.items() if kept.definition == self._definitions.get(key)}

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
        """Keep what the configured ``folders`` hold; raises DeskError or QuestionnaireError, then nothing changed.

        A folder that asks the same and judges otherwise is not kept: it is `waiting`, and the desk judges as before.
        """
        self.refresh(connection)
        seen = [(folder, load(folder), _definition(folder)) for folder in folders]
        for folder, questionnaire, definition in seen:
            self._refuse_other(folder, questionnaire, definition)
        self.waiting = {_version(each): folder for folder, each, definition in seen if self._differs(each, definition)}
        for folder, questionnaire, definition in seen:
            if _version(questionnaire) in self.waiting:
                continue
            self._keep(folder, questionnaire)
            self._remember(connection, questionnaire, definition, today)

    def offered(self, version: Version) -> Kept:
        """The questionnaire in the `waiting` folder of ``version``."""
        folder = self.waiting[version]
        return Kept(load(folder), _definition(folder))

    def adopt(self, connection: Connection, version: Version) -> Kept:
        """From now on judge as the `waiting` folder of ``version`` says; the file of before is kept under its digest.

        In the transaction of ``connection``: should it fail, the file of before is found again where it is kept now.
        """
        folder, before = self.waiting[version], self._definitions[version]
        kept = self.offered(version)
        self._put(self._place_of(version, before), self._place(version, before))
        self._put(folder, self._place(version))
        row = (questionnaires.c.id == version[0], questionnaires.c.version == version[1])
        connection.execute(update(questionnaires).where(*row).values(definition=kept.definition))
        return kept

    def _differs(self, questionnaire: Questionnaire, definition: bytes) -> bool:
        return self._definitions.get(_version(questionnaire), definition) != definition

    def _refuse_other(self, folder: Path, questionnaire: Questionnaire, definition: bytes) -> None:
        version = _version(questionnaire)
        if not self._differs(questionnaire, definition):
            return
        if _asked(folder) != _asked(self._place_of(version, self._definitions[version])):
            raise DeskError(
                filled(
                    N_("the questionnaire %(name)s is not the one that this desk used before"), name=" ".join(version)
                ),
                N_("Give what was changed a new version; the desk keeps the old one."),
            )

    def _keep(self, source: Path, questionnaire: Questionnaire) -> None:
        version = _version(questionnaire)
        place = self._place(version)
        if version not in self._definitions or _content(place) != _content(source):
            self._put(source, place)

    def _put(self, source: Path, place: Path) -> None:
        """A copy of ``source`` in the place of whatever lies there."""
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
        version = _version(questionnaire)
        if version in self._definitions:
            return
        row = {"id": version[0], "version": version[1], "definition": definition, "first_seen": today.isoformat()}
        connection.execute(insert(questionnaires), row)
        self._definitions[version] = definition

    def _read(self, version: Version, definition: bytes) -> Kept:
        place = self._place_of(version, definition)
        questionnaire = load(place)
        if _definition(place) != definition:
            raise DeskError(f"the desk's copy of {' '.join(version)} was changed", f"Restore {place} from a backup.")
        return Kept(questionnaire, definition)

    def _place_of(self, version: Version, definition: bytes) -> Path:
        """Where the file with this digest lies: another one may have taken its first place."""
        first, earlier = self._place(version), self._place(version, definition)
        if not (earlier / FILE).is_file():
            return first
        try:
            return first if _definition(first) == definition else earlier
        except (DeskError, ValueError):
            return earlier

    def _place(self, version: Version, definition: bytes | None = None) -> Path:
        suffix = "" if definition is None else f"@{definition[:8].hex()}"
        return self._root / version[0] / f"{version[1]}{suffix}"


def _version(questionnaire: Questionnaire) -> Version:
    return (questionnaire.id, questionnaire.version)


def _asked(folder: Path) -> object:
    """What the form asks: the questions as newcomers see them, without how an answer counts."""
    judging = ("weights", "factor")
    return [{key: value for key, value in each.items() if key not in judging} for each in _toml(folder)["questions"]]


def _remembered(connection: Connection) -> dict[Version, bytes]:
    return {(row.id, row.version): row.definition for row in connection.execute(select(questionnaires))}


def _definition(folder: Path) -> bytes:
    """What the file says, whatever its comments and line ends; it has been loaded before, so it is TOML."""
    return hashlib.sha256(msgspec.json.encode(_toml(folder), order="sorted")).digest()


def _toml(folder: Path) -> dict[str, Any]:
    return tomllib.loads(read(folder / FILE, "Is this the questionnaire's folder?").decode("utf-8"))


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
