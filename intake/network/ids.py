"""Ids of what a book names: a letter and 30 random bits, ``A-7K2M9Q``. They tell nothing and are never given twice."""

from __future__ import annotations

import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 6


def new_id(letter: str) -> str:
    """One for an ambassador (``A``) or a destination (``D``)."""
    return f"{letter}-{''.join(secrets.choice(_SIGNS) for _ in range(_LENGTH))}"
