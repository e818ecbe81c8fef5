"""Envelopes that waited for a questionnaire come in when somebody looks at the queue: once the questionnaires changed.

Taking questionnaires in reads every file of them: too much for each click. What their folders look like is cheap to
see, and says when to.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from intake.desk.importing import bring_in_parked
from intake.desk.unlock import OpenDesk
from intake.questionnaire.loader import FILE
from intake.questionnaire.texts import TRANSLATIONS

Look = frozenset[tuple[str, int, int]]
"""Each file: its path, size in bytes, and time of change in nanoseconds."""


class Arrivals:
    """What one open desk has seen of the configured folders."""

    def __init__(self) -> None:
        self._seen: Look | None = None

    def bring_in(self, desk: OpenDesk) -> int:
        """Bring in what was parked, if the folders changed since the last time or were never looked at; how many."""
        now = frozenset(entry for folder in desk.section.questionnaires for entry in _files(folder))
        if now == self._seen:
            return 0
        added = bring_in_parked(desk)
        self._seen = now
        return added


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What the desk keeps of a questionnaire: neither its sound nor its pictures."""
    for path in (folder / FILE, *(folder / TRANSLATIONS).rglob("*.po*")):
        if not path.is_file():
            continue
        seen = path.stat()
        yield str(path), seen.st_size, seen.st_mtime_ns
