"""In which languages cards and the person's screen are offered: as the form, and never in two languages at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from intake.config import Relay
from intake.errors import ConfigError
from intake.questionnaire import LANGUAGES, Language
from intake.questionnaire.texts import Texts
from intake.relay.handout.roles import Role
from intake.relay.handout.spoken import Spoken, with_cards
from tests.relay.handout.world import HandoutWorld
from tests.translations.copies import copied, edited

EMPTY = Texts(LANGUAGES[0], {}, (), ())


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all texts, which the relay reads."""
    folder = copied(tmp_path)
    monkeypatch.setattr("intake.translations.domains.translations_folder", lambda: folder)
    return folder


def asked_apart(world: HandoutWorld, *drafts: str) -> Relay:
    """The world's configuration, as no other test has it: what was read before is not taken again."""
    inboxes = tuple(msgspec.structs.replace(each, couriers=(str(world.config.data),)) for each in world.config.inboxes)
    return msgspec.structs.replace(world.config, inboxes=inboxes, draft_languages=drafts)


def test_in_production_only_what_was_reviewed_or_is_named_as_a_draft(world: HandoutWorld) -> None:
    found = with_cards(asked_apart(world, "nl", "ti"), production=True)
    assert [offer.language.tag for offer, _ in found] == ["nl", "ti"]


def test_a_start_without_any_language_stops_and_says_what_to_do(world: HandoutWorld) -> None:
    with pytest.raises(ConfigError, match="none is complete and reviewed"):
        with_cards(asked_apart(world), production=True)


def test_a_language_whose_card_lacks_a_text_is_not_offered(world: HandoutWorld, texts: Path) -> None:
    edited(texts, "so", "card.scan", "", name="card")
    world.config = asked_apart(world)
    world.handout = replace(world.handout, links=replace(world.handout.links, config=world.config))
    world.restart()
    world.sign_in(Role.HANDER_OUT)
    page = world.client.get("/handout/card").text
    assert 'value="so"' not in page
    assert 'value="ti"' in page


@pytest.mark.parametrize(("tag", "dutch"), [("ar", "Arabisch"), ("fa", "Farsi"), ("prs", "Dari"), ("kmr", "Kurmanji")])
def test_a_colleague_reads_what_the_language_is_called(tag: str, dutch: str) -> None:
    spoken = Spoken(_language(tag), EMPTY, EMPTY, 10)
    assert spoken.name_in("nl") == dutch
    assert spoken.name_in("en") == spoken.language.english_name


def _language(tag: str) -> Language:
    return next(each for each in LANGUAGES if each.tag == tag)
