"""What the nurse learnt in the first talk, and what was agreed about safe contact since the envelope was sealed.

One row a case; who wrote it and when is in the audit trail, never what. What was agreed is also what cases are searched
by (line, way, safe times), so that nobody is called at a time that is not safe any more.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from intake.desk.audit import Action
from intake.desk.casework.revision import claim
from intake.desk.casework.typed import day, line, text
from intake.desk.clock import stamp
from intake.desk.contact import Agreed, SafeContact
from intake.desk.errors import DeskError
from intake.desk.line import line_of
from intake.desk.tables import cases, facts
from intake.desk.unlock import OpenDesk
from intake.envelope.submission import ADDRESS_LENGTH, NAME_LENGTH, Contact
from intake.exchange.book import Id
from intake.marking import N_

Reception = Literal["reading", "listening", "both"]
Interpreter = Literal["none", "phone", "video", "on-site"]
Gender = Literal["woman", "man", "any"]
Along = Literal["yes", "no"]
Town = Literal["same", "other", "any"]


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is None or empty was not talked about. ``exclusions``: who must not interpret or go along, in words.

    ``ambassador``: somebody of their language to go along, or not; woman or man, and from which town. ``excluded`` are
    ids of the network book. ``senses`` is what somebody needs to hear and see. Members that a later version adds are
    ignored by an earlier one.
    """

    version: int = 1
    agreed: Agreed = Agreed()
    exclusions: str | None = None
    not_own_community: bool = False
    dialect: str | None = None
    reception: Reception | None = None
    interpreter: Interpreter | None = None
    interpreter_gender: Gender | None = None
    childcare: str | None = None
    mobility: str | None = None
    senses: str | None = None
    ambassador: Along | None = None
    ambassador_gender: Gender | None = None
    ambassador_town: Town | None = None
    excluded: tuple[Id, ...] = ()

    def __repr__(self) -> str:
        return "Facts(...)"


class Written(msgspec.Struct, frozen=True):
    """The facts as they stand; ``at`` is a stamp."""

    facts: Facts
    at: str
    actor: str


def read_facts(connection: Connection, case: int) -> Written | None:
    """What is known of ``case`` from the talk; None where nothing was written yet."""
    row = connection.execute(select(facts).where(facts.c.case == case)).first()
    return None if row is None else Written(msgspec.json.decode(row.content, type=Facts), row.at, row.actor)


def agreed(connection: Connection, case: int) -> Agreed | None:
    """What was agreed about contact in a talk; None where nothing was written yet."""
    written = read_facts(connection, case)
    return None if written is None else written.facts.agreed


def write_facts(desk: OpenDesk, connection: Connection, case: int, seen: int, learnt: Facts) -> int:
    """Put ``learnt`` in the place of what was known; gives the new revision. Raises DeskError for what cannot be."""
    tidy = _tidy(learnt)
    taken = claim(connection, case, seen)
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "content": msgspec.json.encode(tidy)}
    added = insert(facts).values(row)
    connection.execute(added.on_conflict_do_update(index_elements=["case"], set_=row))
    _search_by(connection, case, tidy.agreed)
    desk.record(connection, Action.FACTS_WRITTEN, case=case)
    return taken


def exclude(desk: OpenDesk, connection: Connection, case: int, seen: int, ambassador: str) -> int:
    """The person does not want this one, an id of the network book; gives the new revision. All else stays as it was.

    Raises DeskError for what is no ambassador's id.
    """
    written = read_facts(connection, case)
    known = Facts() if written is None else written.facts
    try:
        excluded = msgspec.convert((*known.excluded, ambassador), tuple[Id, ...])
    except msgspec.ValidationError:
        raise DeskError(N_("this is no number of the network book"), N_("Look at the case again.")) from None
    return write_facts(desk, connection, case, seen, msgspec.structs.replace(known, excluded=excluded))


def _tidy(learnt: Facts) -> Facts:
    met = learnt.agreed
    if met.times and not met.when:
        raise DeskError(
            N_("times in words need parts of the week beside them"),
            N_("Choose the parts too: the desk keeps to those."),
        )
    tidy = msgspec.structs.replace(
        met,
        address=line(met.address, longest=ADDRESS_LENGTH),
        name=line(met.name, longest=NAME_LENGTH),
        times=line(met.times),
        safe_word=line(met.safe_word, longest=NAME_LENGTH),
        confirmed=day(met.confirmed),
    )
    return msgspec.structs.replace(
        learnt,
        agreed=tidy,
        exclusions=text(learnt.exclusions, longest=500),
        dialect=line(learnt.dialect),
        childcare=line(learnt.childcare),
        mobility=line(learnt.mobility),
        senses=line(learnt.senses),
        excluded=tuple(sorted(set(learnt.excluded))),
    )


def _search_by(connection: Connection, case: int, met: Agreed) -> None:
    stored = connection.execute(select(cases.c.contact).where(cases.c.number == case)).scalar_one()
    safe = SafeContact.of(msgspec.json.decode(stored, type=Contact), met)
    columns = {"line": line_of(safe.address), "reach": safe.reach, "times": " ".join(safe.when or ()) or None}
    now = update(cases).where(cases.c.number == case).values(columns)
    connection.execute(now.values(allowed=int(safe.allowed)))
