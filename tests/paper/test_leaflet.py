"""What explains the envelope: a poster and a leaflet, one page each, whole in every language and fit for a wall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.errors import QuestionnaireError
from intake.paper.cards import explain, leaflet
from intake.questionnaire import LANGUAGES, Language, language
from intake.questionnaire.texts import Texts
from intake.translations.domains import CARD, FORM, own_domain
from intake.translations.screens import EXPLAINED, LEAFLET, Screen
from tests.paper.paper import Printed, letters, whole_words
from tests.translations.words import of_minds, telling

GGD = "GGD Fryslân"
MADE = {EXPLAINED: explain, LEAFLET: leaflet}
A4 = (595, 842)


def texts(spoken: Language) -> tuple[Texts, Texts]:
    return own_domain(FORM).texts(spoken), own_domain(CARD).texts(spoken)


def expected(page: Screen, *sources: Texts) -> list[str]:
    """All that it says; its title stands in the file's properties."""
    return [each.get(key) for each in sources for key in page.of(each.messages) if key != "title"]


@pytest.mark.parametrize("shown", MADE, ids=lambda shown: shown.name)
@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_it_is_one_page_that_says_everything_and_no_more_than_health(spoken: Language, shown: Screen) -> None:
    form, card = texts(spoken)
    made = Printed(spoken, MADE[shown](form, card, ggd=GGD))
    assert len(made.pages) == 1
    assert made.size == (A4 if shown is EXPLAINED else A4[::-1])
    assert (made.root["/Lang"], made.root["/MarkInfo"]["/Marked"]) == (spoken.tag, True)
    assert made.title == form.get("title")
    said = letters(made.pages[0])
    assert not {word for text in expected(shown, form, card) for word in whole_words(text) if word not in said}
    assert {"GGD", "Fryslân"} <= made.words
    assert (telling(made.pages[0], spoken.tag), of_minds(made.pages[0], spoken.tag)) == ([], [])


@pytest.mark.parametrize("shown", MADE, ids=lambda shown: shown.name)
def test_a_language_that_lacks_one_text_gets_none(shown: Screen) -> None:
    form, card = texts(language("so"))
    left = {key: message for key, message in card.messages.items() if key != "envelope.lock"}
    with pytest.raises(QuestionnaireError, match=r"not complete in so: envelope\.lock missing"):
        MADE[shown](form, replace(card, messages=left, missing=("envelope.lock",)), ggd=GGD)


def test_a_name_of_a_health_service_stays_letters() -> None:
    form, card = texts(language("en"))
    name = "GGD <b>&'\"{{ 7*7 }} {questions} Zuid"
    said = Printed(form.language, explain(form, card, ggd=name)).pages[0]
    assert name in " ".join(said.split())
