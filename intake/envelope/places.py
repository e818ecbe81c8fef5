"""Finds the envelopes in a bundle's file: each lies in its place, unless something was put in, taken out or exchanged.

Guarantees: what lies whole in its own place is found, whatever lies around it; nothing is given that was not promised;
and memory stays the same however long the file is. Whatever else happened is told in one word at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from intake.envelope.contents import Contents
from intake.envelope.errors import Trouble
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.envelope.kinds import Kind, kind_of


@dataclass(frozen=True, slots=True)
class Carried:
    """One promised envelope. ``envelope`` is None where ``found``, which lay in its place, is not what was promised."""

    digest: bytes
    envelope: bytes | None
    found: bytes


class Places:
    """The places of an envelope's length that follow where ``stream``, which can be sought in, stands now.

    To be iterated once: every promised envelope in order, whole, damaged or missing. Then ``trouble`` is known.
    """

    def __init__(self, stream: BinaryIO, contents: Contents) -> None:
        self._stream, self._contents, self._start = stream, contents, stream.tell()
        self._here = 0  # the first place of which nothing was given yet
        self._next, self._next_digest = 0, b""  # from here on, the first of what is still promised
        self._troubles: set[Trouble] = set()

    def __iter__(self) -> Iterator[Carried]:
        for number, expected in enumerate(self._contents):
            yield self._carried(number, expected)
        self._look_behind()

    @property
    def trouble(self) -> Trouble | None:
        """What happened to the file, if anything did that the envelopes themselves do not tell."""
        return next((each for each in Trouble if each in self._troubles), None)

    def _carried(self, number: int, expected: bytes) -> Carried:
        place = self._find(number, expected)
        if place is not None:
            self._pass_over(place)
            data = self._read(place)
            return Carried(expected, data, data)
        if self._here == self._next:
            if not self._next_digest:
                self._troubles.add(Trouble.SHORT)
            return Carried(expected, None, b"")
        return Carried(expected, None, self._spoiled())

    def _spoiled(self) -> bytes:
        """What lies here instead of an envelope; zeros are nothing."""
        found = self._read(self._here)
        self._here += 1
        if kind_of(found) is Kind.ZEROS:
            self._troubles.add(Trouble.ZEROS)
            return b""
        if len(found) < ENVELOPE_LENGTH:
            self._troubles.add(Trouble.SHORT)
        return found

    def _find(self, number: int, expected: bytes) -> int | None:
        """Here, or behind what nobody promised, or where it would lie if nothing had happened; else None."""
        if digest(self._read(self._here)) == expected:
            return self._here
        self._seek_promised(expected)
        if self._next_digest == expected:
            return self._next
        return number if digest(self._read(number)) == expected else None

    def _seek_promised(self, expected: bytes) -> None:
        """Move ``_next`` to the first place, from here on, of ``expected`` or what comes later in the list."""
        if self._next >= self._here and self._next_digest >= expected:
            return
        self._next = max(self._next, self._here)
        while data := self._read(self._next):
            self._next_digest = digest(data)
            if self._next_digest >= expected and self._next_digest in self._contents:
                return
            self._next += 1
        self._next_digest = b""

    def _pass_over(self, place: int) -> None:
        """Go on behind ``place``; what lies before it, and was not given, has no place in this file."""
        if place > self._here:
            stray = digest(self._read(self._here)) in self._contents
            self._troubles.add(Trouble.MISPLACED if stray else Trouble.MORE)
        self._here = max(self._here, place + 1)

    def _look_behind(self) -> None:
        rest = self._read(self._here)
        kinds = {Kind.ZEROS: Trouble.ZEROS_BEHIND, Kind.BUNDLE: Trouble.SECOND_BUNDLE}
        if rest:
            stray = digest(rest) in self._contents
            self._troubles.add(Trouble.MISPLACED if stray else kinds.get(kind_of(rest), Trouble.MORE))

    def _read(self, place: int) -> bytes:
        self._stream.seek(self._start + place * ENVELOPE_LENGTH)
        return self._stream.read(ENVELOPE_LENGTH)
