"""Machines are lost and come back from backups; everybody's case is at the desk once all the same."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.courier.whole_way import Way, whole_way
from tests.desk.conftest import empty_database

__all__ = ["empty_database"]


@pytest.fixture
def way(tmp_path: Path, empty_database: Path) -> Iterator[Way]:
    with whole_way(tmp_path, empty_database) as made:
        yield made


def each_once(way: Way) -> Counter[str]:
    """Everybody who answered has one case."""
    return Counter(way.sent)


def test_what_was_sent_arrives_once_and_is_not_offered_again(way: Way) -> None:
    way.send(3)
    (first,) = way.carry()
    assert (first.new, first.known) == (3, 0)
    way.send(2)
    (second,) = way.carry()
    assert (second.new, second.known, second.remarks) == (2, 0, ())
    (third,) = way.carry()
    assert (third.new, third.known) == (0, 0)
    assert way.cases() == each_once(way)


def test_a_relay_that_was_restored_offers_again_and_its_lost_envelopes_are_still_on_the_stick(way: Way) -> None:
    way.send(2)
    way.sync()
    way.take_in()
    backup = way.back_up_relay()
    way.sync()
    way.send(2)
    way.later(days=1)
    way.sync()  # these two are on the stick, and then the relay is lost
    way.restore_relay(backup)
    way.send(1)
    way.later(days=1)
    way.sync()
    lost, restored = sorted(way.stick.glob("*.envelop"), key=lambda path: path.stat().st_size)
    assert any("stays" in line for line in way.said)
    summaries = way.take_in()
    assert sorted((each.new, each.known) for each in summaries) == [(1, 2), (2, 0)]
    assert any("restored from a backup" in remark for each in summaries for remark in each.remarks)
    assert way.cases() == each_once(way)
    way.sync()
    lost.unlink()
    (empty,) = way.carry()
    assert (empty.new, empty.known) == (0, 0)
    assert not restored.exists()


def test_a_desk_that_was_restored_gets_everything_again_that_is_held(way: Way) -> None:
    way.send(2)
    way.carry()
    backup = way.back_up_desk()
    way.send(2)
    way.carry()
    way.restore_desk(backup)
    way.send(1)
    (news,) = way.carry()
    assert (news.new, news.known) == (1, 0)
    (again,) = way.carry()  # now the relay knows of the restored desk
    assert (again.new, again.known) == (2, 2)
    (empty,) = way.carry()
    assert (empty.new, empty.known) == (0, 0)
    assert way.cases() == each_once(way)


def test_a_desk_that_was_restored_twice_from_one_backup_misses_nothing(way: Way) -> None:
    way.send(1)
    way.carry()
    backup = way.back_up_desk()
    way.restore_desk(backup)
    way.send(2)
    way.carry()
    way.carry()  # only the desk that is lost now has these two, and the relay was told that it has
    way.restore_desk(backup, before=1)
    way.carry()
    way.carry()
    assert way.cases() == each_once(way)


def test_who_does_not_say_that_a_backup_was_brought_back_before_hears_it_from_the_relay(way: Way) -> None:
    way.send(1)
    way.carry()
    backup = way.back_up_desk()
    way.restore_desk(backup)
    way.send(2)
    way.carry()
    way.restore_desk(backup)
    way.send(1)
    way.said.clear()
    way.carry()
    assert any("restored" in line for line in way.said), way.said
    way.restore_desk(backup, before=1)
    way.carry()
    way.carry()
    assert way.cases() == each_once(way)


def test_an_old_machine_that_is_found_again_cannot_let_the_relay_forget_anything(way: Way) -> None:
    way.send(2)
    way.carry()
    backup = way.back_up_desk()
    old = way.folder / "old"
    shutil.copytree(way.desk.section.data, old)
    way.restore_desk(backup)
    way.carry()
    way.carry()  # the relay knows of the restored desk
    way.send(1)
    way.later(days=1)
    way.sync()
    shutil.rmtree(way.desk.section.data)
    old.rename(way.desk.section.data)
    way.take_in()
    way.said.clear()
    way.sync()
    assert any("from before the desk was restored" in line for line in way.said), way.said
    way.restore_desk(backup, before=1)
    way.carry()
    way.carry()
    assert way.cases() == each_once(way)


def test_a_desk_that_was_replaced_gets_everything_that_is_held(way: Way) -> None:
    way.send(3)
    way.carry()
    way.replace_desk()
    way.carry()
    (again,) = way.carry()
    assert (again.new, again.known) == (3, 0)
    (empty,) = way.carry()
    assert (empty.new, empty.known) == (0, 0)
    assert way.cases() == each_once(way)


def test_a_receipt_that_the_lost_desk_left_on_the_stick_is_set_aside(way: Way) -> None:
    way.send(1)
    way.sync()
    way.take_in()
    (late,) = way.stick.glob("receipt-*")
    late = late.rename(way.folder / "late")
    way.replace_desk()
    way.carry()
    late.rename(way.stick / "late")
    way.sync()
    way.carry()
    assert way.cases() == each_once(way)


def test_a_key_sheet_that_was_signed_again_is_carried_back(way: Way) -> None:
    way.later(days=80)
    renewed = way.world.ggd.sheet(way.world.today)
    (way.stick / "sheet.json").write_bytes(renewed.raw)
    way.sync()
    way.later(days=20)
    opened = way.world.open(way.world.link()).get_json()["key_sheet"]["sheet"]
    assert opened["expires"] == (renewed.issued + timedelta(90)).isoformat()
    way.send(1)
    way.carry()
    assert way.cases() == each_once(way)
