"""What the form for the first keys holds, as domain values. What does not fit is said in words; no secret is kept."""

from __future__ import annotations

from pathlib import Path

from flask import request

from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.keys.keeping import InFile, Keeping, OnScreen
from intake.desk.keys.printing import Screen
from intake.desk.keys.shares import Scheme
from intake.desk.keys.slot import Slot
from intake.envelope.encoding import from_base64url
from intake.marking import N_
from intake.passphrase import refuse_weak

LONGEST = 3650
NO_NAME = (N_("a name is missing"), N_("Type the name that shall stand in the audit trail."))
DIFFER = (N_("the two passphrases differ"), N_("Type the new one twice, the same."))
NO_DAYS = (N_("this is no number of days"), N_("From 1 to 3650; 365 is a year."))
NO_PLACE = (
    N_("this is no whole path of a file"),
    N_("Type it from the drive or the first folder on, for example E:\\recovery.locked."),
)
BESIDE = (
    N_("the recovery key must not lie beside the desk’s keys"),
    N_("Choose a place on a stick: who loses this computer would lose both."),
)
NO_RELAY = (N_("this is not a relay’s public key"), N_("Copy all 43 letters that “intake relay init” printed."))
FILE = "recovery.locked"


def slot(cost: tuple[int, int]) -> Slot:
    """Who makes the desk; raises DeskError, or WeakPassphraseError for a passphrase that is soon guessed."""
    name, passphrase = request.form.get("name", "").strip(), request.form.get("passphrase", "")
    if not name:
        raise DeskError(*NO_NAME)
    if passphrase != request.form.get("again", ""):
        raise DeskError(*DIFFER)
    refuse_weak(passphrase, known=[name])
    return Slot(name, passphrase, cost)


def days() -> int:
    """How long the keys are for; raises DeskError."""
    sent = request.form.get("days", "").strip()
    if not (sent.isascii() and sent.isdigit() and len(sent) < 5 and 1 <= int(sent) <= LONGEST):
        raise DeskError(*NO_DAYS)
    return int(sent)


def keep(folder: Folder, screen: Screen) -> Keeping:
    """Where the recovery key goes: onto paper by ``screen``, or into a locked file elsewhere. Raises DeskError."""
    if request.form.get("keep") != "file":
        return OnScreen(Scheme.read(f"{request.form.get('needed', '')}-of-{request.form.get('made', '')}"), screen)
    path = Path(request.form.get("place", "").strip())
    try:
        path = path / FILE if path.is_dir() else path
        beside = folder.root.resolve() in path.resolve().parents
    except (OSError, ValueError):
        raise DeskError(*NO_PLACE) from None
    if not path.is_absolute():
        raise DeskError(*NO_PLACE)
    if beside:
        raise DeskError(*BESIDE)
    return InFile(path)


def relay_key() -> bytes:
    """The relay's public key (32 bytes), as it was typed or pasted; raises DeskError."""
    try:
        return from_base64url("".join(request.form.get("key", "").split()), 32)
    except ValueError:
        raise DeskError(*NO_RELAY) from None
