"""Seats: browsers that were let in by the start code, and who is at work in each.

Keys and the open database are in memory while somebody is at work, and dropped when they lock, when nobody did
anything for a while, and when the program ends. Python cannot wipe memory: what is dropped may stand there until it is
written over. Nothing of a seat is on disk.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar

Clock = Callable[[], datetime]
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 16


class AtWork(Protocol):
    """Somebody at work: who, as what, and behind it what they have opened, with its keys."""

    @property
    def name(self) -> str:
        """The slot that was unlocked."""
        ...

    @property
    def role(self) -> str:
        """What they may do here."""
        ...

    def close(self) -> None:
        """Drop keys and database."""
        ...


U = TypeVar("U", bound=AtWork)


@dataclass(slots=True, repr=False)
class Seat(Generic[U]):
    """One browser. ``page`` is where its last person was, to go on there; ``name`` who that was."""

    unlocked: U | None = None
    active: datetime | None = None
    page: str | None = None
    name: str | None = None
    lock: Lock = field(default_factory=Lock)

    def clear(self, *, same: bool) -> None:
        """Somebody begins to work here, the ``same`` person as before or another: forget what is not theirs."""
        if not same:
            self.page = None


S = TypeVar("S", bound=Seat[Any])


class Seats(Generic[S]):
    """All browsers that were let in. ``idle`` is after how long a program locks itself; ``seat`` makes another one."""

    def __init__(
        self, seat: Callable[[], S], clock: Clock, idle: timedelta, announce: Callable[[str], None] = lambda code: None
    ) -> None:
        self._make, self._clock, self.idle, self._announce = seat, clock, idle, announce
        self._seats: dict[bytes, S] = {}
        self._lock = Lock()
        self._code = ""
        self.new_code()

    def new_code(self) -> str:
        """Draw another start code, which lets one browser in, once."""
        self._code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        self._announce(self._code)
        return self._code

    def sit_down(self, code: str) -> str | None:
        """The name of a new seat, for a cookie; None where ``code`` is not the start code. The code is then used up."""
        typed = "".join(code.upper().split()).replace("-", "")
        with self._lock:
            if not secrets.compare_digest(typed.encode(), self._code.encode()):
                return None
            self.new_code()
            return self._new()

    def sit_down_freely(self) -> str:
        """A new seat without a code: in a demo only, whose people do not exist."""
        with self._lock:
            return self._new()

    def find(self, name: str | None) -> S | None:
        """The seat of this name. What nobody used in it for too long is locked first."""
        seat = self._seats.get(_hash(name or ""))
        if seat is not None:
            self._lock_idle(seat)
        return seat

    def unlock(self, seat: Seat[U], unlocked: U) -> None:
        """Let somebody work in ``seat``, in place of whoever did."""
        self.lock(seat)
        with seat.lock:
            seat.clear(same=seat.name == unlocked.name)
            seat.unlocked, seat.active, seat.name = unlocked, self._clock(), unlocked.name

    def touch(self, seat: Seat[Any]) -> None:
        """Somebody did something."""
        seat.active = self._clock()

    def lock(self, seat: Seat[Any]) -> None:
        """Drop keys and database."""
        with seat.lock:
            unlocked, seat.unlocked = seat.unlocked, None
        if unlocked is not None:
            unlocked.close()

    def lock_idle(self) -> None:
        """Lock wherever nobody did anything for too long."""
        for seat in list(self._seats.values()):
            self._lock_idle(seat)

    def lock_all(self) -> None:
        """At the end."""
        for seat in list(self._seats.values()):
            self.lock(seat)

    def lock_person(self, name: str) -> None:
        """Wherever somebody of this name is at work: their role or slot changed."""
        for seat in list(self._seats.values()):
            if seat.unlocked is not None and seat.unlocked.name == name:
                self.lock(seat)

    def _new(self) -> str:
        name = secrets.token_urlsafe(32)
        self._seats[_hash(name)] = self._make()
        return name

    def _lock_idle(self, seat: S) -> None:
        if seat.unlocked is not None and seat.active is not None and self._clock() - seat.active > self.idle:
            self.lock(seat)


def _hash(name: str) -> bytes:
    return sha256(name.encode("utf-8", "replace")).digest()
