"""Where one can go from every page: short, and only where one's role may. A page that is not there is not named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, request

from intake.desk.web.rights import may
from intake.desk.web.service import visitor
from intake.web.words import N_


@dataclass(frozen=True, slots=True)
class Way:
    """One page; ``more`` is for what is not daily work: it stands behind "More"."""

    path: str
    label: str
    more: bool = False

    @property
    def current(self) -> bool:
        """Whether the reader is there, or at a page below it."""
        return request.path == self.path or (self.path != "/" and request.path.startswith(f"{self.path}/"))


WAYS = (
    Way("/", N_("Today")),
    Way("/queue", N_("Queue")),
    Way("/call", N_("Call now")),
    Way("/reminders", N_("Reminders")),
    Way("/bring-in", N_("Bring in")),
    Way("/paper", N_("Paper form")),
    Way("/away", N_("Away"), more=True),
    Way("/people", N_("People"), more=True),
    Way("/keys", N_("Keys"), more=True),
    Way("/audit", N_("Audit trail"), more=True),
    Way("/rules", N_("Rules"), more=True),
    Way("/retention", N_("Retention"), more=True),
    Way("/requests", N_("Requests"), more=True),
    Way("/backup", N_("Backup"), more=True),
    Way("/me", N_("My passphrase"), more=True),
)


def show_ways(app: Flask) -> None:
    """Let templates of ``app`` ask for `ways`: the pages that the reader's role may open."""
    known = {rule.rule: rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    def ways(*, more: bool) -> Sequence[Way]:
        me = visitor()
        role = None if me is None else me.role
        return [way for way in WAYS if way.more == more and may(known.get(way.path), role)]

    app.context_processor(lambda: {"ways": ways})
