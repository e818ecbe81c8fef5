"""What is published, for whoever writes pages of it: read seldom, and never in the way of the form.

A file that this process takes is shown at once; one that another machine of the same relay took, within a minute.
Where the database does not answer, what was shown stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Protocol

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from intake.exchange.published import Published
from intake.relay.carrying.published import find_published
from intake.relay.carrying.sheets import find_sheet
from intake.relay.instance import OpenRelay
from intake.sqlcipher import DatabaseError, reading

EVERY_SECONDS = 60
AT_MOST_EVERY = 1
"""Seconds between two looks that somebody asks for: whoever asks for what is not there makes no work of it."""
EXTENSION = "envelop.shown"
"""Under this name an application says what is shown, in `Flask.extensions`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the desk of ``inbox`` published; ``ggd`` is the health service's name, as in the key sheet."""

    inbox: str
    ggd: str
    said: Published


class Showing(Protocol):
    """Where pages ask what is published."""

    def now(self) -> tuple[Shown, ...]:
        """In the order of the inboxes; nothing where no desk published anything."""

    def look_again(self) -> None:
        """Something is asked for that should be there."""


class Shelf:
    """What lies in the database of ``relay``, as it was when it was last looked at. ``clock`` gives seconds."""

    def __init__(self, relay: OpenRelay, clock: Callable[[], float] = monotonic) -> None:
        self._relay, self._clock = relay, clock
        self._shown: tuple[Shown, ...] = ()
        self._looked: float | None = None
        self._lock = Lock()
        self._look(EVERY_SECONDS)

    def now(self) -> tuple[Shown, ...]:
        """As `Showing`."""
        self._look(EVERY_SECONDS)
        return self._shown

    def look_again(self) -> None:
        """As `Showing`."""
        self._look(AT_MOST_EVERY)

    def changed(self) -> None:
        """This process took a file, or a key sheet that vouches for one."""
        self._looked = None

    def _look(self, seconds: float) -> None:
        """One thread looks; the others go on with what there is."""
        now = self._clock()
        if self._looked is not None and now - self._looked < seconds:
            return
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._looked = now
            self._shown = self._read()
        except (DBAPIError, DatabaseError, PoolTimeoutError):
            return
        finally:
            self._lock.release()

    def _read(self) -> tuple[Shown, ...]:
        found = []
        with reading(self._relay.engine).begin() as connection:
            for inbox in self._relay.config.inboxes:
                said, sheet = find_published(connection, inbox), find_sheet(connection, inbox)
                if said is not None and sheet is not None:
                    found.append(Shown(inbox.id, sheet.ggd, said))
        return tuple(found)
