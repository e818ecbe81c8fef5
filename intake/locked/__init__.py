"""Locked files: where private halves live. One file holds named secrets; each person has a slot with a passphrase.

    {"format": "envelop locked file 2",
     "slots": [{"name", "ops", "memory", "salt", "key", "public", "file"}],
     "people": BOX,
     "secrets": [{"name", "purpose", "public", "secret"}]}

A random file key locks the secrets. A slot is a key pair (X25519) whose private half lies under the person's passphrase
(Argon2id, RFC 9106; memory in bytes), and to whose public half the file key is sealed. So whoever opens the file can
give it a new file key for everybody else, without their passphrases; every change does so. Who had a slot and has no
more can therefore read old copies, and nothing that is locked in later.

Everything is bound to its name: slots cannot be renamed, exchanged or left out, secrets not put together from parts.
A file is written with mode 0600, never over another, and never inside a git work tree; a change replaces it whole.
Nothing outside this package looks into one.
"""

from intake.locked.changing import Rewrite, add_secret, with_passphrase, with_secrets, with_slot, without_slot
from intake.locked.content import FORMAT, LARGEST_FILE, MOST_SLOTS
from intake.locked.errors import LockedFileError
from intake.locked.opening import slots, unlock, unlock_bytes, unlock_slot
from intake.locked.secret import Secret
from intake.locked.slot import CEILING, COST, FLOOR
from intake.locked.writing import lock

__all__ = [
    "CEILING",
    "COST",
    "FLOOR",
    "FORMAT",
    "LARGEST_FILE",
    "MOST_SLOTS",
    "LockedFileError",
    "Rewrite",
    "Secret",
    "add_secret",
    "lock",
    "slots",
    "unlock",
    "unlock_bytes",
    "unlock_slot",
    "with_passphrase",
    "with_secrets",
    "with_slot",
    "without_slot",
]
