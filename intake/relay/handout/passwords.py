"""Passwords: locked with Argon2id (RFC 9106), compared so that nobody learns whether an account is there.

At least twelve characters, no rules on which (NIST SP 800-63B, 5.1.1.2); what an estimator would soon guess is
refused, and what others know of its owner adds nothing. The same letters from another keyboard are the same password.
A password stands nowhere: not in a log, not in an error, not on disk.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import NewType

from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

from intake.passphrase import letters, refuse_weak

Cost = tuple[int, int]
COST: Cost = (argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)
"""Passes, and bytes of memory: 2 and 64 MiB, more than OWASP asks for (2 and 19 MiB).

A password says its own cost. Whoever raises this must know that older ones are then compared sooner than nobody's, so
that the time tells which addresses have one, until each is chosen anew.
"""
CHEAPEST: Cost = (argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
"""For tests alone."""
AT_ONCE = 4
"""So that a crowd at the door does not take all memory: four times 64 MiB."""

Locked = NewType("Locked", str)
"""A password behind Argon2id, with its salt and cost."""


class Passwords:
    """Locks and compares; ``cost`` holds for new ones, an old one says its own."""

    def __init__(self, cost: Cost = COST) -> None:
        self._cost, self._room = cost, BoundedSemaphore(AT_ONCE)
        self._nobodys = self.lock(secrets.token_urlsafe())

    def lock(self, password: str) -> Locked:
        """A password as it is kept."""
        passes, memory = self._cost
        with self._room:
            return Locked(argon2id.str(letters(password), opslimit=passes, memlimit=memory).decode("ascii"))

    def fits(self, kept: Locked | None, password: str) -> bool:
        """Is it this password? Where none is kept the same work is done, in the same time, for nothing."""
        with self._room:
            try:
                argon2id.verify((kept or self._nobodys).encode("ascii"), letters(password))
            except InvalidkeyError:
                return False
        return kept is not None


def refuse_weak_password(password: str, known: Iterable[str]) -> None:
    """Raise WeakPassphraseError; ``known`` is what others know of its owner: name, address, organisation."""
    refuse_weak(letters(password).decode("utf-8", "replace"), known=known)
