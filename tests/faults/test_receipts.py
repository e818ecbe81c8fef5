"""Receipts that were hurt, mistaken or come at the wrong time: refused in words of their own, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from nacl.signing import SigningKey

from intake.courier.refusals import BY_WORD
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.envelope.receipt import Receipt
from tests.faults.bundles import bundle_of
from tests.faults.damage import cut, flip, glue, zero_tail
from tests.faults.documents import bit_changed, changed, receipt_saying, spaced
from tests.faults.fault import Fault, unexplained
from tests.faults.relay import offered, pushed
from tests.relay.world import INBOX, OPEN_INBOX, Ggd, World

HALF_A_FILE = "the file is damaged, or only a part of it was copied"


def _word(word: str) -> str:
    return BY_WORD[word][0]


@dataclass
class Scene:
    """A relay with six envelopes. Receipt 2 of desk A, then receipt 3, are taken; ``good`` is the fourth."""

    world: World
    digests: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.digests = sorted(map(digest, self.world.stored(6)))
        self.first = self.world.acknowledge(self.digests[:1], sequence=2)
        self.last = self.world.acknowledge(self.digests[1:2], sequence=3, previous=self.first)
        self.good = self.receipt(self.digests[2:4])

    def receipt(
        self, have: list[bytes], *, sequence: int = 4, previous: Receipt | None = None, epoch: int = 1
    ) -> bytes:
        """A receipt of desk A that follows the last, unless something else is said."""
        follows = previous or self.last
        return self.world.ggd.receipt(have, sequence=sequence, previous=follows, epoch=epoch)[0]

    def offered(self) -> list[bytes]:
        """What a bundle holds now."""
        return offered(self.world)

    def pushed(self, data: bytes, inbox: str = INBOX) -> str:
        """Push ``data``; what the courier reads if it is refused."""
        return pushed(self.world, data, inbox)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One for all: what is refused changes nothing, and each test looks whether that is so."""
    world = World(tmp_path_factory.mktemp("relay"))
    yield Scene(world)
    world.relay.engine.dispose()


def _other_ggd(scene: Scene) -> bytes:
    return Ggd().receipt(scene.digests, sequence=4, previous=scene.last)[0]


def _other_inbox(scene: Scene) -> bytes:
    return scene.world.ggd.receipt(scene.digests, sequence=4, inbox=OPEN_INBOX)[0]


def _saying(scene: Scene, **said: object) -> bytes:
    return receipt_saying(scene.good, scene.world.ggd.desk_signing, **said)


def _listing(scene: Scene, *digests: bytes) -> bytes:
    return _saying(scene, have=list(map(base64url, digests)))


