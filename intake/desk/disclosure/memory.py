"""The worlds that were found, kept from one release to the next: the next draft need not look for them again.

They are never trusted. Each is held against every rule before it counts, so one that is damaged or out of date costs
time and nothing else.
"""

from __future__ import annotations

import zlib

import msgspec
from sqlalchemy import Connection, delete, insert, select

from intake.desk.disclosure.grid import Atom
from intake.desk.disclosure.worlds import Memory
from intake.desk.tables import worlds


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``worlds``: in turn the place of an atom in ``atoms``, and its count; only what is not as it truly is."""

    v: int
    atoms: list[Atom]
    worlds: list[list[int]]


def read_memory(connection: Connection) -> Memory:
    """The worlds of the last release; none where they cannot be read."""
    content = connection.execute(select(worlds.c.content)).scalar()
    try:
        kept = msgspec.json.decode(zlib.decompress(content or b""), type=_Kept)
        return [
            {kept.atoms[number]: count for number, count in zip(world[::2], world[1::2], strict=True)}
            for world in kept.worlds
        ]
    except (zlib.error, msgspec.DecodeError, ValueError, IndexError):
        return []


def write_memory(connection: Connection, memory: Memory) -> None:
    """Keep these, and no others."""
    atoms = {atom: number for number, atom in enumerate(sorted({atom for world in memory for atom in world}))}
    told = [[number for atom, count in world.items() for number in (atoms[atom], count)] for world in memory]
    content = zlib.compress(msgspec.json.encode(_Kept(1, list(atoms), told)))
    connection.execute(delete(worlds))
    connection.execute(insert(worlds), {"one": 1, "content": content})
