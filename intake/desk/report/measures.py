"""What the tables' columns count, and how the counts hang together, as everybody may read in docs/figures.md."""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.disclosure.counted import Ties
from intake.desk.figures.measures import DEFINITIONS, Measure
from intake.marking import N_

LEVELS = ("red", "amber", "yellow", "review", "green")
FLAGGED = ("red", "amber", "yellow")
WITH_TARGET = tuple(measure for measure, said in DEFINITIONS.items() if said.target is not None)
LATE: Mapping[str, str] = {
    **{measure.value: f"{measure.value}-late" for measure in WITH_TARGET},
    Measure.TO_INTAKE.value: Measure.INTAKE_LATE.value,
    Measure.TO_TREATMENT.value: Measure.TREATMENT_LATE.value,
}
"""For a time, how many took longer than they should."""
NORMS: Mapping[str, int] = {
    **{measure.value: DEFINITIONS[measure].target or 0 for measure in WITH_TARGET},
    Measure.TO_INTAKE.value: 28,
    Measure.TO_TREATMENT.value: 70,
}
"""How long it should take at most, in the unit of the measure. The last two are the Treeknormen of psychologists."""

_STEPS = (
    *("decided", "flagged", "attempted", "reached", "conversation", "offered", "consented", "sent", "accepted"),
    *("first-appointment", "completed"),
)
TIES = Ties(
    sums={"flagged": FLAGGED, "decided": ("flagged", "review", "green")},
    within=(
        ("opened", "returned"),
        ("contact-allowed", "opened"),
        ("to-opening", "opened"),
        ("opened", "to-opening"),
        ("to-reaching", "reached"),
        ("reached", "to-reaching"),
        *((late, time) for time, late in LATE.items()),
    ),
    since=(
        ("returned", "handed-out"),
        *((step, "opened") for step in _STEPS),
        *(("attempted", "reached"), ("reached", "attempted"), ("conversation", "reached"), ("consented", "offered")),
        *(("sent", "consented"), ("accepted", "sent"), ("first-appointment", "accepted")),
    ),
    bases={
        "returned": "handed-out",
        "contact-allowed": "opened",
        **dict.fromkeys((*LEVELS, "flagged"), "decided"),
        "reached": "attempted",
        "conversation": "reached",
        "consented": "offered",
        "sent": "consented",
        "accepted": "sent",
        "first-appointment": "accepted",
        **{late: time for time, late in LATE.items()},
    },
    known=frozenset({"handed-out"}),
)

TITLES: Mapping[str, str] = {
    "handed-out": N_("links handed out"),
    "returned": N_("returned"),
    "opened": N_("people"),
    "contact-allowed": N_("allow contact"),
    "decided": N_("decided by a nurse"),
    "flagged": N_("red, amber or yellow"),
    "red": N_("red"),
    "amber": N_("amber"),
    "yellow": N_("yellow"),
    "review": N_("review"),
    "green": N_("green"),
    "attempted": N_("tried to reach"),
    "reached": N_("reached"),
    "conversation": N_("conversation held"),
    "offered": N_("referral offered"),
    "consented": N_("agreed to a referral"),
    "sent": N_("referred"),
    "accepted": N_("accepted there"),
    "first-appointment": N_("at a first appointment"),
    "completed": N_("completed"),
    "to-opening": N_("from sending to opening"),
    "red-to-attempt": N_("to the first attempt: red"),
    "amber-to-attempt": N_("to the first attempt: amber"),
    "yellow-to-attempt": N_("to the first attempt: yellow"),
    "to-reaching": N_("until reached"),
    "to-intake": N_("from waiting list to intake"),
    "to-treatment": N_("from intake to treatment"),
    "signals": N_("signals"),
    **dict.fromkeys(LATE.values(), N_("later than the norm")),
}
_SUMS: Mapping[str, str] = {
    "decided": N_("A nurse decided on a level, as it stood at the end of the quarter."),
    "flagged": N_("A nurse decided: red, amber or yellow, as it stood at the end of the quarter."),
    **dict.fromkeys(LATE.values(), N_("Those that took longer than the norm.")),
}


def meaning(measure: str) -> str:
    """What exactly is counted: a sentence, marked for translation."""
    return _SUMS[measure] if measure in _SUMS else DEFINITIONS[Measure(measure)].says
