"""The relay's log: fixed events with counts and kinds, as lines of JSON on stderr.

No line holds a token, a body, an answer, an address, a path, an IP address or a user agent, and no line is written
when a form is opened or an envelope comes, nor when a courier fetches or brings a receipt: the hour would divide the
envelopes of its week into those before and those after, which is finer than what the row tells. A failure is
logged by the kind of the error and the places in the code it passed; never by its text, which may quote values, and
never with local variables.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import structlog


class Event(StrEnum):
    """Everything the relay ever says."""

    SERVING = "serving"
    DRAFTS = "offered as drafts"
    KEPT_HOUSE = "kept house"
    CLOCK_UNSURE = "clock far ahead of the last courier"
    SHEET_TAKEN = "key sheet taken"
    STORAGE_FAILED = "storage failed"
    MAILS_TAKEN = "mails taken"
    MAIL_FAILED = "mail failed"
    SIGN_ON_FAILED = "single sign-on failed"
    SERVER_TROUBLE = "server trouble"
    FAILED = "failed"


def configure() -> None:
    """Send events to stderr, and silence everybody else: the words of other packages are not ours to vouch for."""
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: _Stderr(),
        cache_logger_on_first_use=False,
    )


class _Stderr:
    """Where nobody takes a line (the disk is full, whoever collected lines is gone) it is lost, and nothing else is."""

    def msg(self, line: str) -> None:
        """Write ``line``."""
        with suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - a line of the log

    info = warning = error = msg


def say(event: Event, **counts: int) -> None:
    """Log ``event`` with numbers."""
    structlog.get_logger().info(event.value, **counts)


def say_drafts(tags: Sequence[str]) -> None:
    """Log which languages are offered although not all of them is reviewed: their tags, nothing else."""
    structlog.get_logger().warning(Event.DRAFTS.value, languages=list(tags))


def trouble(event: Event, error: BaseException | None) -> None:
    """Log ``event`` with the kind of ``error`` and where it passed (file, line, function)."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    kind = "unknown" if error is None else type(error).__name__
    structlog.get_logger().error(event.value, kind=kind, places=places)
