"""For one case: the few best ambassadors and destinations, who was ruled out, and what to beware of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.matching.care import Proposed, proposals
from intake.desk.matching.month import ambassadors_now, earlier_month
from intake.desk.matching.rules import Rule, asks, broken, speaking
from intake.desk.matching.saying import Said
from intake.desk.matching.wanted import Wanted
from intake.desk.matching.weighing import rank, weigh
from intake.exchange.book import Ambassador, Book

MOST = 5
"""So many are proposed of each: a few that somebody looks at, rather than a list."""
FEW = 3
"""Where fewer fit, it may be known who it is, and of whom they hear."""


@dataclass(frozen=True, slots=True)
class Helper:
    """An ambassador who may be asked. ``asks`` is what to ask first, ``reasons`` why this one."""

    ambassador: Ambassador
    points: int
    reasons: tuple[Said, ...]
    asks: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class RuledOut:
    """An ambassador who speaks the language and is not proposed, with every rule that says so."""

    ambassador: Ambassador
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """``ambassadors`` are the best of those ``fitting``, in order; ``out`` who else speaks the language, by id.

    ``others`` do not speak it. ``unwanted``: the person wants nobody to go along, and nobody is proposed.
    ``lost`` are ids of whom the person does not want and who do not stand in this book. ``earlier_month``: the hours of
    this month are not in it.
    """

    ambassadors: tuple[Helper, ...]
    fitting: int
    out: tuple[RuledOut, ...]
    others: int
    unwanted: bool
    destinations: tuple[Proposed, ...]
    lost: tuple[str, ...] = ()
    earlier_month: bool = False

    @property
    def few(self) -> bool:
        """Are there so few who fit that the person may be recognised?"""
        return 0 < self.fitting < FEW

    @property
    def why_not(self) -> Mapping[Rule, int]:
        """How many of those who speak the language each rule rules out; somebody may count under several."""
        found = Counter(rule for each in self.out for rule in each.rules)
        return {rule: found[rule] for rule in Rule if rule in found}

    @property
    def ids(self) -> dict[str, str]:
        """What was proposed, for the audit trail: numbers of the book and nothing else."""
        proposed = {
            "ambassadors": " ".join(each.ambassador.id for each in self.ambassadors),
            "destinations": " ".join(each.destination.id for each in self.destinations),
        }
        return {name: ids for name, ids in proposed.items() if ids}


def match(wanted: Wanted, book: Book, today: date) -> Matches:
    """Who of ``book`` could help on the day ``today``, for the person whom ``wanted`` tells of."""
    fitting: list[Helper] = []
    out: list[RuledOut] = []
    for each in sorted(speaking(ambassadors_now(book, today), wanted), key=lambda each: each.id):
        if rules := broken(each, wanted, today):
            out.append(RuledOut(each, rules))
        else:
            fitting.append(Helper(each, *weigh(each, wanted), asks(each, wanted)))
    fitting.sort(key=lambda helper: rank(helper.ambassador, helper.points))
    return Matches(
        ambassadors=tuple(fitting[:MOST]),
        fitting=len(fitting),
        out=tuple(out),
        others=len(book.ambassadors) - len(fitting) - len(out),
        unwanted=wanted.wish == "no",
        destinations=proposals(book.destinations, wanted, today, MOST),
        lost=tuple(sorted(wanted.excluded - {each.id for each in book.ambassadors})),
        earlier_month=earlier_month(book, today),
    )
