"""What all texts keep to, in every language and domain: complete, plain, in their own script, giving nothing away."""

from __future__ import annotations

from collections import defaultdict

import pytest
from babel.messages.pofile import read_po

from intake.questionnaire import LANGUAGES, Language, load, shipped_questionnaire
from intake.questionnaire.texts import Texts
from intake.translations.domains import CARD, FORM, INFO, LETTER, Domain, every_domain
from intake.translations.rules import alphabet, faults, longest_sentence, scripts
from intake.translations.screens import CARD_SHEET, EXPLAINED, HANDED_OVER, INVITATION, LEAFLET, NOTE, POSTER, SLIP
from tests.translations.words import FORBIDDEN, MINDS, of_minds, telling

GGD10 = load(shipped_questionnaire("ggd10"))
DOMAINS = {domain.name: domain for domain in every_domain([GGD10])}
ASKED = f"{GGD10.id} {GGD10.version}"
TEXTS = {(name, spoken.tag): domain.texts(spoken) for name, domain in DOMAINS.items() for spoken in LANGUAGES}
every_language = pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
every_domain_of_it = pytest.mark.parametrize("domain", DOMAINS.values(), ids=lambda domain: domain.name.split()[0])


def texts(domain: Domain, spoken: Language) -> Texts:
    return TEXTS[domain.name, spoken.tag]


@every_language
@every_domain_of_it
def test_every_text_is_there_and_none_that_nothing_asks_for(domain: Domain, spoken: Language) -> None:
    found = texts(domain, spoken)
    assert (found.missing, found.left_over, found.changed) == ((), (), ())


@every_language
@every_domain_of_it
def test_every_text_says_in_ascii_english_what_it_says(domain: Domain, spoken: Language) -> None:
    explained = {key: message.back_translation for key, message in texts(domain, spoken).messages.items()}
    assert [key for key, said in explained.items() if not said or not said.isascii()] == []


@every_language
@every_domain_of_it
def test_a_file_says_its_language_its_plurals_and_each_review(domain: Domain, spoken: Language) -> None:
    file = domain.file(spoken)
    with file.open("rb") as stream:
        headers = dict(read_po(stream).mime_headers)
    assert headers["Plural-Forms"] == spoken.plural
    assert headers["Language"].replace("-", "_") == spoken.locale
    written = file.read_text(encoding="utf-8")
    assert written.count("\n# review: ") == written.count("\nmsgctxt ")


@every_language
@every_domain_of_it
def test_every_text_keeps_the_rules_that_a_machine_can_look_at(domain: Domain, spoken: Language) -> None:
    """Twelve words a sentence, the names in braces, Latin digits, NFC, nothing unseen: intake/translations/rules.py."""
    found = {
        key: faults(message.text, message.source, longest=longest_sentence(domain, key))
        for key, message in texts(domain, spoken).messages.items()
    }
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


# Names of people who help, as they stand on the door.
DUTCH_NAMES = {"help.poh", "help.ggd", "help.loket", "help.refugees"}


@every_language
@every_domain_of_it
def test_texts_are_in_their_own_script_with_dutch_names_between(domain: Domain, spoken: Language) -> None:
    own = alphabet(spoken.script)
    for key, message in texts(domain, spoken).messages.items():
        assert scripts(message.text) <= {own, "LATIN"}, key
        assert own in scripts(message.text) or key in DUTCH_NAMES, key


@every_language
def test_a_question_and_its_answers_have_no_other_letters_than_their_own(spoken: Language) -> None:
    for key, message in texts(DOMAINS[ASKED], spoken).messages.items():
        assert scripts(message.text.replace("GGD", "")) == {alphabet(spoken.script)}, key


@every_language
def test_what_stands_twice_is_said_alike(spoken: Language) -> None:
    form, questions = texts(DOMAINS[FORM], spoken), texts(DOMAINS[ASKED], spoken)
    assert [form.get(key) for key in ("title", "skip")] == [questions.get(key) for key in ("title", "skip")]


@every_language
def test_how_often_is_said_with_the_same_words_in_every_question(spoken: Language) -> None:
    said = defaultdict(set)
    for message in texts(DOMAINS[ASKED], spoken).messages.values():
        said[message.source].add(message.text)
    for english in ("Never or almost never", "Sometimes", "Often"):
        assert len(said[english]) == 1


