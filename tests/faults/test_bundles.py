"""Bundles that were hurt, mistaken or come out of turn: each has its own words, and afterwards no case is lost.

Every fault is brought to a real desk that imported a bundle before. Then the good bundle comes, and each person is in
the queue exactly once.
"""

from __future__ import annotations

import io
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from intake.envelope import bundle_words as words
from intake.envelope.bundle import BundleReader
from intake.envelope.context import Context
from intake.envelope.errors import BundleError, Trouble
from intake.envelope.format import ENVELOPE_LENGTH
from intake.envelope.kinds import Kind
from intake.envelope.signatures import Label, sign
from tests.desk.world import INBOX, RELAY, SIGNING, World, sealed, submission
from tests.faults.bundles import DIGEST, Parts, bundle_of
from tests.faults.damage import cut, doubled, exchanged, flip, glue, without, written_over, zero_tail
from tests.faults.desk import BEFORE, EARLIER, Hurt, Told, following, template, whole_in_place
from tests.faults.documents import spaced
from tests.faults.fault import Fault, unexplained

PEOPLE = [submission() for _ in range(4)]
EVERYBODY = Counter(person.id for person in (EARLIER, *PEOPLE))
GOOD = following([sealed(person) for person in PEOPLE])
FILE = GOOD.join()
AT = GOOD.borders()
LISTED, BODY = AT["digests"], AT["envelopes"]
LENGTH = int.from_bytes(FILE[8:12])
# One bit less: one bit more could end in a byte of the signature that happens to fit.
SHORTER = (LENGTH - (LENGTH & -LENGTH)).to_bytes(4)
STRANGER = SigningKey.generate()
OTHER_RELAY = bundle_of(STRANGER, GOOD.envelopes)

DAMAGED = "Damaged on the way: N. They come again with the next bundle."
MISSING = "Missing from the file: N. They come again with the next bundle."
SHORT, ZEROS, MISPLACED = (words.TROUBLES[each][0] for each in (Trouble.SHORT, Trouble.ZEROS, Trouble.MISPLACED))
MORE, ZEROS_BEHIND, SECOND = (
    words.TROUBLES[each][0] for each in (Trouble.MORE, Trouble.ZEROS_BEHIND, Trouble.SECOND_BUNDLE)
)
NO_BUNDLE, RELAYS_FAULT = words.OTHER_KINDS[Kind.OTHER][0], words.RELAYS_FAULT[0]
NOT_SIGNED, HEAD_DAMAGED, BREAKS_OFF = words.NOT_SIGNED[0], words.DAMAGED[0], words.BREAKS_OFF[0]
LIST_DAMAGED, LIST_BREAKS_OFF = words.LIST_DAMAGED[0], words.LIST_BREAKS_OFF[0]


def of(parts: Parts) -> bytes:
    """The file of a bundle that is a constant here."""
    return parts.join()


def saying(**said: object) -> Parts:
    """The relay signed something else about the same envelopes."""
    return GOOD.saying(RELAY, **said)


def crafted(place: int) -> Parts:
    """One envelope was changed before the relay signed for it: its digest fits."""
    return following([flip(GOOD.envelopes[0], place), *GOOD.envelopes[1:]])


def fault(name: str, data: bytes, says: str, like: str = "") -> Fault[None]:
    """A row whose file is made now."""
    return Fault(name, lambda _: data, says, like)


