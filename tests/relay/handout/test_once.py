"""Pressing twice does a thing once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Barrier

import pytest

from intake.relay.handout.once import Once, new_name
from intake.relay.handout.refusals import Refused
from tests.relay.world import MONDAY


def test_a_second_press_gets_the_first_ones_answer() -> None:
    once, made, name = Once[int](lambda: MONDAY), count(), new_name()
    assert [once.answer("sanne", name, made.__next__) for _ in range(3)] == [0, 0, 0]


def test_two_presses_at_the_same_moment_do_it_once() -> None:
    once, made, name, start = Once[int](lambda: MONDAY), count(), new_name(), Barrier(8)

    def press(_: int) -> int:
        start.wait()
        return once.answer("sanne", name, made.__next__)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(press, range(8))) == {0}
    assert next(made) == 1


def test_another_form_and_another_colleague_do_it_again() -> None:
    once, made, name = Once[int](lambda: MONDAY), count(), new_name()
    asked = [("sanne", name), ("sanne", new_name()), ("piet", name)]
    assert [once.answer(*each, made.__next__) for each in asked] == [0, 1, 2]


def test_what_failed_may_be_tried_again() -> None:
    once, name = Once[int](lambda: MONDAY), new_name()
    with pytest.raises(ZeroDivisionError):
        once.answer("sanne", name, lambda: 1 // 0)
    assert once.answer("sanne", name, lambda: 7) == 7


def test_answers_are_forgotten_after_minutes_and_when_there_are_many() -> None:
    now = [MONDAY]
    once, made = Once[int](lambda: now[0], minutes=5, most=2), count()
    first, second, third = new_name(), new_name(), new_name()
    assert [once.answer("sanne", each, made.__next__) for each in (first, second, third, third)] == [0, 1, 2, 2]
    assert once.answer("sanne", first, made.__next__) == 3
    now[0] += timedelta(minutes=6)
    assert once.answer("sanne", third, made.__next__) == 4


@pytest.mark.parametrize("name", [None, "", "short"])
def test_a_form_without_its_own_name_is_refused(name: str | None) -> None:
    with pytest.raises(Refused):
        Once[int](lambda: MONDAY).answer("sanne", name, lambda: 1)
