"""Receipts of two desks, restored or not, in any order: offered is always what the newest desk does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from intake.envelope.format import digest
from intake.envelope.receipt import Receipt
from intake.relay.tables import receipt as receipts
from tests.faults.relay import offered, pushed
from tests.relay.world import World

ENVELOPES = 6


@dataclass(frozen=True, slots=True)
class Pushed:
    """A receipt to push: of which desk, and of which envelopes. ``follows``: does it name the desk's last one?"""

    desk: str
    epoch: int
    sequence: int
    have: frozenset[int]
    follows: bool


HISTORIES = st.lists(
    st.builds(
        Pushed,
        desk=st.sampled_from("AB"),
        epoch=st.integers(1, 2),
        sequence=st.integers(1, 4),
        have=st.frozensets(st.integers(0, ENVELOPES - 1), max_size=4),
        follows=st.booleans(),
    ),
    min_size=2,
    max_size=6,
)


class Relay:
    """One relay for all histories; each begins with receipts forgotten and desks of its own."""

    def __init__(self, world: World) -> None:
        self.world, self._runs = world, count()
        self._digests = sorted(map(digest, world.stored(ENVELOPES)))

    def history(self) -> History:
        """A relay to which no receipt came yet."""
        with self.world.relay.engine.begin() as connection:
            connection.execute(delete(receipts))
        return History(self.world, self._digests, next(self._runs))


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """The relay of this module."""
    made = World(tmp_path_factory.mktemp("relay"))
    yield Relay(made)
    made.relay.engine.dispose()


class History:
    """What became of the receipts: which desk is the newest, and which one acknowledged each envelope last."""

    def __init__(self, world: World, digests: list[bytes], run: int) -> None:
        self.world, self.digests, self.run = world, digests, run
        self.newest: tuple[str, int] | None = None
        self.acknowledged: dict[bytes, tuple[str, int]] = {}
        self.last: dict[str, Receipt] = {}

    def push(self, one: Pushed) -> None:
        """Push it, and take down what follows from it if it was taken."""
        desk = one.desk + f"{self.run:021d}"
        before = self.last.get(desk)
        have = [self.digests[number] for number in one.have]
        previous = before if one.follows else None
        data, receipt = self.world.ggd.receipt(
            have, sequence=one.sequence, previous=previous, desk=desk, epoch=one.epoch
        )
        if pushed(self.world, data) or (before is not None and receipt.digest() == before.digest()):
            return
        self.last[desk], self.newest = receipt, (desk, one.epoch)
        self.acknowledged |= dict.fromkeys(have, self.newest)

    def wanted(self) -> list[bytes]:
        """What the newest desk has not acknowledged."""
        return [each for each in self.digests if self.newest is None or self.acknowledged.get(each) != self.newest]


@given(history=HISTORIES)
@settings(max_examples=15)
def test_what_the_newest_desk_does_not_have_is_offered_whatever_receipts_came(
    relay: Relay, history: list[Pushed]
) -> None:
    told = relay.history()
    for one in history:
        told.push(one)
        assert offered(told.world) == told.wanted()
