"""How the pages of those who hand out reach the relay's links: in its file behind a wall, or on a server as a role.

In both ways they reach links and organisations, and no envelope.
"""

from __future__ import annotations

from sqlalchemy import Engine

from intake.config import Handout, Relay
from intake.errors import ConfigError
from intake.relay.database import open_links_database
from intake.relay.handout.role import guard
from intake.relay.handout.wall import build_wall
from intake.relay.store import open_on_server

SETTING = "[relay.handout] database"


def open_links(config: Relay, settings: Handout, key: bytes) -> Engine:
    """The links of the relay; raises ConfigError or DatabaseError. ``key`` opens files."""
    if settings.database is not None:
        return guard(open_on_server(settings.database, SETTING), SETTING)
    if config.database is not None:
        raise ConfigError(
            "the links stand on a server, and [relay.handout] does not say how to reach them",
            "Add its database, with a role of its own: packaging/postgresql/roles.sql makes it.",
        )
    return build_wall(open_links_database(config.data, key))
