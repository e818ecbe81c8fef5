"""Before there is a book. Whether there is one is looked up until there is, and never again.

A database that is taken away while people work does not lead anybody to make another.
"""

from __future__ import annotations

from threading import Lock

from intake.network.folder import Folder
from intake.network.making import Stage, stage


class Beginning:
    """Of the book in ``folder``, whose first slot is locked at ``cost`` (Argon2id's passes and bytes of memory)."""

    def __init__(self, folder: Folder, cost: tuple[int, int]) -> None:
        self.folder, self.cost = folder, cost
        self.lock = Lock()
        self._over = False

    @property
    def over(self) -> bool:
        """Is there a book?"""
        self._over = self._over or self.stage is Stage.BOOK
        return self._over

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return stage(self.folder)
