"""What the desk knows already, put into a letter's fields: a nurse looks at each, and changes what is not so.

What is not known stays empty. Nothing that a letter of this kind does not need is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, Table, select

from intake.desk.cases import Case
from intake.desk.casework.appointments import Kept
from intake.desk.casework.destinations import by_gp
from intake.desk.casework.facts import Facts, read_facts
from intake.desk.casework.referrals import State
from intake.desk.letters.field import fields_of, read
from intake.desk.letters.gp import CONSENT
from intake.desk.letters.invitation import TAGS
from intake.desk.letters.kinds import KINDS, Fields
from intake.desk.letters.office import Office
from intake.desk.letters.safe import dutch_times
from intake.desk.letters.tongue import in_dutch
from intake.desk.slips.making import referral_to_ambassador
from intake.desk.tables import appointments, referrals

Values = Mapping[str, object]

_NOT_CONSENTED = (State.OFFERED.value, State.DECLINED.value, State.WITHDRAWN.value)


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """What is read of one case: ``referral`` is the newest with consent, ``appointment`` the newest, or None.

    ``along`` is the newest referral to an ambassador of the network book, to which the person agrees now.
    """

    case: Case
    facts: Facts
    referral: RowMapping | None
    appointment: RowMapping | None
    along: RowMapping | None

    @classmethod
    def of(cls, connection: Connection, case: Case) -> Known:
        """Read now."""
        written = read_facts(connection, case.number)
        return cls(
            case,
            written.facts if written else Facts(),
            next((row for row in gp_referrals(connection, case.number) if consented(row)), None),
            _newest(connection, appointments, case.number),
            referral_to_ambassador(connection, case.number),
        )


def prefilled(known: Known, kind: str, *, office: Office, actor: str) -> Fields:
    """The fields of a letter of ``kind`` with what is known; ``actor`` is the slot of whoever signs."""
    values = {**_FILL[kind](known), **(_signing(office, actor) if kind == "gp" else {})}
    longest = {each.name: each.longest for each in fields_of(KINDS[kind])}
    known_values = {name: value for name, value in values.items() if value is not None}
    return read(KINDS[kind], {name: _fitting(value, longest[name]) for name, value in known_values.items()})


def _fitting(value: object, longest: int) -> object:
    return value[:longest] if isinstance(value, str) and longest else value


def gp_referrals(connection: Connection, case: int) -> Sequence[RowMapping]:
    """The referrals of a case that begin with a letter to the GP, the newest first; also those without consent."""
    query = select(referrals).where(referrals.c.case == case, referrals.c.destination.in_(by_gp()))
    return connection.execute(query.order_by(referrals.c.number.desc())).mappings().all()


def consented(referral: RowMapping) -> bool:
    """Did the person agree, and not take it back?"""
    given = referral["consent_on"] is not None and referral["withdrawn_on"] is None
    return given and referral["state"] not in _NOT_CONSENTED


def _newest(connection: Connection, table: Table, case: int) -> RowMapping | None:
    query = select(table).where(table.c.case == case).order_by(table.c.number.desc()).limit(1)
    return connection.execute(query).mappings().first()


def _signing(office: Office, actor: str) -> Values:
    found = office.professional(actor)
    return {} if found is None else {"professional": found.name, "big": found.big, "phone": found.phone}


def _gp(known: Known) -> Values:
    case, facts, safe = known.case, known.facts, known.case.safe
    word = f"Zeg eerst het codewoord: {safe.safe_word}" if safe.safe_word else ""
    return {
        "person": safe.name,
        "reach": safe.reach,
        "address": safe.address,
        "own_phone": safe.own_phone,
        "voicemail": safe.voicemail,
        "when": ", ".join(each for each in (dutch_times(safe), safe.times) if each),
        "ask_for": safe.name,
        "remark": word,
        "language": in_dutch(case.language),
        "dialect": facts.dialect,
        "interpreter": "none" if facts.interpreter == "none" else facts.interpreter_gender,
        "avoid": _avoid(facts),
        "gender": case.contact.professional,
        "ambassador": facts.ambassador
        or {"no": "no", "yes": "yes", "other-town": "yes"}.get(case.contact.ambassador or ""),
        **_consent(known.referral),
    }


def _avoid(facts: Facts) -> str:
    own = "niet uit de eigen gemeenschap" if facts.not_own_community else ""
    return "; ".join(each for each in (facts.exclusions, own) if each)


def _consent(referral: RowMapping | None) -> Values:
    """Of the referral that this letter is for."""
    if referral is None:
        return {}
    how = referral["consent_how"]
    return {
        "receiver": referral["organisation"],
        "consent_on": _day(referral["consent_on"]),
        "consent_how": how if how in CONSENT else None,
        "reply_by": _day(referral["reply_by"]),
    }


def _appointment(known: Known) -> Values:
    row = known.appointment
    if row is None or row["state"] != Kept.PLANNED:
        return {}
    day, _, time = row["starts"].partition("T")
    return {"day": _day(day), "time": time[:5], "place": row["place"]}


def _language(known: Known) -> str | None:
    return known.case.language if known.case.language in TAGS else None


def _invitation(known: Known) -> Values:
    return {"language": _language(known), "name": known.case.safe.name, **_asking(known)}


def _slip(known: Known) -> Values:
    return {"language": _language(known), **_asking(known)}


def _asking(known: Known) -> Values:
    fixed = _appointment(known)
    return {**fixed, "ask": known.appointment["whom"]} if fixed and known.appointment else fixed


def _ambassador(known: Known) -> Values:
    """The first word of the name only: a surname is not needed to find each other."""
    name = (known.case.safe.name or "").split()
    first = name[0] if name else None
    return {"language": "nl", "first_name": first, "speaks": _language(known), **_appointment(known)}


def _day(written: object) -> date | None:
    return date.fromisoformat(written[:10]) if isinstance(written, str) and written else None


_FILL: Mapping[str, Callable[[Known], Values]] = {
    "gp": _gp,
    "invitation": _invitation,
    "slip": _slip,
    "ambassador": _ambassador,
}
