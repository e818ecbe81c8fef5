"""Where a new recovery key goes: into a locked file on a stick, or into paper shares. Nowhere else, never nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from intake.desk.errors import DeskError
from intake.desk.folder import refuse_unwritable
from intake.desk.keys.bunch import opening_secret
from intake.desk.keys.new_files import PRIVATE, NewFiles
from intake.desk.keys.printing import About, Screen, shares_html, shares_pdf
from intake.desk.keys.shares import Scheme, split
from intake.desk.keys.slot import Slot
from intake.desk.opening import OpeningKey
from intake.envelope.sheet import KeySheet, Purpose
from intake.marking import N_

WHERE_TO = (
    "Give --shares 3-of-5 --shares-out FILE.pdf to print it in shares, or --recovery-file FILE on a stick that goes "
    "into a safe: without it, a lost desk key loses what it opens."
)


class Keeping(Protocol):
    """A way to keep a recovery key."""

    def look_first(self) -> None:
        """Raise where it cannot be kept so: before anything is made."""

    def keep(self, files: NewFiles, key: OpeningKey, ring: KeySheet, slot: Slot, made: date) -> None:
        """Keep ``key``, which ``ring`` names, as one of the new files of a ceremony."""


@dataclass(frozen=True, slots=True)
class InFile:
    """In a locked file, under the passphrase of whoever makes it."""

    path: Path

    def look_first(self) -> None:
        """Raise DeskError where no new file can be made there."""
        refuse_unwritable(self.path)

    def keep(self, files: NewFiles, key: OpeningKey, ring: KeySheet, slot: Slot, made: date) -> None:
        """Lock it."""
        files.lock(self.path, [opening_secret(Purpose.RECOVERY, key)], {slot.name: slot.passphrase}, slot.cost)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """In shares, in a file to print and then to erase: a PDF, or a page for a browser where its name ends in .html."""

    scheme: Scheme
    path: Path

    def look_first(self) -> None:
        """Raise DeskError where no new file can be made there."""
        refuse_unwritable(self.path)

    def keep(self, files: NewFiles, key: OpeningKey, ring: KeySheet, slot: Slot, made: date) -> None:
        """Draw the shares; they are in memory and in this file only. Raises PdfError."""
        about, shares = About.of(ring, key, made), split(key, self.scheme)
        in_browser = self.path.suffix.lower() == ".html"
        pages = shares_html(about, shares).encode() if in_browser else shares_pdf(about, shares)
        files.write(self.path, pages, mode=PRIVATE)


@dataclass(slots=True)
class OnScreen:
    """In shares, as a page that a browser shows once to be printed. ``page`` is it, in memory only."""

    scheme: Scheme
    screen: Screen | None = None
    page: str = ""

    def look_first(self) -> None:
        """There is nothing that could be in the way."""

    def keep(self, files: NewFiles, key: OpeningKey, ring: KeySheet, slot: Slot, made: date) -> None:
        """Put the page together."""
        self.page = shares_html(About.of(ring, key, made), split(key, self.scheme), self.screen)


def keeping(file: Path | None, shares: str | None, shares_out: Path | None) -> Keeping:
    """What was asked for on the command line; raises DeskError where nobody said it, or only half."""
    if shares is not None and shares_out is not None and file is None:
        return OnPaper(Scheme.read(shares), shares_out)
    if file is not None and shares is None and shares_out is None:
        return InFile(file)
    if file is not None:
        raise DeskError(
            N_("the recovery key is kept in one way"), N_("Give --recovery-file, or --shares with --shares-out.")
        )
    if (shares, shares_out) != (None, None):
        raise DeskError(
            N_("--shares and --shares-out belong together"), N_("For example --shares 3-of-5 --shares-out a.pdf.")
        )
    raise DeskError(N_("the recovery key must be kept somewhere"), WHERE_TO)
