"""The wall on a PostgreSQL server: the role of those who hand out, made as packaging/postgresql/roles.sql says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select
from sqlalchemy.exc import DBAPIError

from intake.config import Handout, Inbox, Organisation, Relay
from intake.errors import ConfigError
from intake.relay.handout.instance import open_handout
from intake.relay.handout.reaching import open_links
from intake.relay.instance import unlock_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import end_kiosk, kiosks
from intake.relay.links.organisations import add_organisation
from intake.relay.links.register import Kind
from intake.relay.links.tables import handed_out
from intake.relay.store import open_store
from intake.sqlcipher import DatabaseError, reading
from tests.relay.handout.world import HANDOUT, IDENTITY, INBOX, SCHOOL
from tests.relay.served import Served
from tests.relay.server import HANDOUT as ROLE
from tests.relay.server import Server
from tests.relay.world import MONDAY, ORIGIN, PASSPHRASE

REACHED = {"link", "handed_out", "organisation"}
NUMBERS = count(1)


def relay(address: str | None) -> Relay:
    return Relay(
        data=Path("/nowhere"),
        origin=ORIGIN,
        database=address,
        inboxes=(Inbox(INBOX, IDENTITY, "ggd10", "1"),),
        organisations=(Organisation(SCHOOL, "Taalschool", INBOX),),
    )


def opened(address: str) -> Engine:
    return open_links(relay(None), Handout(HANDOUT, database=address), b"")


class Register:
    """What hands out links, over the role's engine."""

    def __init__(self, engine: Engine) -> None:
        self.config, self.engine = relay(None), engine


@pytest.fixture
def links(server: Server, database: str) -> Iterator[Engine]:
    # What is granted on a database as a whole is not copied with it.
    server.make_roles(database)
    engine = opened(server.address(database, ROLE))
    yield engine
    engine.dispose()


def test_it_does_all_that_handing_out_needs(links: Engine) -> None:
    register = Register(links)
    made = [*hand_out_links(register, SCHOOL, Kind.CARD, now=MONDAY, count=3)]
    made += hand_out_links(register, SCHOOL, Kind.KIOSK, now=MONDAY)
    (tablet,) = kiosks(register, SCHOOL, MONDAY.date())
    end_kiosk(register, SCHOOL, tablet.id, MONDAY.date())
    with links.begin() as connection:
        add_organisation(register.config, connection, Organisation("library", "Bibliotheek", INBOX))
    with reading(links).begin() as connection:
        assert connection.scalar(select(handed_out.c.total)) == 3
    assert len(set(made)) == 4


def test_it_reaches_no_other_table_and_makes_none(links: Engine, server: Server, database: str) -> None:
    whole = open_store(relay(server.address(database)), b"")
    tables = set(inspect(whole).get_table_names())
    whole.dispose()
    assert {"arrival", "envelope", "tombstone", "bundle", "receipt", "key_sheet", "alembic_version"} <= tables
    tried = [
        f"{begin} {table}" for table in tables - REACHED for begin in ("SELECT count(*) FROM", "DELETE FROM", "LOCK")
    ]
    tried += [
        "CREATE TABLE mine (x int)",
        "CREATE TEMP TABLE mine (x int)",
        "CREATE VIEW spy AS SELECT * FROM arrival",
        "CREATE FUNCTION spy() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT (SELECT count(*) FROM envelope) FROM link",
        "DELETE FROM link",
        "TRUNCATE link",
        "DROP TABLE link",
        "SET ROLE envelop_relay",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY link TO PROGRAM 'true'",
    ]
    for statement in tried:
        with pytest.raises(DBAPIError, match="SQLSTATE 42501"), links.begin() as connection:
            connection.exec_driver_sql(statement)


# {role} is a role like the right one, but for what the statement adds.
TOO_MUCH = {
    "a table": "GRANT SELECT ON arrival TO {role}",
    "a table for everybody": "GRANT SELECT ON envelope TO PUBLIC",
    "a column": "GRANT SELECT (digest) ON envelope TO {role}",
    "the step": "GRANT SELECT ON alembic_version TO {role}",
    "another right": "GRANT DELETE ON link TO {role}",
    "a view": "CREATE VIEW spy AS SELECT week FROM arrival; GRANT SELECT ON spy TO {role}",
    "another schema": "CREATE SCHEMA other; CREATE TABLE other.link (x int); GRANT SELECT ON other.link TO {role}",
    "making tables": "GRANT CREATE ON SCHEMA public TO {role}",
    "a function with others' rights": "CREATE FUNCTION spy() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "owning": "ALTER TABLE link OWNER TO {role}",
    "the relay's role": "GRANT envelop_relay TO {role}",
    "everybody's tables": "GRANT pg_read_all_data TO {role}",
    "a superuser": "ALTER ROLE {role} SUPERUSER",
    "making roles": "ALTER ROLE {role} CREATEROLE",
    "past row security": "ALTER ROLE {role} BYPASSRLS",
    "too little": "REVOKE INSERT ON link FROM {role}",
    "nothing at all": "REVOKE ALL ON link, handed_out, organisation FROM {role}",
    "another version": "ALTER TABLE link ADD COLUMN opened date",
}  # fmt: skip


@pytest.mark.parametrize("statement", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_role_that_may_do_more_or_less_is_refused(server: Server, database: str, statement: str) -> None:
    role = f"probe_{next(NUMBERS)}"
    server.command(
        database,
        f"CREATE ROLE {role} LOGIN",
        f"GRANT CONNECT ON DATABASE {database} TO {role}",
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE ON link, handed_out, organisation TO {role}",
    )
    address = server.address(database, role)
    opened(address).dispose()
    server.command(database, statement.format(role=role))
    with pytest.raises(DatabaseError):
        opened(address)


def test_the_relays_own_role_is_refused(server: Server, database: str) -> None:
    with pytest.raises(DatabaseError, match="may do more than hand out links") as refused:
        opened(server.address(database))
    assert "roles.sql" in str(refused.value.hint)


def test_what_is_granted_while_it_serves_is_noticed_by_the_next_connection(
    links: Engine, server: Server, database: str
) -> None:
    server.command(database, f"GRANT SELECT ON arrival TO {ROLE}")
    links.dispose()
    with pytest.raises(DatabaseError, match="reaches more than links: arrival"):
        links.connect()


def test_before_the_relay_is_made_it_says_what_is_missing(server: Server, empty: str) -> None:
    with pytest.raises(DatabaseError, match="does not reach the links"):
        opened(server.address(empty, ROLE))


def test_the_pages_open_with_the_right_role_and_refuse_to_start_with_another(
    server: Server, empty: str, tmp_path: Path
) -> None:
    made = Served(tmp_path / "relay", database=server.address(empty))
    server.make_roles(empty)
    config = made.config_file.read_text() + f'\n[relay.handout]\norigin = "{HANDOUT}"\n'
    made.config_file.write_text(config + f'database = "{server.address(empty, ROLE)}"\n')
    handout = open_handout(made.config, unlock_relay(made.config, PASSPHRASE))
    assert len(hand_out_links(handout.links, SCHOOL, Kind.CARD, now=MONDAY, count=2)) == 2
    handout.close()
    made.config_file.write_text(config + f'database = "{server.address(empty)}"\n')
    refused = made.run("handout", "serve")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("error: the role in [relay.handout] database may do more than hand out links\n")


def test_without_a_role_of_its_own_it_does_not_start(server: Server, database: str) -> None:
    with pytest.raises(ConfigError, match=r"\[relay.handout\] does not say how to reach them"):
        open_links(relay(server.address(database)), Handout(HANDOUT), b"")
