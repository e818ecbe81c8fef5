"""What of a case says who may help: wishes, language and place. No answer, no score, no reason.

What was agreed in a talk holds before what stands in the envelope, and is read in the careful way: whoever does not
want somebody of the own community gets nobody from the own municipality, whatever else was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from intake.desk.cases import Case
from intake.desk.casework.facts import Facts, Town, read_facts
from intake.desk.casework.merging import members
from intake.desk.casework.referrals import State, referrals_of
from intake.desk.tables import slips
from intake.places.municipalities import load_municipalities

Wish = Literal["yes", "no"]
Gender = Literal["woman", "man"]
_ON_THE_WAY = frozenset({State.SENT, State.ACCEPTED, State.WAITING, State.ATTENDED, State.IN_CARE})
_BY_GP = frozenset({"GP", "POH-GGZ"})
PARTED = ("declined", "conflict")
"""What came of a slip after which this ambassador is not proposed for the same person again."""


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """``language`` is a BCP 47 tag, ``place`` a CBS code with its neighbours in ``near`` and those of its GGD in
    ``region``, ``via`` who handed out.

    ``wish``: does the person want somebody to go along; None where it was not said. ``town`` is None likewise.
    ``gender`` is None where it makes no difference. ``excluded`` are ids of the book, ``exclusions`` the person's
    words, ``parted`` ids of those who were asked already and said no. ``young``: 16 or 17 years. ``with_gp``: a GP has
    the person already.
    """

    language: str
    place: str | None = None
    near: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()
    via: str | None = None
    wish: Wish | None = None
    gender: Gender | None = None
    town: Town | None = None
    dialect: str | None = None
    excluded: frozenset[str] = frozenset()
    exclusions: str | None = None
    parted: frozenset[str] = frozenset()
    young: bool = False
    level: str = "review"
    with_gp: bool = False

    @classmethod
    def of(cls, case: Case, facts: Facts, *, parted: frozenset[str] = frozenset(), with_gp: bool = False) -> Wanted:
        """What ``case`` and what the talk told come to."""
        contact = case.contact
        every = load_municipalities()
        here = every.by_code.get(case.place or "")
        return cls(
            language=case.language,
            place=case.place,
            near=frozenset(here.neighbours if here else ()),
            region=frozenset(each.code for each in every.of_ggd(here.ggd)) if here else frozenset(),
            via=case.via,
            wish=_wish(facts.ambassador or contact.ambassador),
            gender=_gender(facts.ambassador_gender or contact.professional),
            town=_town(facts, contact.ambassador),
            dialect=facts.dialect,
            excluded=frozenset(facts.excluded),
            exclusions=facts.exclusions,
            parted=parted,
            young=contact.age == "16-17",
            level=case.level,
            with_gp=with_gp,
        )


def wanted_of(connection: Connection, case: Case) -> Wanted:
    """What ``case`` comes to, with what is known since. Whoever shows it records that they looked at the case."""
    numbers = members(connection, case.number)
    asked = select(slips.c.ambassador).where(slips.c.case.in_(numbers), slips.c.outcome.in_(PARTED))
    found = referrals_of(connection, case.number)
    return Wanted.of(
        case,
        _known(connection, numbers),
        parted=frozenset(connection.execute(asked).scalars()),
        with_gp=any(each.destination in _BY_GP and each.state in _ON_THE_WAY for each in found),
    )


def _known(connection: Connection, numbers: Sequence[int]) -> Facts:
    """What the talk told; of cases that were put together with this one also whom the person does not want."""
    written = [read_facts(connection, number) for number in numbers]
    known, *others = [Facts() if each is None else each.facts for each in written]
    every = (known, *others)
    return msgspec.structs.replace(
        known,
        excluded=tuple(sorted({entry for each in every for entry in each.excluded})),
        exclusions="\n".join(each.exclusions for each in every if each.exclusions) or None,
        not_own_community=any(each.not_own_community for each in every),
    )


def _wish(said: str | None) -> Wish | None:
    return None if said is None else "no" if said == "no" else "yes"


def _gender(said: str | None) -> Gender | None:
    """Who did not say it of an ambassador said it of a professional: kept to, as the careful reading."""
    return "woman" if said == "woman" else "man" if said == "man" else None


def _town(facts: Facts, sent: str | None) -> Town | None:
    if facts.not_own_community:
        return "other"
    return facts.ambassador_town or ("other" if sent == "other-town" else None)
