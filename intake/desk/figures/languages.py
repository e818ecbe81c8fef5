"""The form's languages, put together in groups that are large enough to be counted, and that tell of no small people.

The groups are the same for all releases: another grouping of the same people could be subtracted from the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.marking import N_


@dataclass(frozen=True, slots=True)
class Group:
    """``key`` is written in the database and in released tables, for good. ``name`` is marked for translation."""

    key: str
    name: str
    tags: tuple[str, ...]


GROUPS = (
    Group("nl-en-fr", N_("Dutch, English, French"), ("nl", "en", "fr")),
    Group("ar", N_("Arabic"), ("ar",)),
    Group("ti", N_("Tigrinya, Amharic"), ("ti", "am")),
    Group("fa-prs-ps", N_("Farsi, Dari, Pashto"), ("fa", "prs", "ps")),
    Group("kmr-tr", N_("Kurdish, Turkish"), ("kmr", "ckb", "tr")),
    Group("so", N_("Somali"), ("so",)),
    Group("uk-ru", N_("Ukrainian, Russian"), ("uk", "ru")),
    Group("pl-eu", N_("Polish, Romanian, Bulgarian"), ("pl", "ro", "bg")),
    Group("other", N_("Another language"), ()),
)
OTHER = GROUPS[-1]
_BY_TAG: Mapping[str, Group] = {tag: group for group in GROUPS for tag in group.tags}


def group_of(tag: str) -> Group:
    """The group of a language of the form (BCP 47)."""
    return _BY_TAG.get(tag, OTHER)


def group_called(key: str) -> Group:
    """The group with this key; one that has left the table is "other"."""
    return next((group for group in GROUPS if group.key == key), OTHER)
