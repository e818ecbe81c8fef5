"""The list of municipalities is whole, and agrees with itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from intake.errors import ConfigError
from intake.places.municipalities import codes_by_name, load_municipalities

EVERY = load_municipalities()


def test_there_are_342_in_25_regions_with_codes_of_cbs() -> None:
    assert len(EVERY.by_code) == 342
    assert len(EVERY.ggds) == 25
    assert {len(EVERY.of_ggd(ggd)) > 0 for ggd in EVERY.ggds} == {True}
    assert all(re.fullmatch(r"GM\d{4}", code) and EVERY.by_code[code].code == code for code in EVERY.by_code)
    assert len({each.name for each in EVERY}) == 342


def test_neighbours_are_neighbours_of_each_other_and_nobody_is_their_own() -> None:
    one_sided = [
        (each.code, other)
        for each in EVERY
        for other in each.neighbours
        if other == each.code or each.code not in EVERY.by_code[other].neighbours
    ]
    assert one_sided == []
    islands = {each.name for each in EVERY if not each.neighbours}
    assert islands == {"Ameland", "Schiermonnikoog", "Terschelling", "Texel", "Vlieland"}


def test_some_that_are_known_for_certain() -> None:
    amsterdam = EVERY.by_code["GM0363"]
    assert (amsterdam.name, amsterdam.ggd) == ("Amsterdam", "GGD Amsterdam")
    assert EVERY.by_code["GM0384"].name == "Diemen"
    assert "GM0384" in amsterdam.neighbours
    assert EVERY.by_code["GM0518"].known_as == ("Den Haag",)
    assert EVERY.by_code["GM0855"].ggd == "GGD Hart voor Brabant", "Tilburg: the region is not the safety region"


def test_a_name_by_which_one_is_known_is_not_another_ones_name() -> None:
    names = {each.name for each in EVERY}
    assert {town for each in EVERY for town in each.known_as} & names == set()


def test_it_says_of_which_day_it_is_and_that_nobody_has_checked_it() -> None:
    assert (EVERY.as_of, EVERY.checked_on) == (date(2024, 1, 1), None)


def test_a_file_that_is_none_is_refused_by_its_place(tmp_path: Path) -> None:
    file = tmp_path / "places.toml"
    file.write_text('as_of = 2024-01-01\n[ggd."GGD Amsterdam"]\nAmsterdam = { name = "Amsterdam" }\n')
    with pytest.raises(ConfigError, match="ggd"):
        load_municipalities(file)
    with pytest.raises(ConfigError, match="cannot read"):
        load_municipalities(tmp_path / "none.toml")


def test_a_place_is_found_by_whatever_people_type_unless_that_could_be_two() -> None:
    codes = codes_by_name()
    assert codes["rijswijk"] == codes["rijswijk (zh.)"] == codes["gm0603"] == "GM0603"
    assert "bergen" not in codes
    assert codes["bergen (l.)"] == "GM0893"
    assert set(codes.values()) == set(load_municipalities().by_code)