FLIPPED, CUT, LIST, GAP = "a bit of the manifest", "cut in an envelope", "a bit of the list", "a bit of an envelope"
WRONG_KIND = [
    fault("an empty file", b"", words.OTHER_KINDS[Kind.EMPTY][0]),
    fault("a file of zeros", bytes(20_000), words.OTHER_KINDS[Kind.ZEROS][0]),
    fault("a receipt", b'{"certificate":{"role":{}}}', words.OTHER_KINDS[Kind.DOCUMENT][0]),
    fault("a picture", b"\x89PNG\r\n\x1a\n" + bytes(99), NO_BUNDLE),
    fault("a bit of the magic", flip(FILE, 3), NO_BUNDLE, "a picture"),
    fault("a bundle of a later format", GOOD.changed(magic=b"ENVBNDL2").join(), words.NEWER[0]),
    fault("a manifest of a later version", of(saying(v=2)), words.NEWER[0], "a bundle of a later format"),
]
BEGINNING = [
    fault("cut in its magic", cut(FILE, 8), BREAKS_OFF),
    fault("cut in its length", cut(FILE, 11), BREAKS_OFF, "cut in its magic"),
    fault("cut before its manifest", cut(FILE, AT["manifest"]), BREAKS_OFF, "cut in its magic"),
    fault("cut in its manifest", cut(FILE, AT["manifest"] + 50), BREAKS_OFF, "cut in its magic"),
    fault("cut before its signature", cut(FILE, AT["signature"]), BREAKS_OFF, "cut in its magic"),
    fault("cut in its signature", cut(FILE, LISTED - 1), BREAKS_OFF, "cut in its magic"),
    fault("a length far behind the end", written_over(FILE, 8, b"\0\x0f\xff\xff"), BREAKS_OFF, "cut in its magic"),
    fault("a length beyond all measure", written_over(FILE, 8, b"\xff\xff\xff\xff"), HEAD_DAMAGED),
    fault("a bit of the length", written_over(FILE, 8, SHORTER), HEAD_DAMAGED, "a length beyond all measure"),
    fault("zeros from the manifest on", zero_tail(FILE, AT["manifest"] + 9), HEAD_DAMAGED,
          "a length beyond all measure"),
    fault("a bracket of the manifest", flip(FILE, AT["manifest"]), HEAD_DAMAGED, "a length beyond all measure"),
    # A letter that became another one, and another relay's signature: who is to say which it was?
    fault(FLIPPED, GOOD.changed(manifest=GOOD.manifest.replace(b"relay-one", b"relay-ooe")).join(), NOT_SIGNED),
    fault("a bit of the signature", flip(FILE, AT["signature"]), NOT_SIGNED, FLIPPED),
    fault("another relay's signature", of(GOOD.signed(STRANGER, GOOD.manifest)), NOT_SIGNED, FLIPPED),
    fault("the desk's own signature", of(GOOD.signed(SIGNING, GOOD.manifest)), NOT_SIGNED, FLIPPED),
    fault("a signature for something else", GOOD.changed(signature=sign(RELAY, Label.RECEIPT, GOOD.manifest)).join(),
          NOT_SIGNED, FLIPPED),
    fault("another GGD's bundle", bundle_of(STRANGER, [], inbox="ggd-other").join(), NOT_SIGNED, FLIPPED),
    fault("another inbox written into it", GOOD.changed(manifest=GOOD.manifest.replace(b"ggd-d", b"ggd-x")).join(),
          NOT_SIGNED, FLIPPED),
    fault("another count written into it", GOOD.changed(
        manifest=GOOD.manifest.replace(b'"count":4', b'"count":3')).join(), NOT_SIGNED, FLIPPED),
    fault("another inbox's bundle", of(saying(inbox="ggd-other")), words.OTHER_INBOX[0]),
    fault("a signed manifest with spaces", of(GOOD.signed(RELAY, spaced(GOOD.manifest))), RELAYS_FAULT),
    fault("a signed manifest with one member more", of(saying(more=1)), RELAYS_FAULT, "a signed manifest with spaces"),
    fault("a signed manifest with a negative count", of(saying(count=-1)), RELAYS_FAULT,
          "a signed manifest with spaces"),
    fault("a signed list out of order", of(GOOD.listing(RELAY, GOOD.digests[::-1])), RELAYS_FAULT,
          "a signed manifest with spaces"),
    fault("a signed list with a digest twice", of(GOOD.listing(RELAY, doubled(GOOD.digests, 1))), RELAYS_FAULT,
          "a signed manifest with spaces"),
]  # fmt: skip
LISTS = [
    fault(LIST, flip(FILE, LISTED + 40), LIST_DAMAGED),
    fault("a list in another order", GOOD.changed(digests=exchanged(GOOD.digests, 1, 2)).join(), LIST_DAMAGED, LIST),
    fault("a list that lacks one", GOOD.changed(digests=without(GOOD.digests, 2)).join(), LIST_DAMAGED, LIST),
    fault("a list with one twice", GOOD.changed(digests=doubled(GOOD.digests, 2)).join(), LIST_DAMAGED, LIST),
    fault("a count that says one less", of(saying(count=3)), LIST_DAMAGED, LIST),
    fault("a count that says one more", of(saying(count=5)), LIST_DAMAGED, LIST),
    fault("another bundle's list", GOOD.changed(digests=OTHER_RELAY.listing(STRANGER, [bytes(32)] * 4).digests).join(),
          LIST_DAMAGED, LIST),
    fault("cut before its list", cut(FILE, LISTED), LIST_BREAKS_OFF),
    fault("cut between two digests", cut(FILE, LISTED + DIGEST), LIST_BREAKS_OFF, "cut before its list"),
    fault("cut in a digest", cut(FILE, BODY - 1), LIST_BREAKS_OFF, "cut before its list"),
    fault("a count beyond all measure", of(saying(count=2**53 - 1)), LIST_BREAKS_OFF, "cut before its list"),
]  # fmt: skip
ENVELOPES = [
    *(fault(name, flip(FILE, BODY + ENVELOPE_LENGTH + place), DAMAGED, like) for name, place, like in (
        (GAP, 5000, ""), ("a bit of an envelope's magic", 0, GAP), ("a bit of its context", 9, GAP),
        ("a bit of its count", 40, GAP), ("a bit of its first stanza", 41, GAP), ("a bit of its second", 1300, GAP),
        ("a bit of its commitment", 2393, GAP), ("its last bit", ENVELOPE_LENGTH - 1, GAP))),
    fault("another envelope in its place", GOOD.changed(
        envelopes=(*GOOD.envelopes[:2], BEFORE.envelopes[0], GOOD.envelopes[3])).join(), DAMAGED, GAP),
    fault("one envelope left out", GOOD.changed(envelopes=without(GOOD.envelopes, 1)).join(), MISSING),
    fault(CUT, cut(FILE, -5000), SHORT),
    fault("cut before the envelopes", cut(FILE, BODY), SHORT, CUT),
    fault("cut between two envelopes", cut(FILE, -2 * ENVELOPE_LENGTH), SHORT, CUT),
    fault("without its last byte", cut(FILE, -1), SHORT, CUT),
    # The last one left out and a copy that was cut there are the same bytes.
    fault("the last envelope left out", GOOD.changed(envelopes=GOOD.envelopes[:-1]).join(), SHORT, CUT),
    fault("a byte lost in the middle", FILE[: BODY + 99] + FILE[BODY + 100 :], SHORT, CUT),
    fault("zeros at its end", zero_tail(FILE, -2 * ENVELOPE_LENGTH), ZEROS),
    fault("two envelopes exchanged", GOOD.changed(envelopes=exchanged(GOOD.envelopes, 0, 3)).join(), MISPLACED),
    fault("all in another order", GOOD.changed(envelopes=GOOD.envelopes[::-1]).join(), MISPLACED,
          "two envelopes exchanged"),
    fault("one envelope twice", GOOD.changed(envelopes=doubled(GOOD.envelopes, 1)).join(), MISPLACED,
          "two envelopes exchanged"),
    fault("another envelope behind the last", glue(FILE, BEFORE.envelopes[0]), MORE),
    fault("another envelope in between", GOOD.changed(
        envelopes=(*GOOD.envelopes[:2], BEFORE.envelopes[0], *GOOD.envelopes[2:])).join(), MORE,
        "another envelope behind the last"),
    fault("text behind it", glue(FILE, b"\n"), MORE, "another envelope behind the last"),
    fault("zeros behind it", glue(FILE, bytes(512)), ZEROS_BEHIND),
    fault("two bundles in one file", glue(FILE, BEFORE.join()), SECOND),
]  # fmt: skip
CRAFTED = [
    fault("signed for with another magic", of(crafted(0)), "Set aside: N (wrong magic)."),
    fault("signed for though sealed for another inbox", of(following([
        sealed(PEOPLE[0], context=Context("ggd-other", "ggd10", "1")), *GOOD.envelopes[1:]])),
        "Set aside: N (wrong context)."),
    fault("signed for with another count", of(crafted(40)), "Set aside: N (wrong length)."),
    fault("signed for with another key", of(crafted(41)), "Set aside: N (unknown key)."),
    fault("signed for with a changed body", of(crafted(9000)), "Set aside: N (authentication failed)."),
    fault("signed for with another context inside", of(crafted(9)), "Set aside: N (authentication failed).",
          "signed for with a changed body"),
    fault("signed for with another commitment", of(crafted(2393)), "Set aside: N (wrong commitment)."),
    fault("signed for with no form in it", of(following([sealed(b"[]"), *GOOD.envelopes])),
          "Set aside: N (bad json)."),
    fault("signed for a second time", of(following([sealed(PEOPLE[0]), *GOOD.envelopes])),
          "Set aside: N (second envelope with this id)."),
]  # fmt: skip
TURN = [
    fault("the bundle before again", BEFORE.join(), "This bundle was imported before"),
    fault("an earlier one", of(saying(sequence=4)), "Bundle N comes late, after bundle N."),
    fault("a gap", of(saying(sequence=9)), "Bundles N to N were not imported here."),
    fault("another one with that number", of(saying(sequence=5)), "Another bundle with number N was imported before."),
    fault("one that follows another", of(saying(previous="A" * 43)), "The bundle does not follow bundle N"),
    fault("one that follows none", of(saying(previous=None)), "The bundle does not follow bundle N",
          "one that follows another"),
    fault("a relay restored since", of(saying(epoch=3)), "The relay was restored from a backup."),
    fault("from before the relay was restored", of(saying(epoch=1)), "The bundle is older than the relay's last"),
    fault("another relay with the same key", of(saying(relay="relay-two")), "The bundle comes from another relay"),
]  # fmt: skip
FAULTS = [*WRONG_KIND, *BEGINNING, *LISTS, *ENVELOPES, *CRAFTED, *TURN]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> World:
    """The desk that each fault gets a copy of."""
    return template(tmp_path_factory.mktemp("template"), empty_database)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory, desks: World) -> Hurt:
    """One desk for all that is refused as a whole: each test looks whether it is as it was."""
    return Hurt(tmp_path_factory.mktemp("untouched"), desks)


