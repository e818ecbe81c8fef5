"""Look at the relay's file as somebody would who has it and its key: page by page, as it lies on disk.

SQLCipher 4: each page is AES-256-CBC with its own IV in the last 80 bytes (16 IV, 64 HMAC); the first page begins
with 16 bytes of salt in the clear. A raw key is the encryption key.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from intake.relay.database import PAGE_SIZE

RESERVED = 80
LEAF = 0x0D


def encrypted_pages(file: Path) -> list[bytes]:
    """The pages as they lie on disk, the first at place 0."""
    data = file.read_bytes()
    return [data[at : at + PAGE_SIZE] for at in range(0, len(data), PAGE_SIZE)]


def decrypted_pages(file: Path, key: bytes) -> list[bytes]:
    """The pages' content."""
    return [decrypted_page(page, key, first=number == 0) for number, page in enumerate(encrypted_pages(file))]


def decrypted_page(page: bytes, key: bytes, *, first: bool) -> bytes:
    """One page's content, without what is random in it; ``first`` of its file."""
    salt = 16 if first else 0
    iv = page[PAGE_SIZE - RESERVED :][:16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return bytes(salt) + decryptor.update(page[salt : PAGE_SIZE - RESERVED]) + decryptor.finalize()


def row_keys(page: bytes) -> list[int]:
    """The integer keys of a table's leaf page, in the order of the page; none for other pages."""
    return [key for key, _ in rows(page)]


def rows(page: bytes) -> list[tuple[int, int]]:
    """The integer key of each row of a table's leaf page, and its length in bytes; none for other pages."""
    if page[0] != LEAF:
        return []
    cells = int.from_bytes(page[3:5])
    return [_row(page, int.from_bytes(page[8 + 2 * cell : 10 + 2 * cell])) for cell in range(cells)]


def _row(page: bytes, at: int) -> tuple[int, int]:
    """A cell begins with two varints: the payload's length, the key."""
    length, at = varint(page, at)
    return varint(page, at)[0], length


def varint(page: bytes, at: int) -> tuple[int, int]:
    """A number as SQLite writes it, and where it ends."""
    value = 0
    for place in range(8):
        value = value << 7 | page[at + place] & 0x7F
        if page[at + place] < 0x80:
            return value, at + place + 1
    return value << 8 | page[at + 8], at + 9
