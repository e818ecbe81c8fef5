"""The courier's signing key: made on this machine, known to the relay by its fingerprint only."""

from __future__ import annotations

from pathlib import Path

from nacl.signing import SigningKey

from intake.courier.errors import CourierError
from intake.envelope.signatures import fingerprint
from intake.locked import COST, LockedFileError, Secret, lock, unlock

FILE, SLOT, NAME = "courier.locked", "courier", "courier"


def make_key(folder: Path, passphrase: str, *, cost: tuple[int, int] = COST) -> str:
    """Make ``courier.locked`` in ``folder``; the fingerprint to register. Raises LockedFileError, never overwrites.

    ``cost`` is that of the lock.
    """
    key = SigningKey.generate()
    public = key.verify_key.encode()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock(folder / FILE, [Secret(NAME, "the courier's requests", public, key.encode())], {SLOT: passphrase}, cost=cost)
    return fingerprint(public)


def open_key(folder: Path, passphrase: str) -> SigningKey:
    """The key in ``folder``; raises CourierError where none was made, LockedFileError where it does not open."""
    path = folder / FILE
    if not path.is_file():
        raise CourierError(f"there is no courier key in {folder}", "Make it with `intake courier init`.")
    try:
        return SigningKey(unlock(path, passphrase)[NAME].secret)
    except (KeyError, ValueError):
        raise LockedFileError(f"{path} is not a courier's", "Is [courier] data the right folder?") from None
