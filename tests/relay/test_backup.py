"""A backup is made while the relay serves, and is only one once it has been brought back."""

from __future__ import annotations

import io
import os
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from intake.config import Relay
from intake.envelope.bundle import BundleReader
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.locked import FLOOR, LockedFileError, Secret, lock
from intake.relay.app import create_app
from intake.relay.backup.archive import MEMBERS
from intake.relay.backup.making import back_up
from intake.relay.backup.restoring import restore
from intake.relay.errors import RelayError
from intake.relay.handout import tables as staff
from intake.relay.handout.database import make_staff_database, open_staff_database
from intake.relay.handout.roles import Role
from intake.relay.instance import LOCKED, PUBLIC, OpenRelay, open_relay
from intake.relay.making import new_courier, new_staff_key
from intake.sqlcipher import DatabaseError
from tests.publication import publication, signed
from tests.relay.handout.world import HandoutWorld
from tests.relay.world import INBOX, PASSPHRASE, World

STAFF = new_staff_key()


def make_whole(world: World) -> World:
    """Add what `intake relay init` makes besides the database."""
    signing = world.relay.signing
    public = signing.verify_key.encode()
    secrets = (
        Secret("database", "the relay's database", b"", world.key),
        Secret("signing", "the relay's bundles", public, signing.encode()),
        STAFF,
        new_courier(),
    )
    lock(world.config.data / LOCKED, secrets, {"relay": PASSPHRASE}, cost=FLOOR)
    (world.config.data / PUBLIC).write_text(base64url(public) + "\n")
    make_staff_database(world.config.data, STAFF.secret).dispose()
    return world


@pytest.fixture
def kept(world: World) -> World:
    """A relay with all its files."""
    return make_whole(world)


def elsewhere(world: World, tmp_path: Path) -> Relay:
    return msgspec.structs.replace(world.config, data=tmp_path / "elsewhere")


def brought_back(world: World, tmp_path: Path) -> OpenRelay:
    """The relay out of a backup made now, in a new place."""
    back_up(world.config, PASSPHRASE, tmp_path / "backup", world.today)
    place = elsewhere(world, tmp_path)
    restore(place, PASSPHRASE, tmp_path / "backup")
    return open_relay(place, PASSPHRASE)


def serve(world: World, relay: OpenRelay) -> None:
    """Let everybody talk to this relay from now on."""
    world.relay = relay
    world.client = create_app(relay, environment="test", clock=lambda: world.now).test_client()


def pulled(world: World) -> BundleReader:
    body = world.carry("GET", "bundle").data
    return BundleReader(io.BytesIO(body), relay=world.relay.signing.verify_key.encode(), inbox=INBOX)


def carried(world: World) -> list[bytes]:
    return [each.envelope or b"" for each in pulled(world).envelopes()]


def test_a_relay_that_was_brought_back_holds_what_the_old_one_held(kept: World, tmp_path: Path) -> None:
    token, old = kept.link(), kept.stored(3)
    kept.later(days=7)
    new = kept.stored(2)
    assert kept.carry("POST", "published", signed(kept.ggd, publication())).status_code == 200
    serve(kept, brought_back(kept, tmp_path))
    assert "GGD Fryslân" in kept.client.get("/info/ti/").text
    assert sorted(carried(kept)) == sorted(old + new)
    assert kept.open(token).status_code == 200
    assert {kept.send(each, f"Link {token}").status_code for each in old + new} == {200}


def test_it_is_the_next_epoch_of_the_same_relay_and_goes_on_with_its_numbers(kept: World, tmp_path: Path) -> None:
    kept.stored()
    before = pulled(kept).manifest
    serve(kept, brought_back(kept, tmp_path))
    after = pulled(kept).manifest
    assert (before.epoch, after.epoch) == (1, 2)
    assert (after.sequence, after.previous) == (before.sequence + 1, base64url(before.digest()))


def test_what_came_back_is_offered_until_the_desk_has_acknowledged_it_once_more(kept: World, tmp_path: Path) -> None:
    """Its receipt came after the backup: the relay knows nothing of it, and the next one goes on from there."""
    stored = kept.stored(2)
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    receipt = kept.acknowledge(map(digest, stored))
    place = elsewhere(kept, tmp_path)
    restore(place, PASSPHRASE, tmp_path / "backup")
    serve(kept, open_relay(place, PASSPHRASE))
    assert sorted(carried(kept)) == sorted(stored)
    kept.acknowledge(map(digest, stored), sequence=2, previous=receipt)
    assert carried(kept) == []


def test_a_backup_made_while_people_send_holds_what_was_answered_before_it(kept: World, tmp_path: Path) -> None:
    token, first = kept.link(), kept.stored(5)
    meanwhile = [kept.ggd.seal() for _ in range(20)]
    with ThreadPoolExecutor(5) as people:
        sending = [people.submit(kept.send, each, f"Link {token}") for each in meanwhile]
        relay = brought_back(kept, tmp_path)
        assert {each.result().status_code for each in sending} == {201}
    serve(kept, relay)
    back = carried(kept)
    assert set(first) <= set(back) <= set(first) | set(meanwhile)
    assert len(back) == len(set(back))


