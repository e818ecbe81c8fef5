"""The table of languages agrees with the standards it names, and the shipped folder is found."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.messages.plurals import get_plural

from intake.errors import QuestionnaireError
from intake.questionnaire import LANGUAGES, Language, language, load, shipped_folder, shipped_questionnaire

# Babel names these after the language at large; the form tells Dari from Farsi, and Kurmanji from Sorani.
NAMED_APART = {"prs": "Persian (Afghanistan)", "fa": "Persian", "kmr": "Kurdish"}


@pytest.mark.parametrize("offered", LANGUAGES, ids=lambda offered: offered.tag)
def test_a_language_is_one_that_babel_knows_with_its_script_direction_and_plurals(offered: Language) -> None:
    locale = Locale.parse(offered.locale)

    assert locale.get_display_name("en") == NAMED_APART.get(offered.tag, offered.english_name)
    assert str(get_plural(offered.locale)) == offered.plural
    assert locale.text_direction == offered.direction
    assert locale.character_order == ("right-to-left" if offered.direction == "rtl" else "left-to-right")

    assert [language(offered.tag) for offered in LANGUAGES] == list(LANGUAGES)


def test_a_language_that_is_not_offered_is_refused_unquoted() -> None:
    with pytest.raises(QuestionnaireError, match="this language is not offered"):
        language("secret")


def test_the_shipped_questionnaire_lies_in_a_folder_of_its_id() -> None:
    assert load(shipped_questionnaire("ggd10")).id == "ggd10"
    assert shipped_questionnaire("ggd10").parent == shipped_folder()
    for name in ("nothing", "../questionnaires/ggd10", ""):
        with pytest.raises(QuestionnaireError):
            shipped_questionnaire(name)
