"""What makes one ambassador fit better than another who may be proposed too: a few points, each with its reason.

The points are small and stand here, all of them. They only put people in order: nobody is kept out by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from intake.desk.matching.languages import Closeness
from intake.desk.matching.named import shared_words
from intake.desk.matching.rules import asks, best_spoken
from intake.desk.matching.saying import Said, said
from intake.desk.matching.wanted import Wanted
from intake.exchange.book import Ambassador, Expertise, Level
from intake.marking import N_

Weighed = tuple[int, Said]
SPEAKS: Mapping[Level, tuple[int, str]] = {
    "native": (6, N_("speaks %(language)s as a mother tongue")),
    "fluent": (6, N_("speaks %(language)s fluently")),
    "good": (3, N_("speaks %(language)s well")),
    "basic": (0, N_("speaks %(language)s a little: enough to go along, hardly to explain")),
}
KNOWS: Mapping[Expertise, tuple[int, str]] = {
    "health-care": (1, N_("knows health care in migrant communities")),
    "mental-health": (1, N_("knows mental health care")),
}
"""Looked at for everybody alike: to look for what a person needs would tell it to whoever sees who was chosen."""
YOUTH: Weighed = (1, Said(N_("works with young people")))
GBV: Weighed = (3, Said(N_("has the advanced training, which is preferred for everybody")))
NEAR_ONLY, DIALECT, ASKED, FAR = -4, 4, -2, -4
FREEST = 4
"""Points of who worked nothing yet this month, and has no request open."""


def weigh(each: Ambassador, wanted: Wanted) -> tuple[int, tuple[Said, ...]]:
    """The points of ``each``, and why in words."""
    weighed = [*_language(each, wanted), *_wishes(each, wanted), *_knowledge(each, wanted), _load(each)]
    points = sum(each for each, _ in weighed) + (ASKED if asks(each, wanted) else 0)
    return points, tuple(reason for _, reason in weighed)


def _language(each: Ambassador, wanted: Wanted) -> Iterator[Weighed]:
    close, spoken = best_spoken(each, wanted)
    if spoken is None:
        return
    points, words = SPEAKS[spoken.level]
    yield points + (NEAR_ONLY if close is Closeness.NEAR else 0), said(words, language=spoken.tag)
    if spoken.dialect and shared_words(spoken.dialect, wanted.dialect):
        yield DIALECT, said(N_("the same dialect: %(dialect)s"), dialect=spoken.dialect)
    elif spoken.dialect:
        yield 0, said(N_("dialect: %(dialect)s"), dialect=spoken.dialect)


def _wishes(each: Ambassador, wanted: Wanted) -> Iterator[Weighed]:
    if wanted.gender is not None:
        words = N_("a woman, as the person wishes") if wanted.gender == "woman" else N_("a man, as the person wishes")
        yield 0, said(words)
    if each.place == wanted.place:
        yield 4 if wanted.town == "same" else 3, said(N_("lives in the same municipality: %(place)s"), place=each.place)
    elif each.place in wanted.near:
        yield 3, said(N_("lives in a neighbouring municipality: %(place)s"), place=each.place)
    elif each.place in wanted.region:
        yield 1, said(N_("lives in the same region: %(place)s"), place=each.place)
    else:
        # Who lives far away hardly goes along to a doctor, however well trained.
        yield FAR, said(N_("lives farther away: %(place)s"), place=each.place)


def _knowledge(each: Ambassador, wanted: Wanted) -> Iterator[Weighed]:
    if "gbv" in each.training:
        yield GBV
    for field, (points, words) in KNOWS.items():
        if field in each.expertise:
            yield points, said(words)
    if wanted.young and "youth" in each.expertise:
        yield YOUTH


def _load(each: Ambassador) -> Weighed:
    """Never more points for more work: less of what is left of the month, and one off for each request open."""
    shares = ((each.minutes, each.most_minutes), (each.paid, each.most_paid))
    used = max((FREEST * done // most for done, most in shares if most), default=0)
    points = max(0, FREEST - used - each.waiting)
    hours, most = -(-each.minutes // 60), each.most_minutes // 60
    words = N_("%(hours)s of at most %(most)s hours this month; requests open: %(waiting)s")
    if not most:
        words = N_("%(hours)s hours this month; requests open: %(waiting)s")
    return points, said(words, hours=hours, most=most, waiting=each.waiting)


def rank(each: Ambassador, points: int) -> tuple[object, ...]:
    """The order of proposals: most points, then who worked least, then who is asked least, then by id."""
    return (-points, each.minutes, each.waiting, each.paid, each.id)
