"""Ambassadors by name, where the network book of now still has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from intake.desk.network.kept import Kept
from intake.desk.slips.kept import KeptSlip


def names_of(kept: Kept | None, found: Iterable[KeptSlip]) -> Mapping[str, str]:
    """By their ids in the book; the id itself, where it has them no more."""
    known = {} if kept is None else {each.id: each.name for each in kept.book.ambassadors}
    return {each.ambassador: known.get(each.ambassador, each.ambassador) for each in found}
