"""What happens to files on their way. Every function here is exact: the same bytes in, the same bytes out.

A stick that is pulled out too early leaves a short copy, or one of the right length that ends in zeros; a copy of two
files at once may glue them together; somebody may take the wrong file. Bits flip on bad memory and bad cables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def flip(data: bytes, place: int, bit: int = 0) -> bytes:
    """One bit of the byte at ``place`` is another."""
    return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def cut(data: bytes, length: int) -> bytes:
    """Only the first ``length`` bytes arrived; a negative number counts from the end."""
    return data[:length]


def zero_tail(data: bytes, start: int) -> bytes:
    """The length is right, but from ``start`` on (a negative number counts from the end) nothing was ever written."""
    return data[:start] + bytes(len(data[start:]))


def glue(first: bytes, second: bytes) -> bytes:
    """Two files became one."""
    return first + second


def written_over(data: bytes, place: int, piece: bytes) -> bytes:
    """Other bytes stand at ``place``; the length stays."""
    return data[:place] + piece + data[place + len(piece) :]


def exchanged(things: Sequence[T], one: int, other: int) -> tuple[T, ...]:
    """Two of ``things`` stand in each other's place."""
    changed = list(things)
    changed[one], changed[other] = changed[other], changed[one]
    return tuple(changed)


def without(things: Sequence[T], place: int) -> tuple[T, ...]:
    """One of ``things`` is left out."""
    return (*things[:place], *things[place + 1 :])


def doubled(things: Sequence[T], place: int) -> tuple[T, ...]:
    """One of ``things`` stands twice, one behind the other."""
    return (*things[: place + 1], *things[place:])
