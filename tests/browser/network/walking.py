"""Every address of the network book that a role may open, as the application itself knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from intake.network.people import Role
from intake.network.tables import ambassadors, destinations
from intake.network.unlock import OpenNetwork
from intake.network.web.rights import may

# Files, what leads somebody at work to the first page, and what is about a thing that is not there.
SKIPPED = re.compile(
    r"\.(css|svg|js|json|pdf|csv|tar)$|^/(static|shared|healthz|start$|unlock$)|/(state|progress|download)$|<"
)


def pages(app: Flask, network: OpenNetwork, role: Role) -> Iterator[str]:
    """Their paths. Of those about one thing, the first one's: numbers begin at 1, ids are looked up."""
    rules: list[Rule] = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ids = _ids(network)
    for rule in rules:
        path = re.sub(r"<int:[^>]*>", "1", rule.rule)
        path = re.sub(r"<[^>]*>", ids.get(path.split("/")[1], "<>"), path)
        if "GET" in (rule.methods or ()) and may(rule.endpoint, role) and not SKIPPED.search(path):
            yield path


def _ids(network: OpenNetwork) -> dict[str, str]:
    """By room, the id of its first thing."""
    tables = {"ambassadors": ambassadors, "destinations": destinations}
    with network.reading() as connection:
        found = {
            room: connection.execute(select(table.c.id).order_by(table.c.name).limit(1)).scalar()
            for room, table in tables.items()
        }
    return {room: first for room, first in found.items() if first is not None}
