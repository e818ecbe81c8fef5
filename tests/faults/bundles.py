"""A bundle taken apart, so that each part can be spoiled by itself, and signed again where the fault needs that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from nacl.signing import SigningKey

from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.canonical import canonical
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.envelope.signatures import Label, sign

DIGEST, SIGNATURE = 32, 64


@dataclass(frozen=True, slots=True, repr=False)
class Parts:
    """A bundle's file in its parts, in their order; `join` puts them together, whatever they are."""

    magic: bytes
    length: bytes
    manifest: bytes
    signature: bytes
    digests: tuple[bytes, ...]
    envelopes: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"Parts(of a bundle of {len(self.envelopes)})"

    @classmethod
    def of(cls, data: bytes) -> Parts:
        """The parts of a good bundle."""
        head = 12 + int.from_bytes(data[8:12])
        count = json.loads(data[12:head])["count"]
        listed = head + SIGNATURE
        body = listed + count * DIGEST
        return cls(
            magic=data[:8],
            length=data[8:12],
            manifest=data[12:head],
            signature=data[head:listed],
            digests=_split(data[listed:body], DIGEST),
            envelopes=_split(data[body:], ENVELOPE_LENGTH),
        )

    def join(self) -> bytes:
        """The file."""
        head = self.magic + self.length + self.manifest + self.signature
        return head + b"".join(self.digests) + b"".join(self.envelopes)

    def borders(self) -> dict[str, int]:
        """Where each part begins, in bytes."""
        manifest = len(self.magic) + len(self.length)
        signature = manifest + len(self.manifest)
        digests = signature + len(self.signature)
        body = digests + DIGEST * len(self.digests)
        places = {"magic": 0, "length": 8, "manifest": manifest, "signature": signature, "digests": digests}
        return places | {"envelopes": body}

    def changed(self, **parts: Any) -> Parts:
        """Other parts, and the signature as it was."""
        return replace(self, **parts)

    def signed(self, key: SigningKey, manifest: bytes) -> Parts:
        """Another manifest, with its length and its signature by ``key``."""
        signature = sign(key, Label.BUNDLE, manifest)
        return replace(self, length=len(manifest).to_bytes(4), manifest=manifest, signature=signature)

    def saying(self, key: SigningKey, **said: object) -> Parts:
        """The manifest says something else, and ``key`` signed that."""
        members = json.loads(self.manifest) | said
        return self.signed(key, canonical(members))

    def listing(self, key: SigningKey, digests: Sequence[bytes]) -> Parts:
        """Another list of digests, and a manifest signed for it."""
        listed = self.changed(digests=tuple(digests))
        return listed.saying(key, count=len(digests), contents=contents_digest(digests))


def bundle_of(key: SigningKey, envelopes: Sequence[bytes], **said: Any) -> Parts:
    """A good bundle of ``envelopes``, cut and signed as the relay does; ``said`` stands in its manifest."""
    ordered = sorted(set(envelopes), key=digest)
    digests = [digest(each) for each in ordered]
    members: dict[str, Any] = {
        "v": 1,
        "inbox": "ggd-demo",
        "relay": "relay-one",
        "epoch": 1,
        "sequence": 1,
        "previous": None,
        "cut": "2026-11-23",
        "count": len(ordered),
        "contents": contents_digest(digests),
        "handed_out": (),
    }
    return Parts.of(b"".join(write_bundle(key, Manifest(**(members | said)), digests, ordered)))


def _split(data: bytes, length: int) -> tuple[bytes, ...]:
    return tuple(data[place : place + length] for place in range(0, len(data), length))
