"""The tables that there are, by name and for whom. Nobody filters, crosses or adds one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

from intake.config import Desk
from intake.desk.disclosure.grid import REST, TOTAL, Part
from intake.desk.figures.languages import GROUPS
from intake.desk.figures.measures import By
from intake.desk.report.measures import LEVELS
from intake.exchange.book import Topic
from intake.marking import N_
from intake.places.municipalities import load_municipalities


class Audience(StrEnum):
    """Who gets figures."""

    MANAGER = "manager"
    MUNICIPALITY = "municipality"
    POLICY = "policy"


NAMES: Mapping[Audience, str] = {
    Audience.MANAGER: N_("For the manager"),
    Audience.MUNICIPALITY: N_("For municipalities"),
    Audience.POLICY: N_("For policy, by year"),
}
KINDS = ("GP", "POH-GGZ", "PSY", "TRAUMA", "CSG", "AMB")
"""Kinds of destination that are told by themselves."""


@dataclass(frozen=True, slots=True)
class Definition:
    """``columns`` are measures. ``funnel``: its one row is read from top to bottom, each a share of one before."""

    name: str
    audience: Audience
    title: str
    by: By
    columns: tuple[str, ...]
    shape: Literal["funnel", "table", "times", "levels"] = "table"


_FUNNEL = (
    *("handed-out", "returned", "opened", "contact-allowed", "decided", "flagged", "attempted", "reached"),
    *("conversation", "offered", "consented", "sent", "accepted", "first-appointment", "completed"),
)
_TIMES = (
    *("to-opening", "red-to-attempt", "red-to-attempt-late", "amber-to-attempt", "amber-to-attempt-late"),
    *("yellow-to-attempt", "yellow-to-attempt-late", "to-reaching"),
)
_WAITING = ("to-intake", "intake-late", "to-treatment", "treatment-late")

DEFINITIONS = (
    Definition("funnel", Audience.MANAGER, N_("From link to care"), By.ALL, _FUNNEL, "funnel"),
    Definition(
        "language",
        Audience.MANAGER,
        N_("By language group"),
        By.LANGUAGE,
        ("returned", "opened", "contact-allowed", "decided", "flagged", "reached", "conversation"),
    ),
    Definition("levels", Audience.MANAGER, N_("Levels by language group"), By.LANGUAGE, ("decided", *LEVELS), "levels"),
    Definition(
        "place", Audience.MANAGER, N_("By municipality"), By.PLACE, ("handed-out", "returned", "opened", "reached")
    ),
    Definition("times", Audience.MANAGER, N_("How long it takes"), By.ALL, _TIMES, "times"),
    Definition("waiting", Audience.MANAGER, N_("Waiting for care"), By.DESTINATION, _WAITING, "times"),
    Definition("signals", Audience.MANAGER, N_("Signals of ambassadors"), By.TOPIC, ("signals",)),
    Definition("response", Audience.MUNICIPALITY, N_("Handed out and returned"), By.PLACE, ("handed-out", "returned")),
    Definition("year", Audience.POLICY, N_("From link to care"), By.ALL, _FUNNEL, "funnel"),
    Definition(
        "year-language", Audience.POLICY, N_("By language group"), By.LANGUAGE, ("opened", "decided", "flagged")
    ),
    Definition("year-signals", Audience.POLICY, N_("Signals of ambassadors by topic"), By.TOPIC, ("signals",)),
    Definition("year-regions", Audience.POLICY, N_("Signals of ambassadors by region"), By.REGION, ("signals",)),
)
PUBLIC = (Audience.MUNICIPALITY, Audience.POLICY)
"""Whose tables anybody may see."""


def tables_for(audience: Audience) -> tuple[Definition, ...]:
    """In their order."""
    return tuple(each for each in DEFINITIONS if each.audience is audience)


def definition(name: str) -> Definition | None:
    """The table of this name; None for one of another version."""
    return next((each for each in DEFINITIONS if each.name == name), None)


def rows_of(table: Definition, section: Desk) -> tuple[Part, ...]:
    """Always the same parts, whether anything happened in them or not; the last is all others."""
    keys: Mapping[By, tuple[str, ...]] = {
        By.ALL: (),
        By.LANGUAGE: tuple(group.key for group in GROUPS),
        By.PLACE: (*sorted(set(section.figures.places.values())), REST),
        By.DESTINATION: (*KINDS, REST),
        By.TOPIC: get_args(Topic),
        By.REGION: tuple(sorted(load_municipalities().ggds)),
    }
    return (TOTAL, *(Part(table.by.value, key) for key in keys[table.by]))
