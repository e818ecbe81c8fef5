"""What a nurse typed, made fit to keep: nothing that cannot be seen, and not longer than its field.

Words are otherwise left as they are. Messages never quote what was typed.
"""

from __future__ import annotations

from datetime import date, datetime

from intake.desk.errors import DeskError
from intake.marking import N_, filled
from intake.typed import lines, one_line

LINE, TEXT = 120, 4000
"""Characters."""


def line(typed: str | None, *, longest: int = LINE) -> str | None:
    """One line, None where there is nothing in it; raises DeskError where it is too long."""
    return _fitting(one_line(typed or ""), longest)


def text(typed: str | None, *, longest: int = TEXT) -> str | None:
    """Several lines, None where there is nothing in them; raises DeskError where they are too long."""
    return _fitting(lines(typed or ""), longest)


def needed(written: str | None) -> str:
    """What cannot be left out; raises DeskError where it was."""
    if written is None:
        raise DeskError(N_("something that is needed was left empty"), N_("Fill it in, and try again."))
    return written


def one_of(typed: str | None, choices: tuple[str, ...]) -> str:
    """One of some fixed words; raises DeskError for anything else."""
    if typed not in choices:
        raise DeskError(N_("nothing was chosen where a choice is needed"), N_("Choose one, and try again."))
    return typed


def day(typed: str | None) -> str | None:
    """An ISO 8601 date, None where there is none; raises DeskError for what is no date."""
    if not (typed or "").strip():
        return None
    try:
        return date.fromisoformat((typed or "").strip()).isoformat()
    except ValueError:
        raise DeskError(N_("this is not a date"), N_("Write it as 2026-11-24.")) from None


def local_minute(typed: str | None) -> str | None:
    """``2026-11-24T10:30`` on a Dutch clock, None where there is none; raises DeskError for what is no moment."""
    if not (typed or "").strip():
        return None
    try:
        moment = datetime.strptime((typed or "").strip()[:16], "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - as a clock shows it
    except ValueError:
        raise DeskError(N_("this is not a day and a time"), N_("Write them as 2026-11-24T10:30.")) from None
    return moment.isoformat(timespec="minutes")


def _fitting(written: str, longest: int) -> str | None:
    if len(written) > longest:
        message = filled(N_("a text is longer than the %(longest)s characters that its field holds"), longest=longest)
        raise DeskError(message, N_("Shorten it, or write the rest in a note."))
    return written or None
