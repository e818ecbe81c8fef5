"""What was begun and waits for its second half: kept in memory, for minutes, under a random name, until it is taken."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from intake.relay.clock import Clock

Value = TypeVar("Value")
MOST = 10_000


class Pending(Generic[Value]):
    """Values that can be taken once within ``minutes``. When there are too many, the oldest go first."""

    def __init__(self, clock: Clock, minutes: int) -> None:
        self._clock, self._span, self._lock = clock, timedelta(minutes=minutes), Lock()
        self._kept: OrderedDict[str, tuple[datetime, Value]] = OrderedDict()

    def keep(self, value: Value) -> str:
        """The name by which `take` gives it back."""
        name = secrets.token_urlsafe(24)
        with self._lock:
            self._kept[name] = (self._clock() + self._span, value)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return name

    def take(self, name: str | None) -> Value | None:
        """None where there is no such name, it was taken before, or its time is over."""
        with self._lock:
            until, value = self._kept.pop(name or "", (None, None))
        return value if until is not None and self._clock() <= until else None

    def look(self, name: str | None) -> Value | None:
        """As `take`, and it stays."""
        with self._lock:
            until, value = self._kept.get(name or "", (None, None))
        return value if until is not None and self._clock() <= until else None
