"""How far a desk's first ceremony has come, as the files in its folder tell: nothing else is written down about it."""

from __future__ import annotations

from enum import Enum, auto

from intake.desk.folder import Folder


class Stage(Enum):
    """What lies in the folder."""

    NOTHING = auto()
    PART = auto()
    """Some of the keys, and not those that a desk is made with: something was lost, or taken away."""
    KEYS = auto()
    """The keys, and no database yet."""
    DESK = auto()


def stage(folder: Folder) -> Stage:
    """What lies in ``folder``. The identity may lie elsewhere between ceremonies; the other three may not."""
    if folder.database.exists():
        return Stage.DESK
    needed = [place.exists() for place in (folder.desk, folder.ring, folder.certificate)]
    if all(needed):
        return Stage.KEYS
    return Stage.PART if any(needed) or folder.identity.exists() else Stage.NOTHING
