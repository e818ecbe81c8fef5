"""Bundles: what is in them, when they are cut, and that they come again byte for byte."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
from sqlalchemy import select

from intake.envelope.bundle import BundleReader, HandedOut, contents_digest
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.relay.carrying.bundles import Cuts
from intake.relay.links.register import Kind
from intake.relay.tables import bundle
from tests.relay.world import INBOX, World, outcome


def read(world: World, data: bytes, *, inbox: str = INBOX) -> BundleReader:
    return BundleReader(io.BytesIO(data), relay=world.relay.signing.verify_key.encode(), inbox=inbox)


def pulled(world: World) -> BundleReader:
    answer = world.carry("GET", "bundle")
    assert answer.status_code == 200
    assert answer.content_length == len(answer.data)
    return read(world, answer.data)


def test_a_bundle_carries_every_envelope_in_the_order_of_digests(world: World) -> None:
    envelopes = world.stored(70)
    bundle = pulled(world)
    assert [carried.envelope for carried in bundle.envelopes()] == sorted(envelopes, key=digest)
    assert list(bundle.contents) == sorted(map(digest, envelopes))


def test_an_empty_bundle_is_a_bundle(world: World) -> None:
    bundle = pulled(world)
    assert (bundle.manifest.count, list(bundle.envelopes())) == (0, [])


def test_the_manifest_names_relay_epoch_sequence_and_the_bundle_before(world: World) -> None:
    first, second = pulled(world).manifest, pulled(world).manifest
    assert (first.relay, first.epoch, first.sequence, first.previous) == (world.relay.instance, 1, 1, None)
    assert (second.sequence, second.previous) == (2, base64url(first.digest()))
    assert first.cut == "2026-11-23"


def test_the_manifest_tells_how_many_forms_each_organisation_handed_out(world: World) -> None:
    [world.link(), world.link()]
    world.link(Kind.KIOSK)
    world.link(organisation="not of this inbox")
    world.later(days=10)
    world.link()
    assert pulled(world).manifest.handed_out == (HandedOut("school", "2026-11", 2), HandedOut("school", "2026-12", 1))


def test_within_the_interval_the_same_bundle_comes_again_byte_for_byte(new_world: Callable[..., World]) -> None:
    world = new_world(hours_between_bundles=24)
    world.stored(3)
    first = world.carry("GET", "bundle").data
    world.stored(2)
    world.link()
    world.later(hours=23)
    assert world.carry("GET", "bundle").data == first
    world.later(hours=1)
    third = world.carry("GET", "bundle").data
    assert read(world, third).manifest.count == 5
    assert read(world, third).manifest.sequence == 2


def test_what_was_in_a_bundle_cannot_be_told_from_what_the_relay_keeps(new_world: Callable[..., World]) -> None:
    world = new_world()
    stored = world.stored(2)
    signed = pulled(world).manifest
    with world.relay.engine.begin() as connection:
        kept = connection.execute(select(bundle)).one()
    assert kept.digest == signed.digest()
    # Whoever knows all else, and guesses the contents rightly, still cannot tell that they did.
    digests = sorted(map(digest, stored))
    guess = msgspec.structs.replace(signed, contents=contents_digest(digests), salt=base64url(bytes(16)))
    assert guess.contents == signed.contents
    assert guess.digest() != kept.digest


def test_after_a_restart_the_next_pull_cuts_a_bundle_that_follows(new_world: Callable[..., World]) -> None:
    world = new_world(hours_between_bundles=24)
    world.stored(1)
    inbox = world.config.inboxes[0]
    before = Cuts(world.relay).now(inbox, world.now)
    after = Cuts(world.relay).now(inbox, world.now)
    assert (after.manifest.sequence, after.manifest.previous) == (2, base64url(before.manifest.digest()))


def test_an_inbox_gets_its_own_envelopes_only(world: World) -> None:
    world.stored(2)
    other = world.carry("GET", "bundle", inbox="ggd-open")
    assert read(world, other.data, inbox="ggd-open").manifest.count == 0


def test_acknowledged_envelopes_leave_the_next_bundle(world: World) -> None:
    kept, gone = world.stored(2)
    world.acknowledge([digest(gone)])
    assert [carried.envelope for carried in pulled(world).envelopes()] == [kept]


def test_a_new_desk_is_offered_everything_that_is_still_held(world: World) -> None:
    envelopes = world.stored(3)
    have = list(map(digest, envelopes))
    world.acknowledge(have)
    assert pulled(world).manifest.count == 0
    world.acknowledge(have[:1], desk="B" * 22)
    assert pulled(world).manifest.count == 2


def test_a_desk_that_was_restored_is_offered_everything_that_is_still_held(world: World) -> None:
    envelopes = world.stored(3)
    world.acknowledge(map(digest, envelopes), sequence=7)
    world.acknowledge([], epoch=2, sequence=5)
    assert pulled(world).manifest.count == 3


def test_only_a_courier_may_pull(world: World) -> None:
    assert outcome(world.client.get(f"/api/inboxes/{INBOX}/bundle")) == (401, "not-a-courier")
