"""Small populations, drawn with a seed: what happened to whom, counted as the desk counts it."""

from __future__ import annotations

from collections import Counter
from random import Random

from intake.desk.disclosure.counted import Counted, Ties
from intake.desk.disclosure.grid import ALL, TOTAL, WHOLE, Atom, Grid, Part

LANGUAGES = ("ar", "ti", "so")
PLACES = ("GM0001", "GM0002")
LEVELS = ("red", "amber", "yellow", "review", "green")
TIES = Ties(
    sums={"flagged": ("red", "amber", "yellow"), "decided": ("flagged", "review", "green")},
    within=(("contact-allowed", "opened"),),
    since=(("reached", "opened"), ("decided", "opened"), ("returned", "handed-out")),
    bases={
        **dict.fromkeys((*LEVELS, "flagged"), "decided"),
        "contact-allowed": "opened",
        "reached": "flagged",
        "returned": "handed-out",
    },
    known=frozenset({"handed-out"}),
)


def quarters(count: int) -> tuple[str, ...]:
    """So many, from the first of 2026 on."""
    return tuple(f"{2026 + at // 4}-Q{at % 4 + 1}" for at in range(count))


def small_population(seed: int, people: int, length: int) -> Counted:
    """``people`` over ``length`` quarters, most of them of the first language and place."""
    random = Random(seed)
    counts: Counter[Atom] = Counter()
    said = quarters(length)
    for _ in range(people):
        _walk(random, counts, said)
    return Counted(counts, {"language": LANGUAGES, "place": PLACES}, said, TIES)


def _walk(random: Random, counts: Counter[Atom], said: tuple[str, ...]) -> None:
    language = random.choices(LANGUAGES, (8, 3, 1))[0]
    place = random.choices(PLACES, (5, 1))[0]
    quarter = random.randrange(len(said))

    def happened(at: int, *measures: str) -> None:
        for measure in measures if at < len(said) else ():
            counts[Atom(measure, ALL, WHOLE, said[at])] += 1
            counts[Atom(measure, "place", place, said[at])] += 1
            if measure != "handed-out":
                counts[Atom(measure, "language", language, said[at])] += 1

    happened(quarter, "handed-out")
    if random.random() < 0.25:
        return
    happened(quarter, "returned", "opened", *(["contact-allowed"] if random.random() < 0.8 else []))
    level = random.choices(LEVELS, (6, 14, 25, 7, 48))[0]
    decided = quarter + (random.random() < 0.15)
    happened(decided, level, "decided")
    if level in LEVELS[:3]:
        happened(decided, "flagged", *(["reached"] if random.random() < 0.75 else []))


def all_tables(counted: Counted, threshold: int = 10, rounding: int = 5) -> list[Grid]:
    """Everything that is released, in order: by quarter for the manager, by year for policy and municipalities."""
    by_language = (TOTAL, *(Part("language", key) for key in LANGUAGES))
    by_place = (TOTAL, *(Part("place", key) for key in PLACES))
    found = []
    for at, quarter in enumerate(counted.quarters):
        for rows, columns in (
            ((TOTAL,), ("handed-out", "returned", "opened", "contact-allowed", "flagged", "reached")),
            (by_language, ("decided", *LEVELS)),
            (by_language, ("opened", "contact-allowed", "flagged", "reached")),
            (by_place, ("handed-out", "returned", "opened")),
        ):
            found.append(Grid((quarter,), rows, columns, threshold, rounding))
        if quarter.endswith("Q4"):
            year = counted.quarters[at - 3 : at + 1]
            found.append(Grid(year, by_language, ("opened", "flagged", "reached"), threshold, rounding))
            found.append(Grid(year, by_place, ("handed-out", "returned"), threshold, rounding))
    return found
