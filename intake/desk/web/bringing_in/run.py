"""The import that is under way, in a thread of its own: one at a time, in the name of whoever began it.

It works with the keys of that person's seat and no longer than they are there: when the desk is locked, it ends after
the chunk it is at. What was committed stays, and bringing the same bundle in again goes on with the rest. Its state
holds numbers and fixed words only, so everybody who may bring in may see it.
"""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from threading import Lock, Thread

from intake.desk.clock import Clock
from intake.desk.errors import DeskError
from intake.desk.importing import Standing, bring_in
from intake.desk.importing.carrying_back import put_receipt
from intake.desk.importing.lying import Where
from intake.desk.importing.staging import Staging
from intake.desk.web.seats import Seat, Unlocked
from intake.envelope.errors import BundleError
from intake.errors import IntakeError
from intake.web.words import N_

log = logging.getLogger("intake.desk")

LOCKED = (N_("the desk was locked meanwhile"), N_("What went in stays. Bring the bundle in again: it goes on there."))
MISTAKE = (
    N_("the program made a mistake"),
    N_("What went in stays. Bring the bundle in again; if it happens again, tell whoever keeps this computer."),
)
BUSY = (N_("another bundle is being brought in"), N_("Wait until it is in; one at a time."))


class Phase(Enum):
    """Where a run is."""

    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Run:
    """One import. ``receipt`` is its number once it is done; ``trouble`` (message, hint) why it stopped."""

    actor: str
    began: datetime
    phase: Phase = Phase.WORKING
    standing: Standing | None = None
    receipt: int | None = None
    trouble: tuple[str, str] | None = None


class _LockedMeanwhile(Exception):  # noqa: N818 - it is no error
    """Nobody is at work in the seat any more."""


class Runs:
    """The one run of this program. ``shared`` is the folder to put receipts into."""

    def __init__(self, staging: Staging, shared: Path | None, clock: Clock) -> None:
        self._staging, self._shared, self._clock = staging, shared, clock
        self._lock = Lock()
        self._run: Run | None = None

    @property
    def now(self) -> Run | None:
        """The run that is under way, or else the last one; None before the first."""
        return self._run

    @property
    def working(self) -> bool:
        """Is one under way?"""
        return self._run is not None and self._run.phase is Phase.WORKING

    def begin(self, seat: Seat, unlocked: Unlocked, bundle: Path, where: Where) -> None:
        """Bring ``bundle`` in for whoever sits in ``seat``. Raises DeskError where another is under way."""
        with self._lock:
            if self.working:
                raise DeskError(*BUSY)
            self._run = Run(unlocked.name, self._clock())
        work = (seat, unlocked, bundle, where)
        Thread(target=self._work, args=work, name="bringing in", daemon=True).start()

    def _work(self, seat: Seat, unlocked: Unlocked, bundle: Path, where: Where) -> None:
        def told(standing: Standing) -> None:
            self._change(standing=standing)
            if seat.unlocked is not unlocked:
                raise _LockedMeanwhile

        try:
            summary, signed = bring_in(unlocked.desk, bundle, told=told)
            self._staging.remove(bundle)
            if where is Where.SHARED:
                self._put(unlocked, signed.sequence, signed.data)
            self._change(phase=Phase.DONE, receipt=summary.receipt)
        except _LockedMeanwhile:
            self._change(phase=Phase.STOPPED, trouble=LOCKED)
        except IntakeError as error:
            if isinstance(error, BundleError):
                self._staging.remove(bundle)  # it will never be another
            self._change(phase=Phase.STOPPED, trouble=(error.message, error.hint))
        except Exception as error:  # noqa: BLE001 - whatever it is, the page must not wait for ever
            _note(error)
            self._change(phase=Phase.STOPPED, trouble=MISTAKE)
        finally:
            if seat.unlocked is not unlocked:
                # It was closed when it was locked; what was opened since is closed too.
                unlocked.desk.close()

    def _put(self, unlocked: Unlocked, receipt: int, data: bytes) -> None:
        """Back into the shared folder; where it cannot be, the page offers it, and to try again."""
        if self._shared is not None:
            with suppress(IntakeError):
                put_receipt(self._shared, unlocked.desk.instance, receipt, data)

    def _change(self, **members: object) -> None:
        assert self._run is not None
        self._run = replace(self._run, **members)  # type: ignore[arg-type]


def _note(error: Exception) -> None:
    """Its kind and places; never what it says, which may quote a person."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    log.error("%s at %s", type(error).__name__, places)
