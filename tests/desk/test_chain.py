"""How bundles follow each other: what does not fit is said in plain words, and everything goes in all the same."""

from __future__ import annotations

from typing import Any

import pytest

from intake.envelope.encoding import base64url
from tests.desk.world import Cut, World, sealed, submission


def follow(world: World, before: Cut, **said: Any) -> tuple[str, ...]:
    """Import a bundle after ``before``; the remarks, once it is sure that its envelope went in."""
    told: dict[str, Any] = {
        "sequence": before.manifest.sequence + 1,
        "previous": base64url(before.manifest.digest()),
    } | said
    summary = world.take_in(world.bundle(sealed(submission()), **told))
    assert summary.new == 1
    return summary.remarks


@pytest.fixture
def first(world: World) -> Cut:
    cut = world.bundle(sealed(submission()))
    assert world.take_in(cut).remarks == ()
    return cut


def test_a_bundle_that_follows_needs_no_remark(world: World, first: Cut) -> None:
    assert follow(world, first) == ()


def test_the_same_bundle_again_is_said(world: World, first: Cut) -> None:
    assert "imported before" in world.take_in(first).remarks[0]


def test_a_gap_names_the_bundles_that_are_not_here(world: World, first: Cut) -> None:
    (remark,) = follow(world, first, sequence=4)
    assert remark.startswith("Bundles 2 to 3 were not imported here.")


def test_a_gap_at_the_very_beginning_is_said(world: World) -> None:
    (remark,) = world.take_in(world.bundle(sealed(submission()), sequence=2, previous="A" * 43)).remarks
    assert remark.startswith("Bundle 1 was not imported here.")


def test_a_bundle_that_comes_late_is_said(world: World, first: Cut) -> None:
    follow(world, first, sequence=3)
    assert follow(world, first)[0].startswith("Bundle 2 comes late, after bundle 3.")


def test_another_bundle_with_a_number_that_was_used_is_said(world: World, first: Cut) -> None:
    assert follow(world, first, sequence=1)[0].startswith("Another bundle with number 1 was imported before.")


def test_a_bundle_that_names_another_one_before_it_is_said(world: World, first: Cut) -> None:
    assert follow(world, first, previous="A" * 43)[0].startswith("The bundle does not follow bundle 1 as it was here.")


def test_a_relay_that_was_restored_from_a_backup_is_said_once(world: World, first: Cut) -> None:
    (remark,) = follow(world, first, epoch=2, sequence=1, previous=None)
    assert "restored from a backup" in remark
    after = world.bundle(sealed(submission()), epoch=2, sequence=1, previous=None)
    assert "imported before" in follow(world, after, epoch=2, sequence=1, previous=None)[0]


def test_a_bundle_from_before_the_restore_is_said(world: World, first: Cut) -> None:
    follow(world, first, epoch=2, sequence=1, previous=None)
    assert "older than the relay's last restore" in follow(world, first)[0]


def test_another_relay_with_the_same_key_is_said(world: World, first: Cut) -> None:
    assert "another relay" in follow(world, first, relay="relay-two", sequence=1, previous=None)[0]


def test_a_repeated_envelope_in_a_later_bundle_is_known(world: World) -> None:
    data = sealed(submission())
    world.take_in(world.bundle(data))
    summary = world.take_in(world.bundle(data, sealed(submission()), sequence=2))
    assert (summary.new, summary.known) == (1, 1)
