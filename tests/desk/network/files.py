"""Network books as files: signed by a coordinator's program, of another, and changed on the way."""

from __future__ import annotations

from nacl.signing import SigningKey

from intake.envelope.signatures import fingerprint
from intake.exchange.book import Book
from intake.exchange.files import sign_own

NETWORK, STRANGER = SigningKey(b"n" * 32), SigningKey(b"x" * 32)
FINGERPRINT = fingerprint(NETWORK.verify_key.encode())


def exported(book: Book, key: SigningKey = NETWORK) -> bytes:
    """The file that the coordinator's program writes."""
    return sign_own(key, book)
