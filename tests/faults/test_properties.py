"""Whatever happens to a bundle: words and never a crash; nothing false goes in, nothing that lies whole is lost."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.envelope.bundle import BundleReader
from intake.envelope.errors import BundleError
from intake.envelope.format import ENVELOPE_LENGTH, digest
from tests.desk.world import INBOX, RELAY, World, sealed, submission
from tests.faults.bundles import Parts, bundle_of
from tests.faults.desk import EARLIER, Hurt, following, template, whole_in_place
from tests.faults.spoiling import Spoiled, spoiled

RANDOM = bundle_of(RELAY, [hashlib.shake_128(bytes([number])).digest(ENVELOPE_LENGTH) for number in range(12)])
PEOPLE = [submission() for _ in range(12)]
REAL = following([sealed(person) for person in PEOPLE])


def believed(data: bytes, good: Parts) -> bool:
    """Are head and list as they were signed?"""
    body = good.borders()["envelopes"]
    return data[:body] == good.join()[:body]


@given(spoiled(RANDOM))
@settings(max_examples=100)
def test_every_promised_envelope_is_told_once_and_what_lies_whole_in_its_place_is_found(file: Spoiled) -> None:
    data = file.data
    whole: set[bytes] = set()
    told: list[bytes] = []
    try:
        reader = BundleReader(io.BytesIO(data), relay=RELAY.verify_key.encode(), inbox=INBOX)
    except BundleError:
        assert not believed(data, RANDOM)
        return
    try:
        for carried in reader.envelopes():
            told.append(carried.digest)
            if carried.envelope is not None:
                assert digest(carried.envelope) == carried.digest
                whole.add(carried.digest)
    except BundleError:
        assert data != RANDOM.join()
    assert told == list(RANDOM.digests)
    assert whole_in_place(data, RANDOM) <= whole


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> World:
    """The desk that each example gets a copy of."""
    return template(tmp_path_factory.mktemp("template"), empty_database)


@given(st.lists(spoiled(REAL), min_size=1, max_size=2))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_desk_has_what_its_receipts_say_and_in_the_end_everybody_once(
    desks: World, tmp_path: Path, files: list[Spoiled]
) -> None:
    desk = Hurt(tmp_path, desks)
    for data in (file.data for file in files):
        told = desk.bring(data)
        assert (told.receipt is not None) == believed(data, REAL)
        assert desk.has() <= set(REAL.digests)
        if told.receipt is not None:
            assert whole_in_place(data, REAL) <= told.receipt == frozenset(desk.has())
    assert desk.bring(REAL.join()).receipt == frozenset(REAL.digests)
    assert desk.cases() == Counter(person.id for person in (EARLIER, *PEOPLE))
