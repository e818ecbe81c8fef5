"""Bundles that lie ready: in the folder that courier and desk share, or on this computer, begun and not finished.

What a file is, is told by its content and never by its name. Nothing is opened here: only its beginning is read, and
the list of digests, which the relay signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from intake.desk.instance import Instance
from intake.desk.tables import bundles
from intake.envelope.bundle import BundleReader, Manifest
from intake.envelope.encoding import base64url
from intake.envelope.errors import BundleError
from intake.envelope.kinds import HEAD, Kind, kind_of

MOST = 200
"""So many files of one folder are looked at."""


class Where(StrEnum):
    """Where a bundle lies."""

    SHARED = "shared"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Lying:
    """One bundle. ``bytes_missing``: it is still being copied, or broke off. ``imported``: when it was (a stamp).

    ``trouble``: why it cannot be brought in at all; then nothing is known of it but its name.
    """

    path: Path
    where: Where
    manifest: Manifest | None = None
    bytes_missing: int = 0
    imported: str | None = None
    trouble: BundleError | None = None

    @property
    def name(self) -> str:
        """The file's name, for a page: who names a file may write anything."""
        return "".join(letter if letter.isprintable() else "?" for letter in self.path.name)[:120]

    @property
    def tag(self) -> str:
        """By this it is asked for: where it lies, and its digest."""
        return "" if self.manifest is None else f"{self.where.value}.{base64url(self.manifest.digest())}"

    @property
    def cut(self) -> date | None:
        """The day on which the relay put it together."""
        return None if self.manifest is None else date.fromisoformat(self.manifest.cut)


def lying(connection: Connection, instance: Instance, folder: Path, where: Where) -> tuple[Lying, ...]:
    """The bundles in ``folder``: those to bring in first. Raises OSError where the folder is not there."""
    found = [each for path in _files(folder) if (each := _look(connection, instance, path, where)) is not None]
    return tuple(sorted(found, key=lambda each: (each.imported is not None, each.trouble is not None, each.path.name)))


def wanted(found: Iterable[Lying], tag: str) -> Lying | None:
    """The one that is asked for by its `tag`."""
    return next((each for each in found if tag and each.tag == tag), None)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir())[:MOST]:
        if not path.name.startswith(".") and path.is_file():
            yield path


def _look(connection: Connection, instance: Instance, path: Path, where: Where) -> Lying | None:
    """None where it is no bundle, or was taken away just now."""
    try:
        with path.open("rb") as file:
            if kind_of(file.read(HEAD)) is not Kind.BUNDLE:
                return None
            file.seek(0)
            manifest = BundleReader(file, relay=instance.relay_key, inbox=instance.inbox).manifest
            length = file.seek(0, 2)
    except BundleError as error:
        return Lying(path, where, trouble=error)
    except OSError:
        return None
    missing = max(0, manifest.length() - length)
    return Lying(path, where, manifest, missing, _imported(connection, manifest))


def _imported(connection: Connection, manifest: Manifest) -> str | None:
    query = select(bundles.c.imported).where(bundles.c.digest == manifest.digest())
    stamp: str | None = connection.execute(query).scalar_one_or_none()
    return stamp
