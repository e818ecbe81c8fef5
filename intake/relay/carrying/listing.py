"""Which envelopes a cut bundle holds: the list of their digests, which no copy of the disk tells.

It lies in a file without a name, sealed with a key that only this process's memory holds: in the clear it would say of
each envelope whether it came before that hour. With the process both are gone. In memory is one block at a time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

from nacl.secret import SecretBox

from intake.envelope.encoding import base64url
from intake.relay.mailbox.kept import in_parts

DIGEST = 32
DIGESTS_A_BLOCK = 1024
BLOCK = DIGESTS_A_BLOCK * DIGEST
SEALED_BLOCK = BLOCK + SecretBox.MACBYTES


class Listing:
    """``digests``, sorted, written down in ``folder`` as they come; read from anywhere, by many threads at once.

    ``count`` is how many they are, ``contents`` SHA-256 over all (base64url). Raises OSError where there is no room.
    """

    def __init__(self, folder: Path, digests: Iterable[bytes]) -> None:
        self._box = SecretBox(os.urandom(SecretBox.KEY_SIZE))
        self._file = _nameless(folder)
        # When the last one who reads is done with it.
        weakref.finalize(self, os.close, self._file)
        self.count, total = 0, hashlib.sha256()
        with open(self._file, "wb", closefd=False) as file:
            for number, block in enumerate(in_parts(digests, DIGESTS_A_BLOCK)):
                data = b"".join(block)
                total.update(data)
                self.count += len(block)
                # The key is this list's own and each number comes once, so it can be the nonce.
                file.write(self._box.encrypt(data, _nonce(number)).ciphertext)
        self.contents = base64url(total.digest())

    def read(self, start: int) -> Iterator[bytes]:
        """The list as it stands in a bundle, from its byte ``start``, in blocks."""
        number, skipped = divmod(start, BLOCK)
        for each in range(number, -(-self.count // DIGESTS_A_BLOCK)):
            yield self._block(each)[skipped:]
            skipped = 0

    def digests(self, first: int) -> Iterator[bytes]:
        """The digests from number ``first`` on."""
        for block in self.read(first * DIGEST):
            for place in range(0, len(block), DIGEST):
                yield block[place : place + DIGEST]

    def _block(self, number: int) -> bytes:
        sealed = os.pread(self._file, SEALED_BLOCK, number * SEALED_BLOCK)
        return self._box.decrypt(sealed, _nonce(number))


def _nonce(number: int) -> bytes:
    return number.to_bytes(SecretBox.NONCE_SIZE)


def _nameless(folder: Path) -> int:
    with tempfile.TemporaryFile(dir=folder) as file:
        return os.dup(file.fileno())
