"""The list of digests inside a bundle's file: checked once from end to end, then read again where it is needed.

Of each thousand digests two are held in memory, nothing else, however long the list is. What is read again is
compared with what was checked: a stick that says something else the second time is found out.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from intake.envelope.bundle_words import LIST_BREAKS_OFF, LIST_CHANGED, LIST_DAMAGED, RELAYS_FAULT
from intake.envelope.encoding import base64url
from intake.envelope.errors import BundleError

DIGEST = 32
DIGESTS_A_BLOCK = 1024


class Contents:
    """The ``count`` digests that begin where ``stream`` stands; it can be sought in, and is left standing behind them.

    Raises BundleError unless they are sorted, each there once, and ``expected`` (SHA-256 over all, base64url) fits.
    """

    def __init__(self, stream: BinaryIO, count: int, expected: str) -> None:
        self._stream, self._start, self._count = stream, stream.tell(), count
        self._firsts: list[bytes] = []
        self._sums: list[bytes] = []
        self._check(expected)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        for number in range(len(self._firsts)):
            yield from self._block(number)

    def __contains__(self, digest: bytes) -> bool:
        number = bisect_right(self._firsts, digest) - 1
        if number < 0:
            return False
        block = self._block(number)
        place = bisect_left(block, digest)
        return place < len(block) and block[place] == digest

    def _check(self, expected: str) -> None:
        total, last, ascending = hashlib.sha256(), b"", True
        for start in range(0, self._count, DIGESTS_A_BLOCK):
            # Up to the first that is not whole: a count alone must not keep anybody reading.
            data = self._stream.read(self._length(start))
            if len(data) < self._length(start):
                raise BundleError(*LIST_BREAKS_OFF)
            block = _split(data)
            ascending = ascending and _ascending([last, *block])
            total.update(data)
            last = block[-1]
            self._firsts.append(block[0])
            self._sums.append(hashlib.sha256(data).digest())
        if base64url(total.digest()) != expected:
            raise BundleError(*LIST_DAMAGED)
        if not ascending:
            raise BundleError(*RELAYS_FAULT)

    def _block(self, number: int) -> Sequence[bytes]:
        """The stream is left where it stood."""
        here = self._stream.tell()
        start = number * DIGESTS_A_BLOCK
        self._stream.seek(self._start + start * DIGEST)
        data = self._stream.read(self._length(start))
        self._stream.seek(here)
        if hashlib.sha256(data).digest() != self._sums[number]:
            raise BundleError(*LIST_CHANGED)
        return _split(data)

    def _length(self, start: int) -> int:
        """Bytes of the block that begins with digest number ``start``."""
        return min(self._count - start, DIGESTS_A_BLOCK) * DIGEST


def _split(data: bytes) -> list[bytes]:
    return [data[place : place + DIGEST] for place in range(0, len(data), DIGEST)]


def _ascending(digests: Sequence[bytes]) -> bool:
    return all(one < next_one for one, next_one in pairwise(digests))
