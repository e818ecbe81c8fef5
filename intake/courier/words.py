"""Why a bundle did not come, for the person who carries: message, hint, reason. docs/faults.md has them all."""

from __future__ import annotations

from pathlib import Path

from intake.courier.errors import CourierError, Reason

Words = tuple[str, str, Reason]

NOT_A_BUNDLE = ("what the relay sent is not a bundle", "Is [courier] relay the right address?", Reason.DAMAGED)
BROKEN = ("the bundle broke off or is damaged", "Pull it again; nothing is lost.", Reason.DAMAGED)
BROKE_OFF = ("the bundle broke off", "Pull it again: it goes on where it was.", Reason.UNREACHABLE)
OTHER_INBOX = ("the relay sent another inbox's bundle", "Ask whoever keeps the relay.", Reason.DAMAGED)
ENDED = ("the pull was ended", "The next one goes on where it was.", Reason.ENDED)
ANOTHER_PULL = ("another pull is writing this bundle", "Wait until it is done.", Reason.BUSY)
ANOTHER_SYNC = ("another sync is at work in this folder", "One for each folder is enough.", Reason.BUSY)
TOO_LARGE = (
    "the bundle is too large for this file system",
    "A stick with a FAT file system takes files up to 4 GiB: format it as exFAT or ext4, or take a share.",
    Reason.OTHER,
)
NO_ROOM = ("there is no room for the bundle", "Make room and pull again: it goes on where it was.", Reason.OTHER)
NOT_WRITABLE = ("cannot write there", "Is the folder there, and may you write in it?", Reason.OTHER)
NOT_THERE = ("the folder is not there", "Is the stick in, or the share mounted?", Reason.OTHER)
ALL = (
    NOT_A_BUNDLE, BROKEN, BROKE_OFF, OTHER_INBOX, ENDED, ANOTHER_PULL, ANOTHER_SYNC, TOO_LARGE, NO_ROOM, NOT_WRITABLE,
    NOT_THERE,
)  # fmt: skip


def told(words: Words, where: Path | None = None, more: str = "") -> CourierError:
    """The error with these words; ``where`` is the place it is about."""
    message, hint, reason = words
    about = ", ".join(each for each in (more, "" if where is None else str(where)) if each)
    return CourierError(f"{message} ({about})" if about else message, hint, reason)
