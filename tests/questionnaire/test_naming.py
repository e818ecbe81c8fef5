"""What staff call a language."""

from __future__ import annotations

from intake.questionnaire import LANGUAGES
from intake.questionnaire.naming import SPOKEN, choices, is_named, language_name


def test_every_language_on_offer_has_a_name_in_dutch_and_in_english() -> None:
    for tag in (*SPOKEN, *(each.tag for each in LANGUAGES)):
        assert tag not in (language_name(tag, "nl"), language_name(tag, "en")), tag


def test_dari_and_farsi_kurmanji_and_sorani_are_never_called_the_same() -> None:
    for locale in ("nl", "en"):
        names = {language_name(tag, locale) for tag in ("prs", "fa", "kmr", "ckb")}
        assert len(names) == 4


def test_a_language_of_a_country_says_which() -> None:
    assert language_name("ar-SY", "nl") == "Arabisch (Syrië)"
    assert language_name("ar-SY", "en") == "Arabic (Syria)"


def test_a_slip_of_the_pen_has_no_name() -> None:
    assert not is_named("qqq")
    assert not is_named("ar-QQ")
    assert language_name("qqq", "nl") == "qqq"


def test_the_list_to_choose_from_is_in_the_order_of_the_names_and_names_nobody_twice() -> None:
    for locale in ("nl", "en"):
        names = [name for _tag, name in choices(locale)]
        assert names == sorted(names, key=str.casefold)
        assert len(names) == len(set(names)) == len(SPOKEN)