def test_a_backup_made_between_the_steps_of_a_move_loses_and_doubles_nothing(kept: World, tmp_path: Path) -> None:
    stored = kept.stored(3)
    kept.later(days=7)
    with kept.relay.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO envelope SELECT * FROM arrival")
    serve(kept, brought_back(kept, tmp_path))
    assert sorted(carried(kept)) == sorted(stored)


def test_nobody_who_was_signed_in_or_invited_then_is_so_afterwards(
    kept: World, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    colleagues = HandoutWorld(tmp_path_factory.mktemp("handout"))
    colleagues.sign_in(Role.COORDINATOR)
    with colleagues.handout.engine.begin() as connection:
        rows = {each: connection.execute(select(each)).mappings().all() for each in (staff.staff, staff.session)}
    engine = open_staff_database(kept.config.data, STAFF.secret)
    with engine.begin() as connection:
        for table, found in rows.items():
            connection.execute(table.insert(), [dict(row) for row in found])
    engine.dispose()
    relay = brought_back(kept, tmp_path)
    engine = open_staff_database(relay.config.data, STAFF.secret)
    with engine.begin() as connection:
        counted = [connection.scalar(select(func.count()).select_from(each)) for each in (staff.staff, staff.session)]
    assert counted == [len(rows[staff.staff]), 0]
    assert len(rows[staff.session]) > 0


def test_a_backup_tells_no_order_and_nothing_in_the_clear(kept: World, tmp_path: Path) -> None:
    stored = kept.stored(4)
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    data = (tmp_path / "backup").read_bytes()
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
    for secret in (kept.key, kept.relay.signing.encode(), INBOX.encode(), *(each[40:80] for each in stored)):
        assert secret not in data
    with tarfile.open(tmp_path / "backup") as tar:
        assert [(each.name, each.mtime, each.uid, each.mode) for each in tar] == [
            (name, 0, 0, 0o600) for name in MEMBERS
        ]


def test_only_the_passphrase_of_its_day_brings_it_back_and_a_failed_try_leaves_nothing(
    kept: World, tmp_path: Path
) -> None:
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    place = elsewhere(kept, tmp_path)
    with pytest.raises(LockedFileError, match="opens no slot"):
        restore(place, "another long passphrase", tmp_path / "backup")
    assert list(place.data.iterdir()) == []


def test_a_backup_that_was_brought_back_by_half_is_in_nobodys_way(
    kept: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No room is left when some of the files have their place."""
    kept.stored()
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    place, put, link = elsewhere(kept, tmp_path), list[str](), os.link

    def link_three(source: Path, target: Path) -> None:
        if len(put) == 3:
            raise OSError
        put.append(target.name)
        link(source, target)

    monkeypatch.setattr(os, "link", link_three)
    with pytest.raises(RelayError, match="could not be brought back"):
        restore(place, PASSPHRASE, tmp_path / "backup")
    assert list(place.data.iterdir()) == []
    monkeypatch.setattr(os, "link", link)
    restore(place, PASSPHRASE, tmp_path / "backup")
    serve(kept, open_relay(place, PASSPHRASE))
    assert len(carried(kept)) == 1


def test_nothing_is_overwritten(kept: World, tmp_path: Path) -> None:
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    before = (tmp_path / "backup").read_bytes()
    with pytest.raises(RelayError, match="exists already"):
        back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    with pytest.raises(RelayError, match="exists already"):
        restore(kept.config, PASSPHRASE, tmp_path / "backup")
    assert (tmp_path / "backup").read_bytes() == before


@pytest.mark.parametrize("share", [0.0, 0.3, 0.95])
def test_a_backup_that_was_cut_is_refused_in_words(kept: World, tmp_path: Path, share: float) -> None:
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    data = (tmp_path / "backup").read_bytes()
    (tmp_path / "cut").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(RelayError, match="not a whole backup"):
        restore(elsewhere(kept, tmp_path), PASSPHRASE, tmp_path / "cut")


def test_a_backup_with_a_damaged_page_is_refused(kept: World, tmp_path: Path) -> None:
    kept.stored(4)
    back_up(kept.config, PASSPHRASE, tmp_path / "backup", kept.today)
    data = bytearray((tmp_path / "backup").read_bytes())
    with tarfile.open(tmp_path / "backup") as tar:
        place = tar.getmember("arrivals.sqlite")
    data[place.offset_data + place.size - 5000] ^= 1
    (tmp_path / "damaged").write_bytes(data)
    with pytest.raises(DatabaseError, match="damaged"):
        restore(elsewhere(kept, tmp_path), PASSPHRASE, tmp_path / "damaged")


def test_a_tar_of_something_else_puts_nothing_anywhere(kept: World, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "foreign", "w") as tar:
        for name in (*MEMBERS, "../outside"):
            tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    place = elsewhere(kept, tmp_path)
    with pytest.raises(RelayError, match="not a whole backup"):
        restore(place, PASSPHRASE, tmp_path / "foreign")
    assert not (tmp_path / "outside").exists()
    assert list(place.data.iterdir()) == []