@every_language
def test_dari_is_not_farsi_and_no_language_is_another(spoken: Language) -> None:
    mine = {key: message.text for key, message in texts(DOMAINS[FORM], spoken).messages.items()}
    for other in LANGUAGES:
        if other is not spoken:
            theirs = texts(DOMAINS[FORM], other).messages
            assert sum(theirs[key].text == text for key, text in mine.items()) < len(mine) / 2


# --- what no text may say


TOWN_HALL = (
    "municipal", "gemeente", "بلدية", "муніципал", "муниципал", "ምምሕዳር ከተማ", "belediye", "شاروالی", "شهرداری",
    "ښاروالۍ", "şaredarî", "gmin", "mairie",
)  # fmt: skip


@every_language
@every_domain_of_it
def test_nobody_is_promised_that_the_municipality_cannot_read_it(domain: Domain, spoken: Language) -> None:
    """A GGD can be part of one. The promise is about the case manager, Work and Income, and the IND."""
    for message in texts(domain, spoken).messages.values():
        said = f"{message.text} {message.back_translation}".lower()
        assert [word for word in TOWN_HALL if word in said] == []


@every_language
def test_the_form_says_who_cannot_read_it(spoken: Language) -> None:
    assert "IND" in texts(DOMAINS[FORM], spoken).get("who.not")


HEADINGS = (".title",)


def test_every_language_has_its_forbidden_words() -> None:
    assert FORBIDDEN.keys() == MINDS.keys() == {spoken.tag for spoken in LANGUAGES}
    assert telling("Er was geweld", "nl") == ["geweld"]
    assert telling("الشرطة", "ar") == ["شرطة"]
    assert telling("دسترسی", "prs") == []
    assert [telling(word, "ru") for word in ("страховка", "страха")] == [[], ["страх"]]
    assert of_minds("Uw geestelijke gezondheid", "nl") == ["geestelijk"]


@every_language
def test_no_question_or_answer_says_what_it_is_about(spoken: Language) -> None:
    for key, message in texts(DOMAINS[ASKED], spoken).messages.items():
        for words in (message.text, message.source, message.back_translation, key):
            assert telling(words, spoken.tag) == [], key


@every_language
@pytest.mark.parametrize("name", [FORM, INFO])
def test_no_title_or_heading_says_it_either(name: str, spoken: Language) -> None:
    for key, message in texts(DOMAINS[name], spoken).messages.items():
        if key == "title" or key.endswith(HEADINGS):
            assert telling(f"{message.text} {message.back_translation}", spoken.tag) == [], key


PRINTED = (CARD_SHEET, HANDED_OVER, EXPLAINED, LEAFLET, POSTER, INVITATION, SLIP, NOTE)


@every_language
def test_no_card_poster_leaflet_or_letter_to_carry_tells_more_than_health(spoken: Language) -> None:
    """Neither of violence nor of minds."""
    read = [texts(DOMAINS[name], spoken).messages for name in (FORM, CARD, LETTER)]
    messages = {key: message for each in read for key, message in each.items()}
    for key in {key for page in PRINTED for key in page.of(messages)}:
        said = f"{messages[key].text} {messages[key].back_translation}"
        assert (telling(said, spoken.tag), of_minds(said, spoken.tag)) == ([], []), key


# --- the rules themselves


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Say {n} and {total}", "the names in {braces} must stay"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen {n}", "more than 12 words"),
        ("Say ٣ {n}", "digits must be 0 to 9"),
        ("Say \u200f{n}", "signs that cannot be seen"),
        ("Say\n{n}", "signs that cannot be seen"),
        ("Se\u0301 {n}", "Unicode NFC"),
        ("Say {n} ", "a space stands before or behind it"),
    ],
)
def test_a_text_that_breaks_a_rule_is_told_which(text: str, fault: str) -> None:
    assert [fault in each for each in faults(text, "Say {n}")] == [True]


def test_a_joiner_and_several_sentences_break_none() -> None:
    assert faults("می\u200cروم {n}. One two three four five six seven. Eight nine ten eleven twelve.", "{n}") == ()
