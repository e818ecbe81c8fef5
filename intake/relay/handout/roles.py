"""Who somebody is in these pages. One account has one role."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A hander-out and a coordinator belong to one organisation, a courier to one inbox, an operator to the relay."""

    HANDER_OUT = "hander-out"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"
    COURIER = "courier"
