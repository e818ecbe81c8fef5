"""What must not be done twice when somebody presses twice: cards, an invitation.

A form carries a name that was drawn for it alone. The first answer to that name is kept in memory for some minutes, and
a second press gets the same one: a browser shows only the last answer, and the first would be lost. Two people never
share a name. Nothing is kept on disk.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from intake.relay.clock import Clock
from intake.relay.handout.refusals import Refusal, Refused

Answer = TypeVar("Answer")
FIELD = "once"
"""The hidden field of the form."""
SHORTEST = 16


def new_name() -> str:
    """A name for one showing of a form."""
    return secrets.token_urlsafe(16)


class _Press(Generic[Answer]):
    """One name: its lock lets a second press wait until the first has its answer."""

    def __init__(self, until: datetime) -> None:
        self.until, self.lock = until, Lock()
        self.answers: list[Answer] = []


class Once(Generic[Answer]):
    """Answers by name, each for ``minutes``. When there are more than ``most``, the oldest go first."""

    def __init__(self, clock: Clock, *, minutes: int = 5, most: int = 50) -> None:
        self._clock, self._span, self._most, self._lock = clock, timedelta(minutes=minutes), most, Lock()
        self._kept: OrderedDict[tuple[str, str], _Press[Answer]] = OrderedDict()

    def answer(self, staff: str, name: str | None, make: Callable[[], Answer]) -> Answer:
        """What ``make`` gives, or gave before for this name. What it raises is raised, and the name may be used again.

        Raises Refused where the name is none.
        """
        if name is None or len(name) < SHORTEST:
            raise Refused(Refusal.BAD_REQUEST)
        press = self._press((staff, name))
        with press.lock:
            if not press.answers:
                press.answers.append(make())
            return press.answers[0]

    def _press(self, key: tuple[str, str]) -> _Press[Answer]:
        now = self._clock()
        with self._lock:
            while self._kept and next(iter(self._kept.values())).until < now:
                self._kept.popitem(last=False)
            if key not in self._kept:
                self._kept[key] = _Press(now + self._span)
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return self._kept[key]
