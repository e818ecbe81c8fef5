"""Who is believed to be a courier: every reason against it gets the same bytes."""

from __future__ import annotations

from dataclasses import replace

from nacl.signing import SigningKey

from intake.envelope.courier_request import WINDOW, authorization
from intake.envelope.signatures import fingerprint
from intake.relay.app import create_app
from intake.relay.carrying.couriers import Nonces
from tests.relay.world import INBOX, MONDAY, OPEN_INBOX, World

PATH = f"/api/inboxes/{INBOX}/bundle"


def test_a_request_is_believed_once(world: World) -> None:
    signed = authorization(world.courier, method="GET", path=PATH, body=b"", time=int(MONDAY.timestamp()))
    answers = [world.client.get(PATH, headers={"Authorization": signed}).status_code for _ in range(2)]
    assert answers == [200, 401]


def test_clocks_may_differ_by_five_minutes(world: World) -> None:
    now = int(MONDAY.timestamp())
    for time, status in ((now - WINDOW, 200), (now + WINDOW, 200), (now - WINDOW - 1, 401), (now + WINDOW + 1, 401)):
        assert world.carry("GET", "bundle", signed_time=time).status_code == status


def test_whatever_is_wrong_is_answered_alike(world: World) -> None:
    answers = [
        world.client.get(PATH),
        world.client.get(PATH, headers={"Authorization": "Courier x.y.z"}),
        world.carry("GET", "bundle", signed_by=SigningKey.generate()),
        world.carry("GET", "bundle", signed_method="POST"),
        world.carry("GET", "bundle", signed_path="/api/inboxes/ggd-open/bundle"),
        world.carry("GET", "bundle", signed_body=b"x"),
        world.carry("GET", "bundle", signed_time=0),
        world.carry("GET", "bundle", inbox="nobody"),
        world.client.post(f"/api/inboxes/{INBOX}/receipts", data=b"{}"),
        world.client.post(f"/api/inboxes/{INBOX}/key-sheet", data=b"{}"),
        world.client.post(f"/api/inboxes/{INBOX}/key-sheet", data=bytes(9 << 20)),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.data for answer in answers}) == 1


def test_nonces_are_remembered_as_long_as_they_matter() -> None:
    nonces = Nonces()
    assert nonces.first_time(b"ahead", time=WINDOW, now=0)
    assert not nonces.first_time(b"ahead", time=WINDOW, now=2 * WINDOW)
    assert nonces.first_time(b"other", time=3 * WINDOW, now=3 * WINDOW)
    assert nonces._seen.keys() == {b"other"}


def test_the_relays_own_page_carries_for_every_inbox_and_nobody_elses_does(world: World) -> None:
    page = SigningKey.generate()
    world.relay = replace(world.relay, own_courier=fingerprint(page.verify_key.encode()))
    world.client = create_app(world.relay, environment="test", clock=lambda: world.now).test_client()
    asked = [
        (page, INBOX),
        (page, OPEN_INBOX),
        (page, "nobody"),
        (world.courier, INBOX),
        (SigningKey.generate(), INBOX),
    ]
    answers = [world.carry("GET", "bundle", inbox=inbox, signed_by=key).status_code for key, inbox in asked]
    assert answers == [200, 200, 401, 200, 401]
