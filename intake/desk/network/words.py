"""The words for what the network book says in fixed words. A word that a later version wrote stands for itself."""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.matching.rules import WHY
from intake.marking import N_

GENDER: Mapping[str, str] = {"woman": N_("woman"), "man": N_("man"), "other": N_("other")}

SPOKEN: Mapping[str, str] = {
    "native": N_("mother tongue"),
    "fluent": N_("fluent"),
    "good": N_("good"),
    "basic": N_("a little"),
}

TRAINING: Mapping[str, str] = {"basic": N_("basic training"), "gbv": N_("advanced training (violence)")}

EXPERTISE: Mapping[str, str] = {
    "health-care": N_("health care in migrant communities"),
    "palliative": N_("palliative care"),
    "sexual-violence": N_("sexual violence"),
    "fgm": N_("female genital mutilation"),
    "mental-health": N_("mental health"),
    "youth": N_("young people"),
    "lgbtiq": N_("LGBTIQ+"),
    "elderly": N_("older people"),
}

HINDERED: Mapping[str, str] = {
    "conduct": N_("no valid certificate of conduct"),
    "secrecy": N_("no valid secrecy agreement"),
    "away": N_("not available"),
    "cap": N_("the month is full"),
}

TOPIC: Mapping[str, str] = {
    "access": N_("getting to care"),
    "costs": N_("costs"),
    "interpreters": N_("interpreters"),
    "waiting": N_("waiting times"),
    "safety": N_("safety"),
    "housing": N_("housing"),
    "information": N_("information"),
    "trust": N_("trust"),
    "other": N_("something else"),
}

WAIT: Mapping[str, str] = {
    "over": N_("longer than the norm"),
    "within": N_("not longer than the norm"),
    "unknown": N_("not known"),
}

TOWN: Mapping[str, str] = {
    "same": N_("from the same municipality"),
    "other": N_("from another municipality"),
    "any": N_("no matter"),
}

REASON: Mapping[str, str] = {
    "new-computer": N_("the network’s coordinator has a new computer"),
    "other-organisation": N_("another organisation keeps the book now"),
    "key-lost": N_("the key was lost, or somebody else may have it"),
    "mistake": N_("the wrong book was brought in before"),
}

TABLES: Mapping[str, Mapping[str, str]] = {
    "gender": GENDER,
    "spoken": SPOKEN,
    "training": TRAINING,
    "expertise": EXPERTISE,
    "hindered": HINDERED,
    "rule": {rule.value: words for rule, words in WHY.items()},
    "topic": TOPIC,
    "wait-norm": WAIT,
    "town": TOWN,
    "book-reason": REASON,
}
"""By the names under which pages ask for them."""
