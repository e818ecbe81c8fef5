"""The configuration: the example is good, and what is wrong is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.config import load, section
from intake.errors import ConfigError

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def test_the_example_loads_and_has_every_zone() -> None:
    config = load(EXAMPLE)
    assert config.relay is not None
    assert config.relay.inboxes[0].id == config.relay.organisations[0].inbox
    assert config.courier is not None
    assert config.desk is not None


def test_single_sign_on_is_in_the_example_and_good_once_it_is_switched_on(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    begin = text.index("# [[relay.handout.single_sign_on]]")
    end = text.index("# ]\n", begin) + len("# ]\n")
    lines = [line.removeprefix("# ").removeprefix("#") for line in text[begin:end].splitlines()]
    file = tmp_path / "config.toml"
    file.write_text(text[:begin] + "\n".join(lines) + "\n" + text[end:], encoding="utf-8")
    config = load(file)
    assert config.relay is not None
    assert config.relay.handout is not None
    (one,) = config.relay.handout.single_sign_on
    assert one.tenant is not None
    assert one.tenant in one.issuer
    assert {group.organisation for group in one.groups} <= {each.id for each in config.relay.organisations}


def test_paths_are_relative_to_the_file() -> None:
    config = load(EXAMPLE)
    assert config.courier is not None
    assert config.courier.data == EXAMPLE.parent / "courier"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("enviroment = 'demo'", "enviroment"),
        ("[relay]\ndata = 'x'\norigin = 'y'\nport = 1", "$.relay"),
        ("[relay]\ndata = 'x'", "origin"),
        ("[desk]\ndata = 1\ninbox = 'a'\nggd = 'b'", "$.desk.data"),
        ("environment = 'laptop'", "$.environment"),
        ("= 1", "not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: str, place: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(content)
    with pytest.raises(ConfigError) as refused:
        load(file)
    assert place in refused.value.message
    assert refused.value.hint


def test_a_missing_file_and_a_missing_section_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        load(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match=r"no section \[desk\]"):
        section(None, "desk")
