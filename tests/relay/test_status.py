"""What whoever keeps the relay is told, and when to act."""

from __future__ import annotations

from sqlalchemy import text

from intake.envelope.format import digest
from intake.relay.status import InboxStatus, relay_status
from tests.relay.world import World


def of_the_first(world: World) -> InboxStatus:
    return relay_status(world.relay, world.today)[0]


def test_counts_weeks_and_numbers(world: World) -> None:
    _, gone = world.stored(2)
    assert world.carry("GET", "bundle").status_code == 200
    world.acknowledge([digest(gone)], sequence=5)
    world.later(days=7)
    world.stored()
    status = of_the_first(world)
    assert (status.stored, status.waiting, status.oldest) == (3, 2, "2026-W48")
    assert (status.bundle, status.bundle_week, status.receipt) == (1, "2026-W48", 5)
    assert status.warnings == ()


def test_a_key_sheet_that_ends_soon_has_ended_or_never_came_is_said(world: World) -> None:
    world.later(days=80)
    assert of_the_first(world).warnings == ("the key sheet expires on 2027-02-21: sign and carry a new one",)
    world.later(days=10)
    assert of_the_first(world).warnings == ("the key sheet has expired: nobody can seal a form",)
    with world.relay.engine.begin() as connection:
        connection.execute(text("DELETE FROM key_sheet"))
    assert of_the_first(world).warnings == ("no key sheet yet: nobody can open the form",)


def test_an_inbox_that_no_courier_serves_is_said(world: World) -> None:
    inbox = world.config.inboxes[0]
    alone = type(inbox)(inbox.id, inbox.identity, inbox.questionnaire, inbox.version)
    relay = type(world.relay)(
        type(world.config)(data=world.config.data, origin="", inboxes=(alone,)),
        world.relay.engine,
        world.relay.signing,
        world.relay.instance,
        world.relay.epoch,
    )
    assert relay_status(relay, world.today)[0].warnings == ("no courier is registered",)
