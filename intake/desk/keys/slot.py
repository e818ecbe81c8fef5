"""Who may unlock: a person's name and passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field

from intake.locked import COST


@dataclass(frozen=True, slots=True)
class Slot:
    """``cost`` is Argon2id's (passes, bytes of memory)."""

    name: str
    passphrase: str = field(repr=False)
    cost: tuple[int, int] = COST