NEITHER = "this is neither a receipt nor a key sheet nor a published file"
FAULTS: list[Fault[Scene]] = [
    Fault("an empty file", lambda scene: b"", "the file is empty"),
    Fault("a file of zeros", lambda scene: bytes(900), "the file holds nothing but zeros"),
    Fault("a copy that was cut", lambda scene: cut(scene.good, 400), HALF_A_FILE),
    Fault("a copy without its last byte", lambda scene: cut(scene.good, -1), HALF_A_FILE, "a copy that was cut"),
    Fault("zeros at its end", lambda scene: zero_tail(scene.good, -100), HALF_A_FILE, "a copy that was cut"),
    Fault("two receipts in one file", lambda scene: glue(scene.good, scene.good), HALF_A_FILE, "a copy that was cut"),
    Fault("text behind it", lambda scene: glue(scene.good, b"x"), HALF_A_FILE, "a copy that was cut"),
    Fault("a bracket flipped", lambda scene: flip(scene.good, len(scene.good) - 1), HALF_A_FILE, "a copy that was cut"),
    Fault("a name that stands twice", lambda scene: b'{"receipt":{},' + scene.good[1:], HALF_A_FILE,
          "a copy that was cut"),
    Fault("a bundle", lambda scene: bundle_of(SigningKey.generate(), []).join(), "this is a bundle, not a receipt"),
    Fault("a letter", lambda scene: b"Dear colleague,", NEITHER),
    Fault("another document", lambda scene: b'{"letter":"dear"}', NEITHER,
          "a letter"),
    Fault("a receipt without a certificate", lambda scene: changed(scene.good, "certificate", to=None),
          _word("damaged"), "a bit of what it lists"),
    Fault("a bit of what it lists", lambda scene: changed(scene.good, "receipt", "have", to=[base64url(bytes(32))]),
          _word("damaged")),
    Fault("a bit of its signature", lambda scene: bit_changed(scene.good, "signature"), _word("damaged"),
          "a bit of what it lists"),
    Fault("a bit of the trail's head", lambda scene: bit_changed(scene.good, "receipt", "audit_head"),
          _word("damaged"), "a bit of what it lists"),
    Fault("a bit of the certified key", lambda scene: bit_changed(scene.good, "certificate", "role", "public"),
          _word("damaged"), "a bit of what it lists"),
    Fault("an envelope left out", lambda scene: changed(scene.good, "receipt", "have", to=[]), _word("damaged"),
          "a bit of what it lists"),
    Fault("signed by a key that nobody certified", lambda scene: receipt_saying(scene.good, SigningKey.generate()),
          _word("damaged"), "a bit of what it lists"),
    Fault("another GGD's receipt", _other_ggd, _word("other-ggd")),
    # Nobody can tell whether the identity that does not fit is another one, or this one's damaged signature.
    Fault("a bit of the certificate's signature", lambda scene: bit_changed(scene.good, "certificate", "signature"),
          _word("other-ggd"), "another GGD's receipt"),
    Fault("another inbox's receipt", _other_inbox, _word("other-inbox")),
    Fault("another inbox under this one's certificate", lambda scene: _saying(scene, inbox=OPEN_INBOX),
          _word("other-inbox"), "another inbox's receipt"),
    Fault("a receipt of a later version", lambda scene: _saying(scene, v=2), _word("other-form")),
    Fault("a list out of order", lambda scene: _listing(scene, *reversed(scene.digests)), _word("other-form"),
          "a receipt of a later version"),
    Fault("a digest that stands twice", lambda scene: _listing(scene, scene.digests[2], scene.digests[2]),
          _word("other-form"), "a receipt of a later version"),
    Fault("a digest that is none", lambda scene: _saying(scene, have=["short"]), _word("other-form"),
          "a receipt of a later version"),
    Fault("a number below nothing", lambda scene: _saying(scene, sequence=-1), _word("other-form"),
          "a receipt of a later version"),
    Fault("the receipt before the last", lambda scene: scene.receipt([], sequence=2), _word("older-receipt")),
    Fault("an older receipt that never came", lambda scene: scene.receipt(scene.digests, sequence=1),
          _word("older-receipt"), "the receipt before the last"),
    Fault("another receipt with the last one's number", lambda scene: scene.receipt(scene.digests, sequence=3),
          _word("second-copy")),
    Fault("a receipt that follows another one", lambda scene: scene.receipt(scene.digests, previous=scene.first),
          _word("second-copy"), "another receipt with the last one's number"),
    Fault("from before the desk was restored", lambda scene: scene.receipt(scene.digests, epoch=0),
          _word("before-restore")),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_receipt_that_cannot_be_taken_is_refused_in_its_own_words_and_changes_nothing(
    scene: Scene, fault: Fault[Scene]
) -> None:
    assert scene.pushed(fault.spoil(scene)) == fault.says
    assert scene.offered() == scene.digests[2:]


def test_no_two_receipts_share_a_message_but_where_the_table_says_why() -> None:
    assert unexplained(FAULTS) == {}


def test_after_every_fault_the_good_receipt_is_taken_and_what_it_lists_leaves(world: World) -> None:
    scene = Scene(world)
    assert all(scene.pushed(fault.spoil(scene)) for fault in FAULTS)
    assert scene.pushed(scene.good) == ""
    assert scene.offered() == scene.digests[4:]


def test_the_last_receipt_again_is_taken_again_and_changes_nothing(world: World) -> None:
    scene = Scene(world)
    assert [scene.pushed(scene.good) for _ in range(3)] == ["", "", ""]
    assert scene.offered() == scene.digests[4:]


def test_white_space_in_a_receipt_does_not_matter_to_its_signature(world: World) -> None:
    scene = Scene(world)
    assert scene.pushed(spaced(scene.good)) == ""
    assert scene.offered() == scene.digests[4:]


def test_a_receipt_that_names_nothing_is_one(world: World) -> None:
    scene = Scene(world)
    assert scene.pushed(scene.receipt([])) == ""
    assert scene.offered() == scene.digests[2:]


def test_a_receipt_touches_no_envelope_of_another_inbox_and_none_that_nobody_knows(world: World) -> None:
    scene = Scene(world)
    assert scene.pushed(world.ggd.sheet(world.today, inbox=OPEN_INBOX).raw, OPEN_INBOX) == ""
    foreign = world.ggd.receipt([*scene.digests, bytes(32)], inbox=OPEN_INBOX)[0]
    assert scene.pushed(foreign, OPEN_INBOX) == ""
    assert scene.offered() == scene.digests[2:]


def test_what_an_older_receipt_lists_that_came_too_late_is_offered_again(world: World) -> None:
    scene = Scene(world)
    newer = world.ggd.receipt(scene.digests[4:5], sequence=5)[0]
    assert scene.pushed(newer) == ""
    assert scene.pushed(scene.good) == BY_WORD["older-receipt"][0]
    assert scene.offered() == [*scene.digests[2:4], scene.digests[5]]


def test_a_restored_desk_is_offered_everything_and_its_receipts_from_before_are_refused(world: World) -> None:
    scene = Scene(world)
    assert scene.pushed(scene.receipt([], sequence=2, previous=scene.first, epoch=2)) == ""
    assert scene.offered() == scene.digests
    assert scene.pushed(scene.good) == BY_WORD["before-restore"][0]
    assert scene.offered() == scene.digests


def test_the_old_desk_is_refused_once_another_took_over_and_its_last_receipt_again_changes_nothing(
    world: World,
) -> None:
    scene = Scene(world)
    assert scene.pushed(scene.good) == ""
    world.acknowledge(scene.digests[:1], desk="B" * 22)
    assert scene.offered() == scene.digests[1:]
    later = world.ggd.receipt(scene.digests, sequence=6)[0]
    assert scene.pushed(later) == BY_WORD["other-desk"][0]
    assert scene.pushed(scene.good) == ""
    assert scene.offered() == scene.digests[1:]
