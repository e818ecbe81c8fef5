"""Where one can go: from every page to what one's role may open. A page that is not there is not named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flask import Flask

from intake.web.local.program import Program
from intake.web.local.service import visitor
from intake.web.local.way import Way


def show_ways(app: Flask, program: Program) -> None:
    """Let templates of ``app`` ask for `ways`, the pages that the reader's role may open, and `may_open` about one.

    ``{% if may_open("people.page") %}``: by endpoint, also of a page that this program does not have.
    """

    @cache
    def known() -> dict[str, str]:
        return {rule.rule: rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    def ways(*, more: bool) -> Sequence[Way]:
        return [way for way in program.ways if way.more == more and program.rights.may(known().get(way.path), _role())]

    def may_open(endpoint: str) -> bool:
        return endpoint in app.view_functions and program.rights.may(endpoint, _role())

    app.context_processor(lambda: {"ways": ways, "may_open": may_open})


def _role() -> str | None:
    me = visitor()
    return None if me is None else me.role