@pytest.mark.parametrize("fault", [*WRONG_KIND, *BEGINNING, *LISTS], ids=str)
def test_a_bundle_that_cannot_be_believed_is_refused_in_its_words_and_changes_nothing(
    untouched: Hurt, fault: Fault[None]
) -> None:
    assert untouched.bring(fault.spoil(None)) == Told(fault.says, None)
    assert untouched.has() == set()


def test_after_everything_that_was_refused_the_good_bundle_goes_in(desks: World, tmp_path: Path) -> None:
    desk = Hurt(tmp_path, desks)
    for fault in (*WRONG_KIND, *BEGINNING, *LISTS):
        desk.bring(fault.spoil(None))
    assert desk.bring(FILE) == Told("", frozenset(GOOD.digests))
    assert desk.cases() == EVERYBODY


@pytest.mark.parametrize("fault", [*ENVELOPES, *CRAFTED, *TURN], ids=str)
def test_what_is_good_in_a_hurt_bundle_goes_in_and_afterwards_each_person_is_there_exactly_once(
    desks: World, tmp_path: Path, fault: Fault[None]
) -> None:
    desk, data = Hurt(tmp_path, desks), fault.spoil(None)
    told = desk.bring(data)
    assert fault.says.lower() in told.text.lower()
    assert told.receipt == frozenset(each for each in desk.has() | set(BEFORE.digests) if each in data[: len(FILE)])
    assert whole_in_place(data, GOOD) <= desk.has() or fault not in ENVELOPES
    assert desk.bring(FILE).receipt == frozenset(GOOD.digests)
    assert desk.cases() == EVERYBODY


def test_no_two_bundles_share_a_message_but_where_the_table_says_why() -> None:
    assert unexplained(FAULTS) == {}


@pytest.mark.parametrize("fault", [fault for fault in (*BEGINNING, *LISTS) if "beyond" in fault.name], ids=str)
def test_a_number_beyond_all_measure_takes_no_memory(fault: Fault[None]) -> None:
    stream = io.BytesIO(fault.spoil(None))
    tracemalloc.start()
    try:
        with pytest.raises(BundleError):
            BundleReader(stream, relay=RELAY.verify_key.encode(), inbox=INBOX)
        assert tracemalloc.get_traced_memory()[1] < 1 << 19
    finally:
        tracemalloc.stop()


def test_a_stick_that_fails_while_it_is_read_is_said(desks: World, tmp_path: Path) -> None:
    told = Hurt(tmp_path, desks).take(Path("/proc/self/mem"))
    assert told.text == "the bundle cannot be read to its end"
