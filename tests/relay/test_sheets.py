"""Key sheets: of the pinned identity, of this inbox, and never an older one."""

from __future__ import annotations

from datetime import timedelta

from tests.relay.world import Ggd, World, outcome


def test_a_newer_sheet_replaces_the_one_before_and_the_form_gets_it(world: World) -> None:
    newer = world.ggd.sheet(world.today + timedelta(days=1))
    assert world.carry("POST", "key-sheet", newer.raw).status_code == 200
    assert newer.raw in world.open(world.link()).data


def test_the_same_sheet_again_is_taken(world: World) -> None:
    assert world.carry("POST", "key-sheet", world.ggd.sheet(world.today).raw).status_code == 200


def test_an_older_sheet_is_refused(world: World) -> None:
    older = world.ggd.sheet(world.today - timedelta(days=1))
    assert outcome(world.carry("POST", "key-sheet", older.raw)) == (409, "older-key-sheet")


def test_a_sheet_of_another_identity_or_inbox_or_no_sheet_is_refused(world: World) -> None:
    stranger = Ggd().sheet(world.today).raw
    elsewhere = world.ggd.sheet(world.today, inbox="ggd-open").raw
    before = world.open(world.link()).data
    broken = world.ggd.sheet(world.today).raw[:-1]
    refusals = {stranger: "other-ggd", elsewhere: "other-inbox", broken: "damaged", b"": "not-a-key-sheet"}
    for body, word in refusals.items():
        assert outcome(world.carry("POST", "key-sheet", body)) == (400, word)
    assert world.open(world.link()).data == before


def test_a_sheet_that_the_configuration_no_longer_trusts_is_not_passed_on(world: World) -> None:
    inbox, *_ = world.config.inboxes
    trusting_another = type(inbox)(inbox.id, Ggd().fingerprint, inbox.questionnaire, inbox.version)
    client = world.restarted(inboxes=(trusting_another,))
    answer = client.post("/api/links/open", json={"token": world.link()})
    assert outcome(answer) == (503, "not-ready")
