"""Organisations that hand out links: those of the configuration, and those that an operator added to the database.

The configuration's stand as long as it says so and nobody changes them from a browser; an id belongs to one of the
two. An organisation that is not known any more opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from intake.config import Organisation, Relay
from intake.relay.errors import RelayError
from intake.relay.links.tables import organisation as table

ID = re.compile(r"[a-z0-9][a-z0-9-]{1,30}")
COLUMNS = (table.c.id, table.c.name, table.c.inbox, table.c.place, table.c.colour)


def find_organisation(config: Relay, connection: Connection, name: str) -> Organisation | None:
    """The organisation of this id, if the relay has it."""
    given = next((each for each in config.organisations if each.id == name), None)
    if given is not None:
        return given
    row = connection.execute(select(*COLUMNS).where(table.c.id == name)).one_or_none()
    return None if row is None else Organisation(*row)


def organisation_of(config: Relay, connection: Connection, name: str) -> Organisation:
    """The organisation of this id; raises RelayError."""
    found = find_organisation(config, connection, name)
    if found is None:
        raise RelayError("the relay knows no such organisation", "Add it to [[relay.organisations]].")
    return found


def organisations(config: Relay, connection: Connection) -> Sequence[Organisation]:
    """All of them: first the configuration's, then those that were added, each by name."""
    added = [Organisation(*row) for row in connection.execute(select(*COLUMNS))]
    return [*sorted(config.organisations, key=_name), *sorted(added, key=_name)]


def add_organisation(config: Relay, connection: Connection, new: Organisation) -> None:
    """Add one; raises RelayError where the id is taken or no id, or the inbox is not there."""
    if not ID.fullmatch(new.id):
        raise RelayError("this is no id for an organisation", "Two to 31 small letters, digits and hyphens.")
    if find_organisation(config, connection, new.id) is not None:
        raise RelayError("there is an organisation with this id already", "Choose another id.")
    _refuse_missing_inbox(config, new)
    connection.execute(insert(table).values(**{column.name: getattr(new, column.name) for column in COLUMNS}))


def change_organisation(config: Relay, connection: Connection, changed: Organisation) -> None:
    """Give an added one another name, inbox, place or colour; raises RelayError where the configuration has it."""
    _refuse_missing_inbox(config, changed)
    values = {column.name: getattr(changed, column.name) for column in COLUMNS[1:]}
    if not connection.execute(update(table).where(table.c.id == changed.id).values(**values)).rowcount:
        raise RelayError("this organisation is not changed here", "It stands in the relay's configuration file.")


def _refuse_missing_inbox(config: Relay, new: Organisation) -> None:
    if config.inbox(new.inbox) is None:
        raise RelayError("the organisation's inbox is not configured", "Add it to [[relay.inboxes]].")


def _name(organisation: Organisation) -> str:
    return organisation.name.casefold()
