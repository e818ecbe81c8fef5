"""A set of digests that takes 32 bytes for each: a receipt may name a million."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from itertools import groupby

from intake.envelope.contents import DIGEST


class Digests(Set[bytes]):
    """SHA-256 digests; given in any order, iterated over in ascending order; equal to any set of the same."""

    __slots__ = ("_packed",)

    def __init__(self, digests: Iterable[bytes] = ()) -> None:
        self._packed = b"".join(each for each, _ in groupby(sorted(digests)))

    @classmethod
    def packed(cls, ascending: bytes) -> Digests:
        """Of digests that stand one after the other, ascending, each there once."""
        made = cls()
        made._packed = ascending
        return made

    def __len__(self) -> int:
        return len(self._packed) // DIGEST

    def __iter__(self) -> Iterator[bytes]:
        return map(self._at, range(len(self)))

    def __contains__(self, digest: object) -> bool:
        if not isinstance(digest, bytes):
            return False
        place = bisect_left(range(len(self)), digest, key=self._at)
        return self._at(place) == digest

    def __repr__(self) -> str:
        return f"Digests(of {len(self)} envelopes)"

    def _at(self, number: int) -> bytes:
        return self._packed[number * DIGEST : (number + 1) * DIGEST]
