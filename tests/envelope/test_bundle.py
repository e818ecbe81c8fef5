"""A bundle: whatever happens to it on the way, the desk knows what is whole and names what is not."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.envelope.bundle import (
    BundleReader,
    HandedOut,
    Manifest,
    contents_digest,
    write_bundle,
)
from intake.envelope.contents import Contents
from intake.envelope.encoding import base64url
from intake.envelope.errors import BundleError
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.envelope.signatures import Label, sign
from tests.envelope.samples import INBOX

RELAY = SigningKey(b"y" * 32)
PUBLIC = RELAY.verify_key.encode()


def envelope(number: int) -> bytes:
    """Bytes of an envelope's length."""
    return hashlib.shake_128(number.to_bytes(4)).digest(ENVELOPE_LENGTH)


def manifest(digests: Sequence[bytes], count: int | None = None) -> Manifest:
    return Manifest(
        v=1,
        inbox=INBOX,
        relay="A" * 22,
        epoch=1,
        sequence=3,
        previous=base64url(b"p" * 32),
        cut="2026-11-22",
        count=len(digests) if count is None else count,
        contents=contents_digest(digests),
        handed_out=(HandedOut("demo", "2026-11", 40),),
        salt=base64url(b"s" * 16),
    )


FIVE = sorted(map(envelope, range(5)), key=digest)
DIGESTS = [digest(each) for each in FIVE]
GOOD = b"".join(write_bundle(RELAY, manifest(DIGESTS), DIGESTS, FIVE))
# Where the envelopes begin.
BODY = len(GOOD) - 5 * ENVELOPE_LENGTH


@dataclass
class Import:
    """What a desk takes from a bundle."""

    whole: list[bytes]
    damaged: list[bytes]
    missing: list[bytes]
    error: str


def imported(data: bytes) -> Import:
    reader = BundleReader(io.BytesIO(data), relay=PUBLIC, inbox=INBOX)
    result = Import([], [], [], "")
    try:
        for carried in reader.envelopes():
            if carried.envelope is not None:
                assert digest(carried.envelope) == carried.digest
            kind = result.whole if carried.envelope else result.damaged if carried.found else result.missing
            kind.append(carried.digest)
    except BundleError as error:
        result.error = error.message
    return result


def with_envelopes(*envelopes: bytes) -> bytes:
    return GOOD[:BODY] + b"".join(envelopes)


def test_a_bundle_reads_back_as_it_was_written() -> None:
    reader = BundleReader(io.BytesIO(GOOD), relay=PUBLIC, inbox=INBOX)
    assert reader.manifest == manifest(DIGESTS)
    assert reader.manifest.digest() == hashlib.sha256(manifest(DIGESTS).encode()).digest()
    assert [carried.envelope for carried in reader.envelopes()] == FIVE


def test_an_empty_bundle_is_a_bundle() -> None:
    empty = b"".join(write_bundle(RELAY, manifest([]), [], []))
    assert imported(empty) == Import([], [], [], "")


def test_a_damaged_envelope_is_named_and_the_rest_goes_in() -> None:
    spoiled = bytearray(GOOD)
    spoiled[BODY + 2 * ENVELOPE_LENGTH + 77] ^= 1
    assert imported(bytes(spoiled)) == Import([*DIGESTS[:2], *DIGESTS[3:]], [DIGESTS[2]], [], "")


@pytest.mark.parametrize("gone", range(5))
def test_a_missing_envelope_is_named_and_the_rest_goes_in(gone: int) -> None:
    left = [each for number, each in enumerate(FIVE) if number != gone]
    result = imported(with_envelopes(*left))
    assert (result.whole, result.damaged, result.missing) == ([digest(each) for each in left], [], [DIGESTS[gone]])
    # Without the last one it looks like a copy that broke off.
    assert bool(result.error) == (gone == 4)


