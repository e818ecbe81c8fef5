"""Where one can go from every page: short, and only where one's role may. A page that is not there is not named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flask import Flask

from intake.web.local.program import Program
from intake.web.local.service import visitor
from intake.web.local.way import Way


def show_ways(app: Flask, program: Program) -> None:
    """Let templates of ``app`` ask for `ways`: the pages that the reader's role may open."""

    @cache
    def known() -> dict[str, str]:
        return {rule.rule: rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    def ways(*, more: bool) -> Sequence[Way]:
        me = visitor()
        role = None if me is None else me.role
        return [way for way in program.ways if way.more == more and program.rights.may(known().get(way.path), role)]

    app.context_processor(lambda: {"ways": ways})
