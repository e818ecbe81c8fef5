"""The list of what was erased: kept away from the desk, it tells an older copy of the desk what it must not hold.

It names digests of envelopes, nothing of a person, and bears the desk's seal, so that nobody can have cases erased with
a list of their own.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select, union

from intake.desk.errors import DeskError
from intake.desk.folder import read
from intake.desk.people import Role, require
from intake.desk.retention.erasing import Ground, erase
from intake.desk.retention.sealed import ERASED, forget
from intake.desk.tables import cases, envelopes, erasures
from intake.desk.unlock import OpenDesk
from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url, from_base64url
from intake.local.seal import Kind, fits, seal
from intake.marking import N_, filled


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: int
    desk: str
    digests: list[str]
    seal: str


def erased_list(desk: OpenDesk) -> bytes:
    """Everything that was ever erased here, as a file. Raises DeskError."""
    gone = select(envelopes.c.digest).where(envelopes.c.state == ERASED)
    both = union(select(erasures.c.digest), gone).order_by("digest")
    with desk.reading() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        digests = [base64url(digest) for digest in connection.execute(both).scalars()]
    members: dict[str, Json] = {"v": 1, "desk": desk.instance.desk, "digests": digests}
    return canonical({**members, "seal": seal(Kind.ERASED, members, desk.bunch.database)})


def read_erased_list(path: Path, key: bytes) -> list[bytes]:
    """The digests in the list at ``path``; raises DeskError where it is none, or not of the desk with ``key``."""
    foreign = DeskError(
        filled(N_("%(path)s is no list of what this desk erased"), path=str(path)),
        N_("Take it from where you kept it."),
    )
    try:
        found = msgspec.json.decode(read(path, "Is the path right?"), type=_List)
        digests = [from_base64url(each, 32) for each in found.digests]
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise foreign from None
    if not fits(Kind.ERASED, {"v": found.v, "desk": found.desk, "digests": found.digests}, key, found.seal):
        raise foreign
    return digests


def erase_again(desk: OpenDesk, connection: Connection, digests: list[bytes]) -> int:
    """Erase what is here of these envelopes, and let none of them come in again; how many cases went."""
    known = {row.digest: row.number for row in connection.execute(select(cases.c.digest, cases.c.number))}
    numbers = [known[digest] for digest in digests if digest in known]
    erase(desk, connection, numbers, Ground.RESTORED)
    forget(connection, digests)
    there = set(connection.execute(select(envelopes.c.digest)).scalars())
    day = desk.clock().date().isoformat()
    rows = [{"digest": digest, "state": ERASED, "arrived": day} for digest in digests if digest not in there]
    if rows:
        connection.execute(insert(envelopes), rows)
    return len(numbers)
