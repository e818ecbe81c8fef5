"""Key sheets that were hurt or mistaken: refused in words of their own, and the form goes on with the one it had."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from nacl.signing import SigningKey

from intake.courier.refusals import BY_WORD
from intake.envelope.encoding import base64url
from tests.faults.damage import cut, flip, zero_tail
from tests.faults.documents import bit_changed, changed, sheet_saying
from tests.faults.fault import Fault, unexplained
from tests.faults.relay import pushed
from tests.relay.world import OPEN_INBOX, Ggd, World

HALF_A_FILE = "the file is damaged, or only a part of it was copied"
DAMAGED, OTHER_GGD, OTHER_INBOX, OTHER_FORM, OLDER = (
    BY_WORD[word][0] for word in ("damaged", "other-ggd", "other-inbox", "other-form", "older-key-sheet")
)
BIT, LATER = "a bit of its signature", "a sheet of a later version"


def good(world: World) -> bytes:
    """The sheet of tomorrow, which the relay would take."""
    return world.ggd.sheet(world.today + timedelta(days=1)).raw


def saying(world: World, **said: object) -> bytes:
    """The GGD signed something else."""
    return sheet_saying(good(world), world.ggd.identity, **said)


def keys(world: World) -> list[dict[str, str]]:
    """The keys as they stand in the good sheet."""
    listed: list[dict[str, str]] = json.loads(good(world))["sheet"]["keys"]
    return listed


def own_key_slipped_in(world: World) -> bytes:
    """Somebody wrote a key of their own into the sheet."""
    stranger = Ggd().sheet(world.today + timedelta(days=1)).raw
    return changed(good(world), "sheet", "keys", to=json.loads(stranger)["sheet"]["keys"])


FAULTS: list[Fault[World]] = [
    Fault("cut", lambda world: cut(good(world), 900), HALF_A_FILE),
    Fault("zeros at its end", lambda world: zero_tail(good(world), -300), HALF_A_FILE, "cut"),
    Fault("a bracket flipped", lambda world: flip(good(world), -1 % len(good(world))), HALF_A_FILE, "cut"),
    Fault(BIT, lambda world: bit_changed(good(world), "signature"), DAMAGED),
    Fault("another day", lambda world: changed(good(world), "sheet", "issued", to="2026-12-01"), DAMAGED, BIT),
    Fault("another key slipped in", own_key_slipped_in, DAMAGED, BIT),
    Fault("signed by another key", lambda world: sheet_saying(good(world), SigningKey.generate()), DAMAGED, BIT),
    Fault("another GGD's", lambda world: Ggd().sheet(world.today).raw, OTHER_GGD),
    Fault("a bit of its identity", lambda world: bit_changed(good(world), "sheet", "identity"), OTHER_GGD,
          "another GGD's"),
    Fault("another identity in it", lambda world: saying(world, identity=base64url(bytes(32))), OTHER_GGD,
          "another GGD's"),
    Fault("another inbox's", lambda world: world.ggd.sheet(world.today, inbox=OPEN_INBOX).raw, OTHER_INBOX),
    Fault(LATER, lambda world: saying(world, v="2"), OTHER_FORM),
    Fault("keys out of order", lambda world: saying(world, keys=keys(world)[::-1]), OTHER_FORM, LATER),
    Fault("a key twice", lambda world: saying(world, keys=[keys(world)[0], *keys(world)]), OTHER_FORM, LATER),
    Fault("no list of keys", lambda world: saying(world, keys="none"), OTHER_FORM, LATER),
    Fault("valid for a year", lambda world: saying(world, expires="2027-11-24"), OTHER_FORM, LATER),
    Fault("a day that is none", lambda world: saying(world, issued="2026-02-30"), OTHER_FORM, LATER),
    Fault("no signature", lambda world: json.dumps({"sheet": {}}).encode(), OTHER_FORM, LATER),
    Fault("an older one", lambda world: world.ggd.sheet(world.today - timedelta(days=1)).raw, OLDER),
]  # fmt: skip


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One for all: what is refused changes nothing."""
    made = World(tmp_path_factory.mktemp("relay"))
    yield made
    made.relay.engine.dispose()


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_key_sheet_that_cannot_be_taken_is_refused_in_its_words_and_the_form_keeps_the_old(
    relay: World, fault: Fault[World]
) -> None:
    before = relay.open(relay.link()).data
    assert pushed(relay, fault.spoil(relay)) == fault.says
    assert relay.open(relay.link()).data == before


def test_no_two_key_sheets_share_a_message_but_where_the_table_says_why() -> None:
    assert unexplained(FAULTS) == {}


def test_after_every_fault_the_good_sheet_is_taken(relay: World) -> None:
    assert pushed(relay, good(relay)) == ""
    assert good(relay) in relay.open(relay.link()).data
