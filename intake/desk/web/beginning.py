"""Before there is a desk: what its first ceremony remembers, in this program's memory only. Nothing of it is secret.

Whether there is a desk is looked up until there is one, and never again: a database that is taken away while people
work does not lead anybody to make another.
"""

from __future__ import annotations

from threading import Lock

from intake.desk.folder import Folder
from intake.desk.keys.first import Stage, stage
from intake.desk.keys.recovery import Drill


class Beginning:
    """Of the desk in ``folder``, whose first slot is locked at ``cost`` (Argon2id's passes and bytes of memory)."""

    def __init__(self, folder: Folder, cost: tuple[int, int]) -> None:
        self.folder, self.cost = folder, cost
        self.lock = Lock()
        self.on_paper = True
        """Whether the recovery key went onto paper, as far as this program knows."""
        self.drill: Drill | None = None
        self._over = False

    @property
    def over(self) -> bool:
        """Is there a desk?"""
        self._over = self._over or self.stage is Stage.DESK
        return self._over

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return stage(self.folder)
