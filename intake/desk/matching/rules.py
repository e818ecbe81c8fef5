"""The rules that no advantage outweighs: whoever breaks one is not proposed. And what must be asked before anybody is.

Where a rule cannot be tried, because a place is not known or a conflict stands only in words, nobody is ruled out in
silence and nobody is let through in silence either: a nurse asks first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from intake.desk.matching.languages import Closeness, closeness
from intake.desk.matching.named import Named, named
from intake.desk.matching.saying import Said, said
from intake.desk.matching.wanted import Wanted
from intake.exchange.book import Ambassador, Conflict, Spoken
from intake.marking import N_


class Rule(StrEnum):
    """Why somebody is not proposed, in the order in which it is said."""

    LANGUAGE = "language"
    UNWANTED = "unwanted"
    EXCLUDED = "excluded"
    NAMED = "named"
    CONFLICT = "conflict"
    PARTED = "parted"
    GENDER = "gender"
    TOWN = "town"
    CONDUCT = "conduct"
    SECRECY = "secrecy"
    AWAY = "away"
    CAP = "cap"


OF_THE_BOOK = (Rule.CONDUCT, Rule.SECRECY, Rule.AWAY, Rule.CAP)
"""Those that depend on no case."""

WHY: Mapping[Rule, str] = {
    Rule.LANGUAGE: N_("does not speak the person’s language"),
    Rule.UNWANTED: N_("the person wants nobody to go along"),
    Rule.EXCLUDED: N_("the person does not want this one"),
    Rule.NAMED: N_("a word of the name stands in what the person said about who it must not be"),
    Rule.CONFLICT: N_("declared a conflict with this municipality or with who handed the form out"),
    Rule.PARTED: N_("was asked for this person before, and declined or knew them"),
    Rule.GENDER: N_("the person wishes a woman or a man, and this is somebody else"),
    Rule.TOWN: N_("lives in the person’s municipality, and the person wants somebody from elsewhere"),
    Rule.CONDUCT: N_("no certificate of conduct that is valid today"),
    Rule.SECRECY: N_("no secrecy agreement that is valid today"),
    Rule.AWAY: N_("is not available now"),
    Rule.CAP: N_("has reached the most hours or allowance of this month"),
}


def broken(each: Ambassador, wanted: Wanted, today: date) -> tuple[Rule, ...]:
    """Every rule that ``each`` breaks on the day ``today``, in order; nothing for who may be proposed."""
    return tuple(rule for rule, breaks in _TRIED.items() if breaks(each, wanted, today))


def speaking(ambassadors: Iterable[Ambassador], wanted: Wanted) -> list[Ambassador]:
    """Those who speak the person's language: most of a book do not, and need not be looked at further."""
    return [each for each in ambassadors if not _TRIED[Rule.LANGUAGE](each, wanted, date.min)]


def standing(each: Ambassador, today: date) -> tuple[Rule, ...]:
    """Why nobody at all can ask ``each`` today, whatever the case; nothing for who can be asked."""
    nobody = Wanted("und")
    return tuple(rule for rule in OF_THE_BOOK if _TRIED[rule](each, nobody, today))


def best_spoken(each: Ambassador, wanted: Wanted) -> tuple[Closeness, Spoken | None]:
    """The language of ``each`` that fits best: the closest, then the one spoken best, then by tag."""
    fits = [(closeness(wanted.language, spoken), spoken) for spoken in each.languages]
    fits = [(close, spoken) for close, spoken in fits if close is not Closeness.OTHER]
    if not fits:
        return Closeness.OTHER, None
    return min(fits, key=lambda fit: (-fit[0], LEVELS.index(fit[1].level), fit[1].tag))


LEVELS = ("native", "fluent", "good", "basic")
"""How well a language is spoken, the best first."""


def _conflicts(each: Ambassador, wanted: Wanted, _: date) -> bool:
    return any(_is_here(conflict, wanted) for conflict in each.conflicts)


def _is_here(conflict: Conflict, wanted: Wanted) -> bool:
    place = conflict.place is not None and conflict.place == wanted.place
    return place or (conflict.organisation is not None and conflict.organisation == wanted.via)


def _over(each: Ambassador, _: Wanted, __: date) -> bool:
    """A cap of 0 is none."""
    return 0 < each.most_minutes <= each.minutes or 0 < each.most_paid <= each.paid


_TRIED: Mapping[Rule, Callable[[Ambassador, Wanted, date], bool]] = {
    Rule.LANGUAGE: lambda each, wanted, _: best_spoken(each, wanted)[1] is None,
    Rule.UNWANTED: lambda _, wanted, __: wanted.wish == "no",
    Rule.EXCLUDED: lambda each, wanted, _: each.id in wanted.excluded,
    Rule.NAMED: lambda each, wanted, _: named(each.name, wanted.exclusions) is Named.YES,
    Rule.CONFLICT: _conflicts,
    Rule.PARTED: lambda each, wanted, _: each.id in wanted.parted,
    Rule.GENDER: lambda each, wanted, _: wanted.gender is not None and each.gender != wanted.gender,
    Rule.TOWN: lambda each, wanted, _: wanted.town == "other" and each.place == wanted.place,
    Rule.CONDUCT: lambda each, _, today: each.conduct_until is None or each.conduct_until < today,
    Rule.SECRECY: lambda each, _, today: each.secrecy_until is None or each.secrecy_until < today,
    Rule.AWAY: lambda each, _, __: not each.available,
    Rule.CAP: _over,
}


def asks(each: Ambassador, wanted: Wanted) -> tuple[Said, ...]:
    """What a nurse asks before this one is asked to help."""
    return tuple(_asks(each, wanted))


def _asks(each: Ambassador, wanted: Wanted) -> Iterator[Said]:
    close, spoken = best_spoken(each, wanted)
    if close is Closeness.NEAR and spoken is not None:
        yield said(
            N_("speaks %(language)s, which is near to the person’s language: ask whether that is right"),
            language=spoken.tag,
        )
    if named(each.name, wanted.exclusions) is Named.SOUNDS:
        yield said(N_("a name in what the person said about who it must not be sounds like this one: ask who is meant"))
    for conflict in each.conflicts:
        yield from _doubt(conflict, wanted)
    if wanted.town == "other" and wanted.place is None:
        yield said(
            N_("the person’s municipality is not known, and it must be another than %(place)s: ask"), place=each.place
        )


def _doubt(conflict: Conflict, wanted: Wanted) -> Iterator[Said]:
    """What stands only in words, and what there is nothing to compare with."""
    if conflict.place is None and conflict.organisation is None:
        words = conflict.text or "-"
        yield said(N_("declared a conflict: “%(words)s”. Ask whether they may know each other"), words=words)
    if conflict.place is not None and wanted.place is None:
        yield said(
            N_("declared a conflict with %(place)s, and the person’s municipality is not known: ask"),
            place=conflict.place,
        )
    if conflict.organisation is not None and wanted.via is None:
        yield said(
            N_("declared a conflict with “%(words)s”: ask whether the person goes there"), words=conflict.organisation
        )
