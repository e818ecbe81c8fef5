"""Copies of a relay's folder, as a thief takes them: every file, at one moment; and what the key makes of them.

What is random in itself (each page's IV, its HMAC, the salts and checksums of a write-ahead log) is left away, so that
two copies can be compared: what then differs, differs because of what the relay wrote down.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.relay.database import ARRIVALS_FILE, FILE, PAGE_SIZE
from tests.relay.pages import decrypted_page, decrypted_pages, row_keys

FILES = (FILE, ARRIVALS_FILE)
LOG_HEAD, FRAME_HEAD = 32, 24
# Tables whose rows SQLite numbers have few; an envelope's key is 63 bits of a digest.
LARGEST_ROW_ID = 1 << 32
# Of a log's index: behind its head of 136 bytes, the pages' numbers in the order in which they were written.
INDEX_HEAD, INDEX_NUMBERS = 136, 4062 * 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One page as it was written to a write-ahead log; ``committed`` is the file's length where a commit ends here."""

    page: int
    committed: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """All files of a relay's folder, with the key of its databases."""

    folder: Path
    key: bytes

    def pages(self, name: str) -> Sequence[bytes]:
        """What the pages of a database's file hold, without its log."""
        return [_steady(page) if number == 0 else page for number, page in enumerate(self._decrypted(name))]

    def _decrypted(self, name: str) -> Sequence[bytes]:
        return decrypted_pages(self.folder / name, self.key)

    def frames(self, name: str) -> Sequence[Frame]:
        """The write-ahead log of a database from its beginning, also what is left of an earlier round."""
        log = self.folder / f"{name}-wal"
        data = log.read_bytes() if log.exists() else b""
        starts = range(LOG_HEAD, len(data), FRAME_HEAD + PAGE_SIZE)
        return [self._frame(data[start : start + FRAME_HEAD + PAGE_SIZE]) for start in starts]

    def _frame(self, data: bytes) -> Frame:
        page, committed = int.from_bytes(data[:4]), int.from_bytes(data[4:8])
        content = decrypted_page(data[FRAME_HEAD:], self.key, first=page == 1)
        return Frame(page, committed, _steady(content) if page == 1 else content)

    def log_index(self, name: str) -> bytes:
        """Of the log's index (it lies there in the clear) the numbers of pages, as they were written."""
        index = self.folder / f"{name}-shm"
        data = index.read_bytes() if index.exists() else b""
        return data[INDEX_HEAD : INDEX_HEAD + INDEX_NUMBERS]

    def seen(self) -> Mapping[str, object]:
        """Everything in it that is not random: for two relays with nothing to tell them apart, the same."""
        return {
            kind: said
            for name in FILES
            for kind, said in (
                (f"{name}: pages", self.pages(name)),
                (f"{name}: log", self.frames(name)),
                (f"{name}: index of the log", self.log_index(name)),
            )
        }

    def text(self) -> bytes:
        """Every byte of the databases and their logs, decrypted, used and free."""
        return b"".join(
            [page for name in FILES for page in self.pages(name)]
            + [frame.content for name in FILES for frame in self.frames(name)]
        )

    def keys_by_page(self, name: str) -> Sequence[int]:
        """The keys of envelopes (and of what is left of them), in the order in which they lie in the file."""
        return [key for page in self.pages(name)[1:] for key in row_keys(page) if key > LARGEST_ROW_ID]


def _steady(first_page: bytes) -> bytes:
    """Without the file's change counter, which begins anywhere: SQLite reads it where SQLCipher has ciphertext."""
    return first_page[:24] + bytes(4) + first_page[28:92] + bytes(4) + first_page[96:]


def take_copy(folder: Path, key: bytes, into: Path) -> Copy:
    """Copy every file of ``folder`` to ``into``, with its times."""
    shutil.copytree(folder, into)
    return Copy(into, key)


def differences(one: Copy, other: Copy) -> Sequence[str]:
    """Where two copies differ, in words; for pages, which."""
    a, b = one.seen(), other.seen()
    found = []
    for kind in a:
        left, right = a[kind], b[kind]
        if left == right:
            continue
        if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
            found += [f"{kind} {at + 1}" for at in range(len(left)) if left[at] != right[at]]
        else:
            found.append(kind)
    return found
