"""What a file on a stick is, told by how it begins; so that who took the wrong one, or half a one, hears so.

Nothing is believed because of this: what is read is verified all the same.
"""

from __future__ import annotations

from enum import StrEnum

BUNDLE = b"ENVBNDL"
HEAD = 12
"""So many bytes of a file's beginning are enough."""


class Kind(StrEnum):
    """What lies on a stick, beside what has no place there."""

    EMPTY = "empty"
    ZEROS = "zeros"
    BUNDLE = "bundle"
    DOCUMENT = "signed document"
    OTHER = "something else"


def kind_of(head: bytes) -> Kind:
    """What the file is that begins with ``head``: a receipt and a key sheet are documents, also when damaged."""
    if not head:
        return Kind.EMPTY
    if not head.strip(b"\0"):
        return Kind.ZEROS
    if head.startswith(BUNDLE):
        return Kind.BUNDLE
    return Kind.DOCUMENT if head.startswith(b"{") else Kind.OTHER
