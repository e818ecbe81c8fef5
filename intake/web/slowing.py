"""Guessing is slowed, and nobody is locked out by it.

Attempts are counted per account, never by network address: behind one address sits a whole town hall, and a stranger
has many. A browser that signed in to an account before holds a device cookie (intake.relay.handout.devices) and has a
count of its own for that account; all strangers share one (OWASP, "Slow Down Online Guessing Attacks with Device
Cookies"). So whoever hammers at an account waits ever longer, with every other stranger; its owner, at the computer
they use, does not notice. On a new computer the owner waits with the strangers, a minute at most for the password.

The first tries are free, then the wait doubles up to a limit; it never becomes a lock. An attempt counts before it is
judged, so that a hundred at once are not a hundred tries, and is taken back when it was right. An address without an
account is counted the same way, so that the wait tells nothing. All of it is in memory: hashes of addresses, forgotten
after an hour of quiet.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from math import ceil
from threading import Lock

Clock = Callable[[], datetime]
FREE = 3
QUIET = timedelta(hours=1)
MOST = 50_000


class Step(Enum):
    """What is tried; the longest wait in seconds.

    A code has six digits, so whoever knows the password may try four an hour: in a year one of ten would get in, and
    the log has a line for each.
    """

    PASSWORD = 60
    CODE = 900
    AGAIN = 300
    """The password once more, by whoever is signed in."""


class Slowed(Exception):  # noqa: N818 - it is no error of the program
    """Too soon: ``seconds`` to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too soon")
        self.seconds = seconds


@dataclass(slots=True)
class _Count:
    tries: int
    last: datetime
    until: datetime


class Slowing:
    """Counts of attempts. When there are too many, the oldest go first."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock, self._salt = clock, Lock(), secrets.token_bytes(16)
        self._counts: OrderedDict[bytes, _Count] = OrderedDict()

    def attempt(self, step: Step, account: str, device: str | None) -> None:
        """Count an attempt at ``account``, by a stranger where ``device`` is None. Raises Slowed: too soon."""
        now, key = self._clock(), self._key(step, account, device)
        with self._lock:
            count = self._counts.get(key)
            if count is None or now - count.last > QUIET:
                count = _Count(0, now, now)
            if now < count.until:
                raise Slowed(ceil((count.until - now).total_seconds()))
            tries = count.tries + 1
            self._counts[key] = _Count(tries, now, now + wait(step, tries))
            self._counts.move_to_end(key)
            while len(self._counts) > MOST:
                self._counts.popitem(last=False)

    def succeeded(self, step: Step, account: str, device: str | None) -> None:
        """Take the attempt back: it was right. A browser that is known begins anew; strangers' tries stay counted."""
        key = self._key(step, account, device)
        with self._lock:
            count = self._counts.get(key)
            if count is None:
                return
            if device is not None or count.tries <= 1:
                del self._counts[key]
            else:
                self._counts[key] = _Count(count.tries - 1, count.last, self._clock())

    def _key(self, step: Step, account: str, device: str | None) -> bytes:
        return sha256(self._salt + f"{step.name}\0{account}\0{device or ''}".encode("utf-8", "replace")).digest()


def wait(step: Step, tries: int) -> timedelta:
    """How long after this many wrong tries the next one is judged."""
    return timedelta(seconds=0 if tries < FREE else min(step.value, 2 ** min(tries - FREE, 20)))
