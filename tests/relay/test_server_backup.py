"""A relay on a server is backed up alike; a backup is brought back to files or to a server, whatever it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from intake.relay.backup.making import back_up
from intake.relay.backup.restoring import restore
from intake.relay.instance import LOCKED, open_relay
from intake.relay.upgrading import upgrade_relay
from intake.sqlcipher import DatabaseError
from tests.relay.server import Server
from tests.relay.test_backup import carried, make_whole, serve
from tests.relay.world import PASSPHRASE, World


@pytest.fixture
def another(server: Server) -> Iterator[str]:
    """The address of a database in which nothing is."""
    name = server.new_database("template0")
    yield server.address(name)
    server.command("template1", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("to_files", [True, False], ids=["to files", "to another server"])
def test_what_was_on_a_server_comes_back(world: World, tmp_path: Path, another: str, to_files: bool) -> None:
    kept, token = make_whole(world), world.link()
    stored = kept.stored(3)
    kept.later(days=7)
    stored += kept.stored(2)
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    place = msgspec.structs.replace(kept.config, data=tmp_path / "elsewhere", database=None if to_files else another)
    assert restore(place, PASSPHRASE, tmp_path / "backup").epoch == 2
    kept.relay.engine.dispose()
    serve(kept, open_relay(place, PASSPHRASE))
    assert sorted(carried(kept)) == sorted(stored)
    assert {kept.send(each, f"Link {token}").status_code for each in stored} == {200}
    assert (place.data / "relay.sqlite").exists() == to_files


def test_a_backup_is_not_brought_back_over_a_relay_on_a_server(world: World, tmp_path: Path) -> None:
    kept = make_whole(world)
    kept.stored()
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    place = msgspec.structs.replace(kept.config, data=tmp_path / "elsewhere")
    with pytest.raises(DatabaseError, match="there is a relay"):
        restore(place, PASSPHRASE, tmp_path / "backup")
    assert not (place.data / LOCKED).exists()
    assert len(carried(kept)) == 1


def test_a_servers_database_of_an_older_version_is_brought_up_to_date(world: World) -> None:
    """As it was before arrivals stood apart."""
    kept = make_whole(world)
    with kept.relay.engine.begin() as connection:
        for table in ("arrival", "told", "publication"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    with pytest.raises(DatabaseError, match="another version"):
        open_relay(kept.config, PASSPHRASE)
    assert upgrade_relay(kept.config, PASSPHRASE) == ["the server's database went from step 0002 to 0004"]
    assert upgrade_relay(kept.config, PASSPHRASE) == []
    kept.stored()
    assert len(carried(kept)) == 1
