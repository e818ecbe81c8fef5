"""What a person carries: in their language from end to end, neutral, one page (a slip: one piece of A6), all drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.config import Sender
from intake.desk.letters.ambassador import AmbassadorFields, AmbassadorNote
from intake.desk.letters.appointment import Appointment
from intake.desk.letters.errors import Fault, LetterError, UnfitError
from intake.desk.letters.field import fields_of
from intake.desk.letters.frame import FOLDER
from intake.desk.letters.invitation import Invitation
from intake.desk.letters.office import Office
from intake.desk.letters.slip import Slip
from intake.questionnaire import LANGUAGES, Language, language
from intake.translations.domains import LETTER, own_domain
from tests.desk.letters.samples import INVITATION, NOTE, OFFICE, PHONE, SENDER, SLIP, Drawn
from tests.paper.paper import MILLIMETRE, letters, whole_words
from tests.translations.words import of_minds, telling

A6 = (105 * MILLIMETRE, 148 * MILLIMETRE)
MARGINS = (17 * MILLIMETRE, 14 * MILLIMETRE)
MIND = ("ggd", "psych", "ggz")
LONG = replace(
    SLIP, place="Stationsplein " + "Leeuwarderstraatweg 1234, " * 4, ask="Annemarie Voorbeeldnaam van der Lange"
)


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda spoken: spoken.tag)
def spoken(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def invited(spoken: Language) -> Drawn:
    return Drawn.of(Invitation.of(replace(INVITATION, language=spoken.tag), OFFICE))


@pytest.fixture(scope="module", params=["nl", "ar", "ti", "uk", "ps", "so", "fr"])
def slip(request: pytest.FixtureRequest) -> Drawn:
    """One with more on it than any will have: in each script, and in the languages that take most room."""
    return Drawn.of(Slip.of(replace(LONG, language=request.param), OFFICE))


def said(spoken: Language, *families: str) -> set[str]:
    """The words that a letter of these texts has."""
    texts = own_domain(LETTER).texts(spoken).messages
    return {word for key, text in texts.items() if key.split(".")[0] in families for word in whole_words(text.text)}


def neutral(drawn: Drawn, tag: str) -> None:
    for words in (drawn.text, str(drawn.title)):
        assert (telling(words, tag), of_minds(words, tag)) == ([], [])
        assert [word for word in MIND if word in words.lower()] == []


def test_an_invitation_is_one_page_in_one_language_and_tells_no_more_than_health(
    invited: Drawn, spoken: Language
) -> None:
    assert len(invited.pages) == 1
    neutral(invited, spoken.tag)
    read = letters(invited.text)
    wanted = said(spoken, "invite", "open", "call")
    only = own_domain(LETTER).texts(spoken).get("invite.choose")
    assert not {word for word in wanted - whole_words(only) if word not in read}
    assert all(sign.isascii() for sign in read if sign.isdigit())
    for each in (PHONE, "09:30", "09:00–17:00", "Afsprakenbureau Harlingertrekweg", "8913 HR Leeuwarden"):
        assert each in invited.lines()


def test_it_is_tagged_in_its_language_and_every_sign_is_drawn(invited: Drawn, spoken: Language) -> None:
    assert (invited.root["/Lang"], invited.root["/MarkInfo"]["/Marked"]) == (spoken.tag, True)
    assert b"pdfuaid" in invited.root["/Metadata"].get_object().get_data()
    assert invited.title == own_domain(LETTER).texts(spoken).get("invite.title")
    assert invited.undrawn() == 0


def test_a_slip_stays_within_its_a6_with_the_dutch_beside_it(slip: Drawn) -> None:
    spoken = language(slip.root["/Lang"])
    assert (len(slip.pages), slip.title) == (1, own_domain(LETTER).texts(spoken).get("slip.title"))
    neutral(slip, spoken.tag)
    height = slip.document[0].get_height()
    for left, bottom, right, top in slip.boxes():
        across = left if spoken.direction == "ltr" else slip.document[0].get_width() - right
        assert across > MARGINS[0]
        assert across + (right - left) < MARGINS[0] + A6[0]
        assert height - MARGINS[1] - A6[1] < bottom < top < height - MARGINS[1]
    assert "1 december 2026" in slip.text
    assert "Vraag naar" in slip.text


def test_while_its_texts_are_drafts_it_says_so(invited: Drawn, spoken: Language) -> None:
    draft = Invitation.of(replace(INVITATION, language=spoken.tag), OFFICE).draft
    assert draft
    assert letters(draft)[:4] in letters(invited.text)


@pytest.mark.parametrize("tag", ["nl", "ar", "ti"])
def test_without_a_day_it_asks_to_choose_one(tag: str) -> None:
    texts = own_domain(LETTER).texts(language(tag))
    drawn = Drawn.of(Invitation.of(replace(INVITATION, language=tag, day=None), OFFICE))
    assert PHONE in drawn.lines()
    assert "09:30" not in drawn.lines()
    assert not {word for word in whole_words(texts.get("invite.choose")) if word not in letters(drawn.text)}


@pytest.mark.parametrize("tag", ["nl", "ar", "ti"])
def test_a_note_for_who_goes_along_has_a_first_name_a_language_a_place_and_a_task(tag: str) -> None:
    drawn = Drawn.of(AmbassadorNote.of(replace(NOTE, language=tag), OFFICE))
    assert (len(drawn.pages), drawn.undrawn(), drawn.root["/Lang"]) == (1, 0, tag)
    neutral(drawn, tag)
    read = letters(drawn.text)
    wanted = ("Selam", "Station Leeuwarden", "Wacht in de wachtkamer", "09:00", language("ti").own_name)
    assert [each for each in wanted if letters(each) not in read] == []
    assert not {word for word in said(language(tag), "note", "task") if word not in read}


def test_a_note_can_hold_nothing_else() -> None:
    asked = {each.name for each in fields_of(AmbassadorFields)}
    printed = {"language", "first_name", "speaks", "day", "time", "place", "along", "explain", "task"}
    # That the person wants it, and that it is for more than once: neither is on the paper.
    assert asked == printed | {"agreed", "often"}


def test_every_text_of_letters_stands_in_some_letter() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.html"))
    asked = {*NOTE.tasks, "invite.title", "slip.title", "note.title"}
    assert [key for key in own_domain(LETTER).sources if f'"{key}"' not in written and key not in asked] == []


def test_a_day_is_said_with_the_words_of_the_form() -> None:
    form = own_domain("form").texts(language("kmr"))
    tuesday = Appointment(INVITATION.day or SLIP.day, "09:30", "x")  # type: ignore[arg-type]
    assert tuesday.weekday(form) == form.get("day.2")


@pytest.mark.parametrize("name", ["neutral", "address", "phone"])
def test_a_letter_without_a_neutral_sender_is_refused_with_what_is_missing(name: str) -> None:
    members = {each: getattr(SENDER, each) for each in SENDER.__struct_fields__ if each != name}
    with pytest.raises(LetterError) as refused:
        Invitation.of(INVITATION, Office("GGD Fryslân", Sender(**members)))
    assert refused.value.hint == f"Add [desk.sender] {name}."


def test_what_is_missing_of_an_appointment_is_asked_for() -> None:
    with pytest.raises(UnfitError) as refused:
        Invitation.of(replace(INVITATION, time="", place=""), OFFICE).refuse_lacking()
    assert refused.value.faults == {"time": Fault.NEEDED, "place": Fault.NEEDED}
    with pytest.raises(UnfitError) as refused:
        Slip.of(replace(SLIP, day=None), OFFICE)
    assert refused.value.faults == {"day": Fault.NEEDED}
    with pytest.raises(UnfitError) as refused:
        AmbassadorNote.of(replace(NOTE, along=False, explain=False, task=""), OFFICE).refuse_lacking()
    assert refused.value.faults == {"task": Fault.NEEDED}
    with pytest.raises(UnfitError) as refused:
        AmbassadorNote.of(replace(NOTE, agreed=False), OFFICE).refuse_lacking()
    assert refused.value.faults == {"agreed": Fault.NEEDED}
