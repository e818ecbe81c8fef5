"""The file of a backup: a plain tar of files that are each encrypted, or public.

    backup.json       when it was made, and of which relay; nothing else
    relay.locked      all keys, behind the relay's passphrase
    relay.pub         the public half of the relay's signing key
    relay.sqlite, arrivals.sqlite, handout.sqlite     each encrypted with a key that stands in relay.locked

Members carry no owner and no time. Reading takes these names and no others, and only as plain files.
"""

from __future__ import annotations

import os
import shutil
import tarfile
from pathlib import Path

import msgspec

from intake.relay.database import ARRIVALS_FILE, FILE
from intake.relay.errors import RelayError
from intake.relay.handout.database import FILE as STAFF_FILE
from intake.relay.instance import LOCKED, PUBLIC

ABOUT = "backup.json"
DATABASES = (FILE, ARRIVALS_FILE, STAFF_FILE)
MEMBERS = (ABOUT, *DATABASES, PUBLIC, LOCKED)
"""In the order in which they are put back: without the last one there is no relay yet."""


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``made`` is a date; ``relay`` and ``epoch`` those of the relay when it was made."""

    v: int
    made: str
    relay: str
    epoch: int


def pack(folder: Path, out: Path) -> None:
    """Write the members in ``folder`` to the new file ``out``: whole, or not at all. Raises RelayError."""
    part = out.with_name(f".{out.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                for name in MEMBERS:
                    tar.add(folder / name, name, filter=_bare)
            file.flush()
            os.fsync(file.fileno())
        refuse_existing(out)
        part.rename(out)
    except OSError:
        raise RelayError(f"cannot write {out}", "May you write there, and is there room for it twice?") from None
    finally:
        part.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> About:
    """Put the members of a backup into ``folder``; raises RelayError where it is none, or not whole."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            found = {name: tar.getmember(name) for name in MEMBERS}
            if set(tar.getnames()) != set(MEMBERS) or not all(member.isreg() for member in found.values()):
                raise KeyError
            for name, member in found.items():
                _take(tar, member, folder / name)
        about = msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)
    except FileNotFoundError:
        raise RelayError(f"there is no backup {file}", "Is the path right?") from None
    except (tarfile.TarError, KeyError, EOFError, msgspec.DecodeError):
        raise RelayError(f"{file} is not a whole backup of a relay", "Take another copy of it.") from None
    except OSError:
        raise RelayError("the backup cannot be put back", "May you read it, and write there? Is there room?") from None
    if about.v != 1:
        raise RelayError("the backup was made by a newer version of this program", "Update this program.")
    return about


def refuse_existing(out: Path) -> None:
    """Raise RelayError where something lies at ``out``."""
    if out.exists() or out.is_symlink():
        raise RelayError(f"{out} exists already", "Nothing is overwritten; choose another name.")


def _bare(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    source = tar.extractfile(member)
    assert source is not None
    with source, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
        if file.tell() != member.size:
            raise EOFError
        file.flush()
        os.fsync(file.fileno())
