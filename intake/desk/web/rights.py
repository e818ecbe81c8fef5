"""The one table of who may do what: each endpoint, and the roles that it answers.

A route that has no row here is refused to everybody, and a test walks every route with every role and with none.
"""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.people import Role

Who = frozenset[Role | None]

ANYBODY: Who = frozenset({*Role, None})
"""None: the desk is locked in this browser."""
UNLOCKED: Who = frozenset(Role)
CASES: Who = frozenset({Role.NURSE, Role.COORDINATOR})
COORDINATOR: Who = frozenset({Role.COORDINATOR})

BEFORE = frozenset(
    {
        "setup.page",
        "setup.choose",
        "setup.make",
        "setup.styles",
        "setup.made",
        "setup.drill",
        "setup.try_shares",
        "setup.relay",
        "setup.compare",
        "setup.finish",
    }
)
"""While there is no desk these answer whoever was let in, as nobody has a role; once there is one, nobody at all."""
UNNAMED = frozenset(
    {
        "look.stylesheet",
        "look.mark",
        "look.healthy",
        "look.language",
        "static",
        "start.page",
        "start.enter",
    }
)
"""What those pages need beside them."""

RIGHTS: Mapping[str, Who] = {
    "look.stylesheet": ANYBODY,
    "look.mark": ANYBODY,
    "look.healthy": ANYBODY,
    "look.language": ANYBODY,
    "static": ANYBODY,
    "start.page": ANYBODY,
    "start.enter": ANYBODY,
    "locking.page": ANYBODY,
    "locking.unlock": ANYBODY,
    "locking.lock": ANYBODY,
    "locking.active": UNLOCKED,
    "home.page": UNLOCKED,
    "case.page": CASES,
    "queue.page": CASES,
    "queue.find": CASES,
    "queue.green": CASES,
    "queue.confirm": CASES,
    "queue.letters": UNLOCKED,
    "calling.page": CASES,
    "calling.caller": CASES,
    "calling.day": CASES,
    "calling.paper": CASES,
    "case.decide": CASES,
    "case.attempt": CASES,
    "case.one_more": CASES,
    "case.state": CASES,
    "case.close": CASES,
    "case.reopen": CASES,
    "casework.assign": CASES,
    "casework.facts": CASES,
    "casework.appoint": CASES,
    "casework.appointment": CASES,
    "casework.interpret": CASES,
    "casework.booking": CASES,
    "casework.note": CASES,
    "casework.remind": CASES,
    "casework.refer": CASES,
    "casework.consent": CASES,
    "casework.move_on": CASES,
    "casework.withdraw": CASES,
    "casework.told": CASES,
    "casework.merge": CASES,
    "casework.unmerge": CASES,
    "casework.meldcode": CASES,
    "casework.meldcode_step": CASES,
    "reminders.page": CASES,
    "reminders.done": CASES,
    "away.page": CASES,
    "away.add": CASES,
    "away.end": CASES,
    "away.cases": CASES,
    "away.give": CASES,
    "bringing_in.page": CASES,
    "bringing_in.bundle": CASES,
    "bringing_in.take": CASES,
    "bringing_in.forget": CASES,
    "bringing_in.under_way": CASES,
    "bringing_in.state": CASES,
    "bringing_in.brought": CASES,
    "bringing_in.download": CASES,
    "bringing_in.put": CASES,
    "bringing_in.aside": CASES,
    "paper.page": CASES,
    "paper.begin": CASES,
    "paper.form": CASES,
    "paper.fill": CASES,
    "paper.keep": CASES,
    "paper.check": CASES,
    "paper.enter": CASES,
    "paper.done": CASES,
    "paper.drop": CASES,
    "people.page": COORDINATOR,
    "people.new": COORDINATOR,
    "people.add": COORDINATOR,
    "people.role": COORDINATOR,
    "people.remove": COORDINATOR,
    "ceremony.page": COORDINATOR,
    "ceremony.styles": COORDINATOR,
    "ceremony.sheet": COORDINATOR,
    "ceremony.sign": COORDINATOR,
    "ceremony.certificate": COORDINATOR,
    "ceremony.certify": COORDINATOR,
    "ceremony.drill": COORDINATOR,
    "ceremony.try_shares": COORDINATOR,
    "ceremony.recover": COORDINATOR,
    "ceremony.take": COORDINATOR,
    "ceremony.paper": COORDINATOR,
    "ceremony.split": COORDINATOR,
    "ceremony.period": COORDINATOR,
    "ceremony.turn": COORDINATOR,
    "ceremony.destruction": COORDINATOR,
    "ceremony.destroy_key": COORDINATOR,
    "me.page": UNLOCKED,
    "me.change": UNLOCKED,
    "letters.styles": CASES,
    "letters.page": CASES,
    "letters.look": CASES,
    "letters.pdf": CASES,
    "letters.print": CASES,
    "audit.page": COORDINATOR,
    "audit.export": COORDINATOR,
    "audit.ask": COORDINATOR,
    "audit.prove": COORDINATOR,
    "audit.make": COORDINATOR,
    "audit.sheet": COORDINATOR,
    "audit.sheet_pdf": COORDINATOR,
    "audit.styles": UNLOCKED,
    "backup.page": COORDINATOR,
    "backup.make": COORDINATOR,
    "backup.download": COORDINATOR,
    "backup.move": COORDINATOR,
    "retention.page": COORDINATOR,
    "retention.erase": COORDINATOR,
    "retention.erased": COORDINATOR,
    "retention.anew": COORDINATOR,
    "requests.page": COORDINATOR,
    "requests.look": COORDINATOR,
    "requests.copy": COORDINATOR,
    "requests.pdf": COORDINATOR,
    "requests.erase": COORDINATOR,
    "requests.refuse": COORDINATOR,
    "rules.page": COORDINATOR,
    "rules.take_in": COORDINATOR,
}


def may(endpoint: str | None, role: Role | None) -> bool:
    """May somebody of this role, or of none, use this endpoint?"""
    return endpoint is not None and role in RIGHTS.get(endpoint, frozenset())
