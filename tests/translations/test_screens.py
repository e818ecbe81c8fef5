"""The table of screens knows every text, and says rightly which screens a language lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.questionnaire import language, load, shipped_questionnaire
from intake.translations.domains import FORM, Domain, every_domain, own_domain
from intake.translations.screens import FRAME, lacking, screens_of
from tests.translations.copies import copied, edited

DOMAINS = every_domain([load(shipped_questionnaire("ggd10"))])
every_set = pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)


@every_set
def test_every_text_stands_on_some_screen_and_no_screen_is_empty(domain: Domain) -> None:
    screens = screens_of(domain)
    assert [key for key in domain.sources if not any(screen.takes(key) for screen in screens)] == []
    assert [screen.name for screen in screens if not screen.of(domain.sources)] == []
    assert len({screen.name for screen in screens}) == len(screens)


@every_set
def test_a_screen_names_only_texts_that_there_are(domain: Domain) -> None:
    assert {key for screen in screens_of(domain) for key in screen.keys} <= set(domain.sources)


@pytest.mark.parametrize(
    ("key", "lacks"),
    [
        ("who.title", ["who", "sheet"]),
        ("button.back", ["frame"]),
        ("waiting.busy", ["waiting", "network"]),
        ("send.only", ["send", "end"]),
    ],
)
def test_a_missing_text_costs_exactly_the_screens_it_stands_on(tmp_path: Path, key: str, lacks: list[str]) -> None:
    folder = copied(tmp_path)
    edited(folder, "en", key, "")
    domain = own_domain(FORM, folder)
    texts = domain.texts(language("en"))
    assert [screen.name for screen in lacking(texts, screens_of(domain))] == lacks
    assert FRAME in screens_of(domain)
