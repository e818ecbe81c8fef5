"""Words to say and the training: whole in both languages, and nothing of how it goes is kept."""

from __future__ import annotations

import re

import pytest

from intake.relay.handout.roles import Role
from tests.relay.handout.world import HandoutWorld
from tests.relay.world import ORIGIN

PAGES = ("/handout/help", "/handout/training")
TAG = re.compile(r"<(h1|h2|h3|li|dt|dd|summary|blockquote|details|strong)\b")


def page(world: HandoutWorld, path: str, language: str) -> str:
    """The page's own part, as a colleague who reads this language gets it."""
    browser = world.browser()
    world.let_in(world.account(Role.HANDER_OUT, language=language), client=browser)
    text = browser.get(path).text
    assert f'<html lang="{language}"' in text
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("path", PAGES)
def test_both_languages_say_the_same_things_in_the_same_order(world: HandoutWorld, path: str) -> None:
    dutch, english = (page(world, path, language) for language in ("nl", "en"))
    assert TAG.findall(dutch) == TAG.findall(english)
    assert re.findall(r'href="([^"]+)"', dutch) == re.findall(r'href="([^"]+)"', english)
    assert re.findall(r'data-fits="(\w+)"', dutch) == re.findall(r'data-fits="(\w+)"', english)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_training_has_four_situations_with_one_fitting_answer_each(world: HandoutWorld, language: str) -> None:
    situations = page(world, "/handout/training", language).split('class="situation"')[1:]
    assert len(situations) == 4
    assert [re.findall(r'data-fits="(\w+)"', each).count("yes") for each in situations] == [1, 1, 1, 1]
    assert all(each.count("<details") == 3 for each in situations)


@pytest.mark.parametrize("path", PAGES)
def test_it_says_what_to_do_in_an_emergency_and_where_numbers_are(world: HandoutWorld, path: str) -> None:
    text = page(world, path, "en")
    assert "112" in text
    assert f"{ORIGIN}/info/" in text


def test_nothing_on_the_training_sends_what_was_chosen(world: HandoutWorld) -> None:
    text = page(world, "/handout/training", "nl")
    assert not re.search(r"<(form|input|button|script)\b", text)
