"""The folder that courier and desk share: a stick, or a share. What is in it, and where things go.

    bundle-INBOX-NUMBER-DIGEST.envelop   for the desk; the last part begins the bundle's digest
    receipts, key sheets, published files  for the relay, under whatever names the desk gave them
    sent/                                  what the relay took
    refused/                               what it refused for good, each with a text that says why

The folder itself is never made: where it is not there, the stick is not there.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from intake.courier import words
from intake.courier.errors import CourierError
from intake.courier.head import Head, read_head
from intake.courier.post import Seen, fingerprint_of
from intake.courier.words import told
from intake.file_lock import hold

SENT, REFUSED, LOCK = "sent", "refused", ".envelop-sync.lock"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One of ours in the folder. ``head`` is None where the file is not a whole bundle."""

    path: Path
    head: Head | None


class Shared:
    """The folder at ``path`` for one ``inbox``. Methods raise OSError where the stick is gone or takes nothing."""

    def __init__(self, path: Path, inbox: str) -> None:
        self.path, self._inbox = path, inbox

    def there(self) -> bool:
        """Is the stick in, or the share mounted?"""
        try:
            return self.path.is_dir()
        except OSError:
            return False

    def looks(self) -> frozenset[tuple[str, Seen]] | None:
        """How it looks now: as long as this stays the same nobody put anything in. None where it is not there."""
        try:
            return fingerprint_of(self.path)
        except OSError:
            return None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For one sync at a time; raises CourierError. Held only while there is work, so that a stick can be taken."""
        with (self.path / LOCK).open("ab") as file:
            try:
                hold(file)
            except BlockingIOError:
                raise told(words.ANOTHER_SYNC, self.path) from None
            yield

    @property
    def part(self) -> Path:
        """Where a bundle is while it comes."""
        return self.path / f".bundle-{self._inbox}.part"

    def place(self, head: Head) -> Path:
        """Where a bundle belongs."""
        short = base64.urlsafe_b64decode(f"{head.tag}=").hex()[:8]
        return self.path / f"bundle-{self._inbox}-{head.sequence:06}-{short}.envelop"

    def bundles(self) -> list[Bundle]:
        """Those that a sync brought for this inbox."""
        ours = re.compile(rf"bundle-{re.escape(self._inbox)}-[0-9]{{6,}}-[0-9a-f]{{8}}\.envelop")
        return [Bundle(path, _head(path)) for path in sorted(self.path.iterdir()) if ours.fullmatch(path.name)]

    def sent(self, path: Path) -> None:
        """The relay took it."""
        self._move(path, SENT)

    def refused(self, path: Path, error: CourierError) -> Path:
        """It is good for nothing; the text beside it, which says why."""
        moved = self._move(path, REFUSED)
        text = _free(moved.with_name(f"{moved.name}.txt"))
        text.write_text(f"{error.message}\n{error.hint}\n", encoding="utf-8")
        return text

    def _move(self, path: Path, into: str) -> Path:
        folder = self.path / into
        folder.mkdir(exist_ok=True)
        moved = _free(folder / path.name)
        path.rename(moved)
        return moved


def shown(path: Path) -> str:
    """The file's name, for a line that a person reads: who names a file may write anything."""
    return "".join(letter if letter.isprintable() else "?" for letter in path.name)


def _head(path: Path) -> Head | None:
    try:
        with path.open("rb") as file:
            head = read_head(file.read)
            return head if head.length == os.fstat(file.fileno()).st_size else None
    except CourierError:
        return None


def _free(path: Path) -> Path:
    """``path``, or the like, where nothing is: nothing is ever overwritten."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(each for each in chain([path], others) if not (each.exists() or each.is_symlink()))
