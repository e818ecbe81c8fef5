"""The bytes of an envelope, version 1: 10,633 of them, always. No cryptography here.

    magic       8 bytes   "ENVELOP1"
    context    32 bytes   SHA-256 of the form's context
    count       1 byte    2
    stanzas     2 x 1176  key id (8), HPKE ciphertext of the content key (1120 + 32 + 16)
    commitment 32 bytes
    body     8192 + 16    AES-256-GCM of the padded plaintext

The parser accepts exactly this and nothing else. The specification is docs/envelope-format.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from intake.envelope.errors import EnvelopeError, Reason, TooLongError

MAGIC = b"ENVELOP1"
KEY_ID = 8
SEALED_KEY = 1120 + 32 + 16
STANZA = KEY_ID + SEALED_KEY
RECIPIENTS = 2
PADDED = 8192
LONGEST_PLAINTEXT = PADDED - 4
HEAD = len(MAGIC) + 32 + 1 + RECIPIENTS * STANZA + 32
ENVELOPE_LENGTH = HEAD + PADDED + 16
MEDIA_TYPE = "application/vnd.envelop"


@dataclass(frozen=True, slots=True)
class Stanza:
    """The content key for one recipient: ``key_id`` (8 bytes) and the HPKE ciphertext (1168 bytes)."""

    key_id: bytes
    sealed_key: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of an envelope. ``head`` is every byte before the body: the body's associated data."""

    context: bytes
    stanzas: tuple[Stanza, Stanza]
    commitment: bytes
    body: bytes

    @property
    def head(self) -> bytes:
        """Every byte before the body."""
        return envelope_head(self.context, self.stanzas, self.commitment)


def envelope_head(context: bytes, stanzas: tuple[Stanza, Stanza], commitment: bytes) -> bytes:
    """Magic, context, count, stanzas and commitment."""
    listed = b"".join(stanza.key_id + stanza.sealed_key for stanza in stanzas)
    return MAGIC + context + bytes([RECIPIENTS]) + listed + commitment


def parse(data: bytes) -> Envelope:
    """The parts of ``data``; raises EnvelopeError (wrong magic, wrong length)."""
    if len(data) >= len(MAGIC) and not data.startswith(MAGIC):
        raise EnvelopeError(Reason.WRONG_MAGIC)
    # Another count of recipients would make another length.
    if len(data) != ENVELOPE_LENGTH or data[40] != RECIPIENTS:
        raise EnvelopeError(Reason.WRONG_LENGTH)
    return Envelope(
        context=data[8:40],
        stanzas=(_stanza(data, 41), _stanza(data, 41 + STANZA)),
        commitment=data[HEAD - 32 : HEAD],
        body=data[HEAD:],
    )


def _stanza(data: bytes, start: int) -> Stanza:
    return Stanza(data[start : start + KEY_ID], data[start + KEY_ID : start + STANZA])


def digest(data: bytes) -> bytes:
    """SHA-256 (32 bytes) of an envelope: its id everywhere outside the desk."""
    return hashlib.sha256(data).digest()


def pad(plaintext: bytes) -> bytes:
    """Four bytes of length (big-endian), the plaintext, zeros up to 8192; raises TooLongError."""
    if len(plaintext) > LONGEST_PLAINTEXT:
        raise TooLongError("the answers do not fit into one envelope", "Shorten the text at the contact questions.")
    return (len(plaintext).to_bytes(4) + plaintext).ljust(PADDED, b"\0")


def unpad(padded: bytes) -> bytes:
    """The plaintext of 8192 padded bytes; raises EnvelopeError (bad padding) unless it is padded exactly so."""
    length = int.from_bytes(padded[:4])
    if len(padded) != PADDED or length > LONGEST_PLAINTEXT or padded[4 + length :] != bytes(LONGEST_PLAINTEXT - length):
        raise EnvelopeError(Reason.BAD_PADDING)
    return padded[4 : 4 + length]
