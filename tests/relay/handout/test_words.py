"""The words of the staff's pages: each has its Dutch, with the same things to fill in."""

from __future__ import annotations

import re

import pytest

from intake.relay.handout.roles import Role
from scripts.words import DUTCH, TEMPLATE, collected, kept
from tests.relay.handout.world import HandoutWorld

FILLED_IN = re.compile(r"%\((\w+)\)s")


def in_code() -> set[str | tuple[str, ...]]:
    """Every text that templates and code ask for; of a number of things, both forms."""
    return {tuple(each.id) if isinstance(each.id, tuple | list) else each.id for each in collected() if each.id}


@pytest.mark.parametrize("file", [TEMPLATE, DUTCH], ids=["template", "Dutch"])
def test_the_files_hold_the_texts_of_the_pages_and_no_others(file: object) -> None:
    catalog = kept(TEMPLATE if file == TEMPLATE else DUTCH, "nl")
    held = {tuple(each.id) if isinstance(each.id, tuple | list) else each.id for each in catalog if each.id}
    assert held == in_code(), "run scripts/words.py"


def test_each_text_has_its_dutch_with_the_same_things_to_fill_in() -> None:
    for message in kept(DUTCH, "nl"):
        if message.id:
            asked, said = forms(message.id), forms(message.string)
            assert all(said), message.id
            assert {name for each in said for name in FILLED_IN.findall(each)} == {
                name for each in asked for name in FILLED_IN.findall(each)
            }, message.id


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """One, or one for each number."""
    return [text] if isinstance(text, str) else list(text or ())


def test_a_page_is_in_the_language_that_the_colleague_chose(world: HandoutWorld) -> None:
    world.sign_in(Role.HANDER_OUT)
    english = world.client.get("/handout/").text
    world.client.post("/handout/language", data={"language": "nl", "back": "/handout/"})
    dutch = world.client.get("/handout/").text
    assert '<html lang="en"' in english
    assert '<html lang="nl"' in dutch
    assert "Hoe geeft u het formulier?" in dutch
