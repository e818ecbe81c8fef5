"""A set of digests is a set, however small it is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intake.envelope.digests import Digests

DIGESTS = st.binary(min_size=32, max_size=32)


@given(st.lists(DIGESTS, max_size=9), DIGESTS)
def test_it_holds_what_was_put_in_once_and_in_order(digests: list[bytes], other: bytes) -> None:
    kept = Digests(digests + digests)
    assert frozenset(kept) == frozenset(digests)
    assert list(kept) == sorted(set(digests))
    assert len(kept) == len(set(digests))
    assert all(each in kept for each in digests)
    assert (other in kept) == (other in digests)


@given(st.frozensets(DIGESTS, max_size=9))
def test_what_is_sorted_already_is_taken_as_it_is(digests: frozenset[bytes]) -> None:
    assert Digests.packed(b"".join(sorted(digests))) == Digests(digests)


def test_it_is_shown_by_its_number_only() -> None:
    assert repr(Digests([b"a" * 32])) == "Digests(of 1 envelopes)"
