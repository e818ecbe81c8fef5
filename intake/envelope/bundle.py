"""The bundle: one file that carries sealed envelopes from the relay to the desk, streamed both ways.

    magic        8 bytes   "ENVBNDL1"
    length       4 bytes   of the manifest, big-endian
    manifest               RFC 8785 JSON
    signature   64 bytes   Ed25519 by the relay's signing key over the manifest
    digests     32 each    SHA-256 of each envelope, sorted
    envelopes   10,633 each, in the order of their digests

The manifest names the digest of the digest list, so the signature covers every envelope, and a damaged, missing
or added one can be named. A bundle's own digest is SHA-256 of its manifest; the next bundle names it as ``previous``.
A stream to read from gives as many bytes as it is asked for, but at its end (as files do), and can be sought in: the
list is checked first and read again beside the envelopes, so that memory stays the same however many there are.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from typing import Annotated, BinaryIO

import msgspec
from nacl.signing import SigningKey

from intake.envelope.bundle_words import (
    BREAKS_OFF,
    DAMAGED,
    NEWER,
    NOT_SIGNED,
    OTHER_INBOX,
    OTHER_KINDS,
    RELAYS_FAULT,
    TROUBLES,
)
from intake.envelope.canonical import canonical, strict
from intake.envelope.contents import DIGEST, Contents
from intake.envelope.day import read_day
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import BundleError, SignatureError
from intake.envelope.format import ENVELOPE_LENGTH
from intake.envelope.kinds import HEAD, Kind, kind_of
from intake.envelope.places import Carried, Places
from intake.envelope.signatures import Label, sign, verify

MAGIC = b"ENVBNDL1"
LONGEST_MANIFEST = 1 << 20
SIGNATURE = 64
SALT = 16
Count = Annotated[int, msgspec.Meta(ge=0)]


class HandedOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many links an organisation handed out in a month (``2026-11``)."""

    organisation: str
    month: str
    count: Count


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the relay signs. ``relay`` is its random instance id; ``epoch`` grows when it was restored from a backup.

    ``cut`` is a day; ``previous`` and ``contents`` are base64url digests; ``previous`` is null in the first bundle.
    ``salt`` is 16 random bytes, base64url: without it, who has the bundle's digest could try out which envelopes
    were in it.
    """

    v: int
    inbox: str
    relay: str
    epoch: Count
    sequence: Count
    previous: str | None
    cut: str
    count: Count
    contents: str
    handed_out: tuple[HandedOut, ...]
    salt: str = msgspec.field(default_factory=lambda: base64url(os.urandom(SALT)))

    def encode(self) -> bytes:
        """RFC 8785 JSON."""
        return canonical(msgspec.to_builtins(self, builtin_types=()))

    def digest(self) -> bytes:
        """The bundle's digest: SHA-256 of the manifest."""
        return hashlib.sha256(self.encode()).digest()

    def length(self) -> int:
        """Bytes of the bundle's file."""
        return 12 + len(self.encode()) + SIGNATURE + self.count * (DIGEST + ENVELOPE_LENGTH)


def contents_digest(digests: Iterable[bytes]) -> str:
    """SHA-256 over the sorted digests, base64url: what a manifest says of its contents."""
    total = hashlib.sha256()
    for each in digests:
        total.update(each)
    return base64url(total.digest())


def bundle_head(key: SigningKey, manifest: Manifest) -> bytes:
    """What comes before the digests; the same bytes each time."""
    encoded = manifest.encode()
    return MAGIC + len(encoded).to_bytes(4) + encoded + sign(key, Label.BUNDLE, encoded)


def write_bundle(
    key: SigningKey, manifest: Manifest, digests: Iterable[bytes], envelopes: Iterable[bytes]
) -> Iterator[bytes]:
    """The bundle's file, piece by piece; ``digests`` sorted, ``envelopes`` in the same order."""
    yield bundle_head(key, manifest)
    yield from digests
    yield from envelopes


class BundleReader:
    """Reads a bundle from a stream: first the manifest, verified; then `envelopes`, one at a time.

    Raises BundleError where the manifest or the list of digests cannot be trusted. A damaged or missing envelope
    is no error: it comes as a Carried without bytes, and the rest goes on.
    """

    def __init__(self, stream: BinaryIO, *, relay: bytes, inbox: str) -> None:
        self._stream = stream
        self.manifest = _manifest(stream, relay)
        if self.manifest.inbox != inbox:
            raise BundleError(*OTHER_INBOX)
        self.contents = Contents(stream, self.manifest.count, self.manifest.contents)

    def envelopes(self) -> Iterator[Carried]:
        """Every promised envelope in order: whole, damaged (``found`` holds what came) or missing (``found`` empty).

        Raises BundleError at the end where more happened to the file than that. Holds one envelope at a time. To be
        called once.
        """
        places = Places(self._stream, self.contents)
        yield from places
        if places.trouble is not None:
            raise BundleError(*TROUBLES[places.trouble])


def _manifest(stream: BinaryIO, relay: bytes) -> Manifest:
    head = stream.read(HEAD)
    _refuse_other_kinds(head)
    length = int.from_bytes(head[8:])
    if length > LONGEST_MANIFEST:
        raise _damaged()
    encoded, signature = stream.read(length), stream.read(SIGNATURE)
    if len(signature) < SIGNATURE:
        raise BundleError(*BREAKS_OFF)
    try:
        verify(relay, Label.BUNDLE, encoded, signature)
    except SignatureError:
        raise _unsigned(encoded) from None
    return _read_manifest(encoded)


def _refuse_other_kinds(head: bytes) -> None:
    kind = kind_of(head)
    if kind is not Kind.BUNDLE:
        raise BundleError(*OTHER_KINDS[kind])
    if len(head) < HEAD:
        raise BundleError(*BREAKS_OFF)
    if head[:8] != MAGIC:
        raise BundleError(*NEWER)


def _unsigned(encoded: bytes) -> BundleError:
    """Nothing here is believed; it only tells what to say of a manifest that the relay did not sign as it is."""
    try:
        strict(encoded, depth=4)
    except ValueError:
        return _damaged()
    return BundleError(*NOT_SIGNED)


def _damaged() -> BundleError:
    return BundleError(*DAMAGED)


def _read_manifest(encoded: bytes) -> Manifest:
    """What the relay signed; one manifest has one encoding, so that its digest names it."""
    try:
        members = strict(encoded, depth=4)
        if isinstance(members, dict) and members.get("v") not in (1, None):
            raise BundleError(*NEWER)
        manifest = msgspec.convert(members, Manifest)
        if manifest.previous is not None:
            from_base64url(manifest.previous, 32)
        from_base64url(manifest.contents, 32)
        from_base64url(manifest.salt, SALT)
        read_day(manifest.cut)
        if manifest.encode() == encoded:
            return manifest
    except (ValueError, msgspec.ValidationError):
        pass
    raise BundleError(*RELAYS_FAULT)
