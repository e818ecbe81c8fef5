"""What a bundle says of itself at its front. Only its form is looked at: whether it is genuine the desk finds out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import msgspec

from intake.courier import words
from intake.courier.words import told
from intake.envelope.bundle import LONGEST_MANIFEST, MAGIC, SIGNATURE
from intake.envelope.contents import DIGEST
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH

Count = Annotated[int, msgspec.Meta(ge=0)]


class _Said(msgspec.Struct):
    """Members that a courier does not know are for the desk."""

    inbox: str
    relay: str
    epoch: Count
    sequence: Count
    count: Count
    contents: str


@dataclass(frozen=True, slots=True)
class Head:
    """Everything before the list of digests. ``raw`` are its bytes; ``tag`` is the bundle's digest, base64url."""

    inbox: str
    relay: str
    epoch: int
    sequence: int
    count: int
    contents: str
    tag: str
    raw: bytes

    @property
    def length(self) -> int:
        """Bytes of the whole bundle."""
        return len(self.raw) + self.count * (DIGEST + ENVELOPE_LENGTH)

    def precedes(self, newer: Head) -> bool:
        """Is it an earlier bundle of the same relay, as it was since its last restore?

        Then ``newer`` holds everything of it that the desk has not acknowledged.
        """
        same = (self.inbox, self.relay, self.epoch) == (newer.inbox, newer.relay, newer.epoch)
        return same and self.sequence < newer.sequence


def read_head(read: Callable[[int], bytes]) -> Head:
    """The head at the beginning of what ``read`` reads; raises CourierError."""
    front = read(len(MAGIC) + 4)
    length = int.from_bytes(front[8:])
    if front[:8] != MAGIC or len(front) != 12 or length > LONGEST_MANIFEST:
        raise told(words.NOT_A_BUNDLE)
    manifest, signature = read(length), read(SIGNATURE)
    if len(signature) != SIGNATURE:
        raise told(words.BROKEN)
    return _head(manifest, front + manifest + signature)


def _head(manifest: bytes, raw: bytes) -> Head:
    try:
        said = msgspec.json.decode(manifest, type=_Said)
    except msgspec.DecodeError:
        raise told(words.BROKEN) from None
    tag = base64url(hashlib.sha256(manifest).digest())
    return Head(said.inbox, said.relay, said.epoch, said.sequence, said.count, said.contents, tag, raw)
