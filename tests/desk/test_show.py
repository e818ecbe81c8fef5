"""A case on the terminal: first how the person may be reached without harm, and nothing from an envelope does harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.desk.contact import SafeContact
from intake.desk.errors import DeskError
from intake.desk.looking import look_at
from intake.desk.terminal.case import case_lines
from intake.desk.terminal.plain import grouped, plain
from intake.desk.wording import Dictionary, StaffLanguage
from intake.envelope.submission import Contact, Submission
from tests.desk.world import World, sealed, submission

PHONE = "06 12345678"


def shown(world: World, *people: Submission, wanted: str = "1", language: StaffLanguage = "en") -> str:
    """What `show` prints of one of these people."""
    if people:
        world.take_in(world.bundle(*map(sealed, people)))
    with world.desk() as desk:
        case = look_at(desk, wanted)
        wording = Dictionary(desk.library, language).of(case.questionnaire, case.version)
        return "\n".join(case_lines(case, wording, language))


def contacted(world: World, contact: Contact, language: StaffLanguage = "en") -> str:
    return shown(world, submission(contact=contact), language=language)


def test_the_safe_contact_comes_before_everything_else(world: World) -> None:
    text = contacted(world, Contact(reach="call", address=PHONE))
    places = [text.index(part) for part in ("SAFE CONTACT", PHONE, "WHY", "ANSWERS", "WISHES", "DATES")]
    assert places == sorted(places)


def test_a_voicemail_may_be_left_on_the_persons_own_phone_only(world: World) -> None:
    text = contacted(world, Contact(reach="call", address=PHONE, line="mine", name="Sara", when=("weekend",)))
    assert f"call {PHONE}" in text
    assert "a voicemail may be left" in text
    assert "in the weekend" in text
    assert "Sara" in text


@pytest.mark.parametrize("line", ["shared", "unknown", None])
def test_on_any_other_phone_never(world: World, line: str | None) -> None:
    text = contacted(world, Contact(reach="call", address=PHONE, line=line))
    assert "NEVER leave a voicemail" in text
    assert "may be left" not in text


@pytest.mark.parametrize("reach", ["come", "no", None])
def test_who_did_not_choose_a_way_is_not_called(world: World, reach: str | None) -> None:
    text = contacted(world, Contact(reach=reach, address=PHONE, line="mine"))
    assert "do not call or write" in text
    assert "may be left" not in text


@given(
    st.sampled_from([None, "call", "message", "come", "no"]),
    st.sampled_from([None, "mine", "shared", "unknown"]),
    st.sampled_from([None, PHONE]),
)
def test_a_voicemail_needs_an_own_phone_a_number_and_the_wish_to_be_called(
    reach: str | None, line: str | None, address: str | None
) -> None:
    contact = SafeContact.of(Contact(reach=reach, line=line, address=address))
    assert contact.voicemail == (reach == "call" and line == "mine" and address is not None)
    assert contact.allowed == (reach in ("call", "message") and address is not None)


def test_level_reasons_and_answers_stand_there_in_words(world: World) -> None:
    text = shown(world, submission(answers={"home": "mostly_not", "pain": None}))
    assert "WHY: red, score 2 low" in text
    assert "R1  mostly does not feel calm" in text
    assert "Do you feel calm and at ease in the place where you live?" in text
    assert "No, mostly not" in text
    assert "not answered" in text
    assert "GGD-style example, not validated" in text


def test_the_same_in_dutch(world: World) -> None:
    text = shown(world, submission(answers={"home": "mostly_not"}), language="nl")
    for words in ("VEILIG CONTACT", "WAAROM: rood, score 2 laag", "Nee, meestal niet", "niet bellen of schrijven"):
        assert words in text


def test_a_case_is_found_by_its_code_however_it_is_typed(world: World) -> None:
    person = replace(submission(), code="K7Q2M9PA")
    world.take_in(world.bundle(sealed(person), sealed(submission())))
    for typed in ("K7Q2M9PA", "k7q2-m9pa", "K7Q2 M9PA"):
        assert "K7Q2-M9PA" in shown(world, wanted=typed)


def test_a_code_of_digits_is_not_taken_for_a_number(world: World) -> None:
    world.take_in(world.bundle(sealed(replace(submission(), code="00000002")), sequence=1))
    world.take_in(world.bundle(sealed(submission()), sequence=2))
    assert "0000-0002" in shown(world, wanted="00000002")


def test_a_code_that_two_cases_have_names_both(world: World) -> None:
    twins = [replace(submission(), code="K7Q2M9PA") for _ in range(2)]
    world.take_in(world.bundle(*map(sealed, twins)))
    with pytest.raises(DeskError, match="several cases have this code: 1, 2"):
        shown(world, wanted="K7Q2M9PA")


@pytest.mark.parametrize("wanted", ["0", "99", "", "-1", "ZZZZZZZZ", "1; DROP TABLE cases", "9" * 30, "²"])
def test_what_is_no_case_is_refused(world: World, wanted: str) -> None:
    with pytest.raises(DeskError, match="no case with this number or code"):
        shown(world, wanted=wanted)


def test_two_cases_from_one_card_point_at_each_other(world: World) -> None:
    people = [replace(submission(), card="A" * 22) for _ in range(2)]
    world.take_in(world.bundle(*map(sealed, people)))
    with world.desk() as desk:
        assert [look_at(desk, number).same_card for number in "12"] == [(2,), (1,)]
    assert "other cases from the same card" in shown(world)


def test_markup_in_a_name_stays_letters(world: World) -> None:
    assert "<b>{x}</b>" in contacted(world, Contact(reach="call", address="{0}{address}", name="<b>{x}</b>"))


@given(st.text(max_size=50))
def test_nothing_printed_can_move_the_cursor_or_turn_the_text(text: str) -> None:
    harmless = plain(text)
    assert len(harmless) == len(text)
    for letter in harmless:
        assert letter.isprintable() or letter in "\u200c\u200d"


def test_letters_of_every_script_stay() -> None:
    for name in ("ሰላም", "سلام", "می‌روم", "Ólafur", "李"):
        assert plain(name) == name
    assert plain("a\x1b[2Jb\u202ec\nd") == "a\ufffd[2Jb\ufffdc\ufffdd"


def test_a_code_is_read_in_two_groups() -> None:
    assert grouped("K7Q2M9PA") == "K7Q2-M9PA"
