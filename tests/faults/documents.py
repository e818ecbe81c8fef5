"""Receipts and key sheets taken apart: members changed with or without a new signature, and their JSON spoiled."""

from __future__ import annotations

import json
from typing import Any

from nacl.signing import SigningKey

from intake.envelope.canonical import canonical
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document
from tests.faults.damage import flip


def changed(data: bytes, *path: str, to: Any) -> bytes:
    """The member at ``path`` says ``to``; the signature is as it was."""
    document = json.loads(data)
    place = document
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = to
    return canonical(document)


def bit_changed(data: bytes, *path: str) -> bytes:
    """One bit of the bytes that stand at ``path`` in base64url is another."""
    value: Any = json.loads(data)
    for name in path:
        value = value[name]
    return changed(data, *path, to=base64url(flip(from_base64url(value), 0)))


def receipt_saying(data: bytes, key: SigningKey, **said: Any) -> bytes:
    """The receipt says something else, and ``key`` signed that; the certificate is as it was."""
    document = json.loads(data)
    signed = sign_document(key, Label.RECEIPT, "receipt", document["receipt"] | said)
    return canonical(signed | {"certificate": document["certificate"]})


def sheet_saying(data: bytes, key: SigningKey, **said: Any) -> bytes:
    """The key sheet says something else, and ``key`` signed that."""
    return canonical(sign_document(key, Label.KEY_SHEET, "sheet", json.loads(data)["sheet"] | said))


def spaced(data: bytes) -> bytes:
    """The same document with white space: its meaning is the same, its bytes are not."""
    return json.dumps(json.loads(data), indent=1, ensure_ascii=False).encode()