@pytest.mark.parametrize("place", range(6))
def test_an_added_envelope_is_refused_and_the_rest_goes_in(place: int) -> None:
    added = [*FIVE[:place], bytes(ENVELOPE_LENGTH), *FIVE[place:]]
    result = imported(with_envelopes(*added))
    assert (result.whole, result.damaged, result.missing) == (DIGESTS, [], [])
    assert "more than was signed" in result.error or (place == 5 and "zeros follow" in result.error)


def test_a_bundle_that_goes_on_is_refused_at_its_end() -> None:
    result = imported(GOOD + b"x")
    assert result.whole == DIGESTS
    assert "more than was signed" in result.error


@pytest.mark.parametrize("cut", [1, ENVELOPE_LENGTH - 1, ENVELOPE_LENGTH, 2 * ENVELOPE_LENGTH + 5, 5 * ENVELOPE_LENGTH])
def test_a_bundle_that_was_cut_says_what_is_missing(cut: int) -> None:
    result = imported(GOOD[:-cut])
    whole = (5 * ENVELOPE_LENGTH - cut) // ENVELOPE_LENGTH
    assert result.whole == DIGESTS[:whole]
    assert result.damaged + result.missing == DIGESTS[whole:]
    assert "shorter than" in result.error


def test_reordered_envelopes_never_pass_for_each_other() -> None:
    result = imported(with_envelopes(*reversed(FIVE)))
    assert sorted(result.whole + result.damaged + result.missing) == DIGESTS


@given(st.data())
@settings(max_examples=150)
def test_whatever_becomes_of_the_file_nothing_false_goes_in(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + data.draw(st.sampled_from((0, 1, 40, 20_000))))))
    changed = GOOD[:start] + data.draw(st.binary(max_size=40)) + GOOD[end:]
    try:
        result = imported(changed)
    except BundleError:
        return
    assert set(result.whole) <= set(DIGESTS)
    assert sorted(result.whole + result.damaged + result.missing) == DIGESTS


@pytest.mark.parametrize("length", [0, 7, 8, 11, 12, 50, 400, BODY - 1])
def test_a_bundle_cut_in_its_head_is_refused(length: int) -> None:
    with pytest.raises(BundleError):
        imported(GOOD[:length])


@pytest.mark.parametrize("place", [0, 11, 40, 300, BODY - 200, BODY - 1])
def test_a_head_that_was_changed_is_refused(place: int) -> None:
    changed = bytearray(GOOD)
    changed[place] ^= 1
    with pytest.raises(BundleError):
        imported(bytes(changed))


@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"ENVBNDL1".__add__))
def test_random_bytes_are_no_bundle(data: bytes) -> None:
    with pytest.raises(BundleError):
        imported(data)


def test_another_relays_bundle_is_refused() -> None:
    with pytest.raises(BundleError, match="not signed by this desk's relay"):
        BundleReader(io.BytesIO(GOOD), relay=SigningKey(b"z" * 32).verify_key.encode(), inbox=INBOX)


def test_another_inboxs_bundle_is_refused() -> None:
    with pytest.raises(BundleError, match="another inbox"):
        BundleReader(io.BytesIO(GOOD), relay=PUBLIC, inbox="ggd-other")


def signed(encoded: bytes, rest: bytes = b"") -> bytes:
    return b"ENVBNDL1" + len(encoded).to_bytes(4) + encoded + sign(RELAY, Label.BUNDLE, encoded) + rest


@pytest.mark.parametrize(
    "digests",
    [DIGESTS[:4], [*DIGESTS[:3], DIGESTS[4], DIGESTS[3]], [*DIGESTS[:4], b"\xff" * 32]],
)
def test_a_list_of_digests_that_is_not_the_signed_one_is_refused(digests: list[bytes]) -> None:
    with pytest.raises(BundleError, match="list of envelopes"):
        imported(signed(manifest(DIGESTS).encode(), b"".join(digests)))


@pytest.mark.parametrize("digests", [DIGESTS[::-1], [DIGESTS[0], DIGESTS[0]]])
def test_a_signed_list_must_be_sorted_and_each_digest_once(digests: list[bytes]) -> None:
    with pytest.raises(BundleError, match="relay signed something"):
        imported(signed(manifest(digests).encode(), b"".join(digests)))


