"""Signals: what is seen more than once, and never a person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.network.errors import ChangedMeanwhileError, NetworkError, UnfitError
from intake.network.signals.model import all_signals, signals_for_book
from intake.network.signals.refusing import CODE, MAIL, NAME, NUMBER, what_is_personal
from intake.network.signals.writing import add_signal, change_signal, mark_exported, withdraw_signal
from tests.network.typed import added
from tests.network.world import REGION, World

NAMES = ("Selam Tesfaye", "Nour El-Haddad", "Ibrahim", "Çiğdem Şahin")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Call 06 12 34 56 78", NUMBER),
        ("Call +31 (0)70-353 71 00", NUMBER),
        ("Mail s.tesfaye@example.org", MAIL),
        ("It stands on https://example.org", MAIL),
        ("The person of K7M2-9QXZ waited", CODE),
        ("the person of k7m29qxz waited", CODE),
        ("A-7K2M9Q was asked", CODE),
        ("slip S-7K2M9QXZ", CODE),
        ("Selam went along", NAME),
        ("said SELAM TESFAYE", NAME),
        ("said selam  tesfaye", NAME),
        ("Haddad went along", NAME),
        ("Cigdem was asked", NAME),
        ("ibrahim went along", NAME),
    ],
)
def test_what_looks_like_a_person_is_refused(text: str, why: str) -> None:
    assert what_is_personal(text, NAMES) == why


@pytest.mark.parametrize(
    "text",
    [
        "In 2025-2026 twelve women heard of the midwife only in the seventh month.",
        "Since 1-10-2026 nobody at the desk speaks Tigrinya; from 2026-11-22 they call the interpreters' line.",
        "About 10.000 people; 1 in 6. Insurance costs 145 euros a month.",
        "Families wait four to eight months for a psychologist.",
        "",
    ],
)
def test_plain_sentences_pass(text: str) -> None:
    assert what_is_personal(text, NAMES) is None


@settings(max_examples=30)
@given(st.sampled_from(NAMES), st.text(alphabet="abc .,\n", max_size=20), st.text(alphabet="abc .,\n", max_size=20))
def test_a_whole_name_is_found_wherever_it_stands(name: str, before: str, after: str) -> None:
    assert what_is_personal(f"{before} {name} {after}", NAMES) == NAME


def test_a_signal_is_edited_until_it_left_and_withdrawn_after(world: World) -> None:
    typed = {"topic": "waiting", "pattern": "Nobody says how long it takes.", "gap": "a word at each step"}
    with world.network() as network, network.writing() as connection:
        first, second = (add_signal(network, connection, typed) for _ in range(2))
        (found, _) = all_signals(connection, "2026-Q4")
        assert (found.region, found.quarter, found.editable) == (REGION, "2026-Q4", True)
        assert change_signal(network, connection, first, 1, typed | {"quarter": "2026-Q3"}) == 2
        with pytest.raises(ChangedMeanwhileError):
            change_signal(network, connection, first, 1, typed)
        assert [each.quarter for each in signals_for_book(connection)] == ["2026-Q4", "2026-Q3"]
        mark_exported(connection, 1)
        with pytest.raises(NetworkError, match="has left"):
            change_signal(network, connection, second, 1, typed)
        withdraw_signal(network, connection, second, 1)
        assert [each.quarter for each in signals_for_book(connection)] == ["2026-Q3"]
        with pytest.raises(UnfitError) as refused:
            add_signal(network, connection, {"topic": "gossip", "quarter": "2026-11", "region": "Utopia"})
        assert sorted(refused.value.faults) == ["pattern", "quarter", "region", "topic"]


def test_the_name_of_an_ambassador_of_this_book_is_refused_in_every_part(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        added(network, connection)
        for name in ("pattern", "gap", "recommendation"):
            typed = {"topic": "trust", "pattern": "People are afraid."} | {name: "Ask Tesfaye."}
            with pytest.raises(UnfitError) as refused:
                add_signal(network, connection, typed)
            assert refused.value.faults == {name: NAME}
            assert "Tesfaye" not in refused.value.message
        assert all_signals(connection) == ()
