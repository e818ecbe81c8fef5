"""The kinds and the national numbers, as they are shipped."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from intake.desk.casework.destinations import destination
from intake.destinations import kind_of, kinds, national_numbers
from intake.exchange.book import Kind


def test_every_kind_that_a_book_may_name_is_explained_and_no_other() -> None:
    assert set(kinds()) == set(get_args(Kind))


@pytest.mark.parametrize("kind", ["PSY", "TRAUMA"])
def test_mental_health_care_has_the_norms_of_the_agreement(kind: str) -> None:
    assert (kind_of(kind).norm_intake, kind_of(kind).norm_treatment) == (4, 10)


def test_what_has_no_norm_promises_none() -> None:
    assert {code for code, kind in kinds().items() if kind.norm_intake or kind.norm_treatment} == {"PSY", "TRAUMA"}


def test_every_national_number_is_of_a_known_kind_has_a_source_and_can_be_dialled() -> None:
    for each in national_numbers():
        assert each.kind in kinds()
        assert each.source.strip()
        assert each.phone is None or re.fullmatch(r"\d{3}|0\d{1,3}-\d{4,8}", each.phone), each.name


def test_nothing_is_said_to_be_checked_before_somebody_did() -> None:
    days = {kind.checked_on for kind in kinds().values()} | {number.checked_on for number in national_numbers()}
    assert days == {None}


def test_no_number_stands_there_twice() -> None:
    numbers = [each.phone for each in national_numbers() if each.phone]
    assert len(numbers) == len(set(numbers))


def test_the_desk_shows_a_kinds_number_only_where_there_is_one_for_all_of_it() -> None:
    assert destination("VT").phone == "0800-2000"
    assert destination("LEGAL").phone is None
    assert destination("OTHER").phone is None


def test_a_kind_that_has_gone_stands_for_itself() -> None:
    assert (kind_of("MIGGZ").nl, kind_of("MIGGZ").source) == ("MIGGZ", "-")