def test_a_count_without_an_end_does_not_keep_the_desk_reading() -> None:
    with pytest.raises(BundleError, match="list of envelopes"):
        imported(signed(manifest(DIGESTS, count=2**53 - 1).encode(), b"".join(DIGESTS)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("v", 2), ("count", -1), ("epoch", -1), ("sequence", True), ("contents", "short"), ("previous", "short"),
     ("cut", "22 November"), ("handed_out", [{}]), ("more", 1)],
)  # fmt: skip
def test_a_signed_manifest_must_still_be_a_manifest(name: str, value: object) -> None:
    members = msgspec.json.decode(manifest(DIGESTS).encode()) | {name: value}
    with pytest.raises(BundleError):
        imported(signed(msgspec.json.encode(members, order="sorted"), b"".join(DIGESTS)))


def test_a_manifest_has_one_encoding() -> None:
    spaced = manifest(DIGESTS).encode().replace(b",", b", ")
    with pytest.raises(BundleError):
        imported(signed(spaced, b"".join(DIGESTS)))


def bundle_file(path: Path, many: int) -> Path:
    """A bundle of ``many`` envelopes."""
    numbers = {digest(envelope(number)): number for number in range(many)}
    digests = sorted(numbers)
    with path.open("wb") as file:
        file.writelines(write_bundle(RELAY, manifest(digests), digests, (envelope(numbers[each]) for each in digests)))
    return path


def peak_of_reading(path: Path, many: int) -> int:
    """Bytes that reading the whole of it takes at most."""
    tracemalloc.start()
    try:
        with path.open("rb") as stream:
            reader = BundleReader(stream, relay=PUBLIC, inbox=INBOX)
            assert sum(carried.envelope is not None for carried in reader.envelopes()) == many
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_reading_takes_the_same_memory_however_many_there_are(tmp_path: Path) -> None:
    few = peak_of_reading(bundle_file(tmp_path / "few", 10), 10)
    many = peak_of_reading(bundle_file(tmp_path / "many", 3000), 3000)
    # Of the list a thousand digests at a time: they are more than the ten, and no more than that.
    assert many < few + 300_000


def test_a_list_of_many_blocks_is_read_and_searched_as_a_whole() -> None:
    digests = sorted(hashlib.sha256(number.to_bytes(4)).digest() for number in range(2500))
    stream = io.BytesIO(b"head" + b"".join(digests) + b"tail")
    stream.seek(4)
    contents = Contents(stream, len(digests), contents_digest(digests))
    assert stream.read() == b"tail"
    assert list(contents) == digests
    assert all(each in contents for each in digests)
    others = [hashlib.sha256(b"other" + number.to_bytes(4)).digest() for number in range(300)]
    assert not any(each in contents for each in [*others, bytes(32), b"\xff" * 32])


@pytest.mark.parametrize("disorder", [1023, 1024, 2047])
def test_a_list_is_sorted_also_from_one_block_to_the_next(disorder: int) -> None:
    digests = sorted(hashlib.sha256(number.to_bytes(4)).digest() for number in range(2500))
    digests[disorder], digests[disorder + 1] = digests[disorder + 1], digests[disorder]
    with pytest.raises(BundleError, match="relay signed something"):
        Contents(io.BytesIO(b"".join(digests)), len(digests), contents_digest(digests))


def test_a_stick_that_tells_another_list_the_second_time_is_found_out() -> None:
    stream = io.BytesIO(GOOD)
    reader = BundleReader(stream, relay=PUBLIC, inbox=INBOX)
    false = bytes(ENVELOPE_LENGTH)
    stream.getbuffer()[BODY - 32 : BODY] = digest(false)
    stream.getbuffer()[-ENVELOPE_LENGTH:] = false
    with pytest.raises(BundleError, match="changed while it was read"):
        list(reader.envelopes())
