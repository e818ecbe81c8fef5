"""The fixed words of ambassadors and their work, as these pages say them."""

from __future__ import annotations

from collections.abc import Mapping

from babel.dates import format_date
from flask import g

from intake.network.hours.month import Month
from intake.web.words import N_, _

LABELS: Mapping[str, Mapping[str, str]] = {
    "gender": {"woman": N_("woman"), "man": N_("man"), "other": N_("other")},
    "level": {
        "native": N_("mother tongue"),
        "fluent": N_("fluent"),
        "good": N_("good"),
        "basic": N_("basic"),
    },
    "expertise": {
        "health-care": N_("health care"),
        "palliative": N_("palliative care"),
        "sexual-violence": N_("sexual violence"),
        "fgm": N_("genital mutilation (FGM)"),
        "mental-health": N_("mental health"),
        "youth": N_("young people"),
        "lgbtiq": N_("LGBTIQ+"),
        "elderly": N_("older people"),
    },
    "training": {"basic": N_("basic training"), "gbv": N_("training on violence (GBV)")},
    "conflict": {
        "family": N_("family"),
        "community": N_("own community"),
        "faith": N_("church or mosque"),
        "centre": N_("same reception centre"),
        "work": N_("work"),
        "other": N_("something else"),
    },
    "what": {
        "request": N_("request"),
        "meeting": N_("meeting"),
        "intervision": N_("intervision"),
        "session": N_("information session"),
        "training": N_("training"),
        "travel": N_("travel"),
        "other": N_("something else"),
        "correction": N_("correction"),
    },
    "meeting": {"network": N_("Network meeting"), "intervision": N_("Intervision")},
    "asker": {"ggd": N_("GGD"), "gp": N_("GP"), "school": N_("school"), "other": N_("somebody else")},
    "often": {"once": N_("once"), "structural": N_("from time to time")},
    "task": {
        "along": N_("go along to an appointment"),
        "explain": N_("explain how care works"),
        "talk": N_("talk and listen"),
        "other": N_("something else"),
    },
    "outcome": {
        "done": N_("done"),
        "going-on": N_("going on"),
        "declined": N_("declined"),
        "conflict": N_("they know each other"),
        "not-there": N_("person was not there"),
        "cancelled": N_("cancelled"),
    },
    "session": {
        "health-care": N_("how care works"),
        "gp": N_("the GP"),
        "insurance": N_("insurance and costs"),
        "medicines": N_("medicines"),
        "mental-health": N_("mental health"),
        "sexual-health": N_("sexual health"),
        "violence": N_("violence"),
        "fgm": N_("female genital mutilation"),
        "palliative": N_("palliative care"),
        "children": N_("children"),
        "other": N_("something else"),
    },
    "topic": {
        "access": N_("access to care"),
        "costs": N_("costs"),
        "interpreters": N_("interpreters"),
        "waiting": N_("waiting"),
        "safety": N_("safety"),
        "housing": N_("housing"),
        "information": N_("information"),
        "trust": N_("trust"),
        "other": N_("something else"),
    },
    "step": {
        "talk": N_("talk about work"),
        "language": N_("language course"),
        "course": N_("course"),
        "diploma": N_("diploma"),
        "internship": N_("internship"),
        "application": N_("application"),
        "interview": N_("job interview"),
        "contract": N_("contract"),
        "own-business": N_("own business"),
        "other": N_("something else"),
    },
    "introduction": {"card": N_("card"), "letter": N_("letter")},
}


def label(key: str, kind: str) -> str:
    """A fixed word in the reader's language; the word itself where there is none for it."""
    return _(LABELS[kind].get(key, key))


def with_label(key: str, kind: str) -> tuple[str, str]:
    """For a list to choose from."""
    return key, label(key, kind)


def hours(minutes: int) -> str:
    """``1:30``."""
    sign = "\N{MINUS SIGN}" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def euros(cents: int) -> str:
    """``12,50``."""
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"


def in_month(month: Month) -> str:
    """``November 2026``."""
    return format_date(month.first, "MMMM y", locale=g.language)
