"""Writing letters about a case: filled in with what is known, recorded without a word, refused without consent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from intake.desk.casework.appointments import make_appointment
from intake.desk.casework.facts import Facts, write_facts
from intake.desk.casework.referring import refer, withdraw
from intake.desk.casework.revision import ChangedMeanwhileError, revision_of
from intake.desk.contact import Agreed
from intake.desk.letters.ambassador import AmbassadorFields
from intake.desk.letters.errors import Fault, LetterError, UnfitError
from intake.desk.letters.field import fields_of
from intake.desk.letters.frame import content
from intake.desk.letters.gp import GpFields
from intake.desk.letters.invitation import InvitationFields
from intake.desk.letters.kinds import KINDS
from intake.desk.letters.slip import SlipFields
from intake.desk.letters.writing import Draft, begin, go_on, letter_of, overlaid, print_letter, printed
from intake.desk.tables import audit, prints
from intake.desk.unlock import OpenDesk
from intake.envelope.submission import Contact
from tests.desk.commands import Home
from tests.desk.letters.samples import SENDER, Drawn
from tests.desk.test_commands import carried
from tests.desk.world import World, sealed, submission

SABA = Contact("call", "06 12345678", "Saba Tesfay", "mine", ("weekday-morning",), "woman", "yes", "18+")
CONSENT = {"destination": "GP", "organisation": "Praktijk De Brug", "shared": "the question", "reply_by": "2026-12-11"}
CONSENT |= {"consent_on": "2026-11-20", "consent_how": "spoken", "consent_language": "Tigrinya"}
ASKED = {"question": "Wilt u haar zien?"}
CONSENTED = {"consent_on": "2026-11-20", "consent_how": "spoken"}


@pytest.fixture
def desk(world: World) -> Iterator[OpenDesk]:
    """A desk with one case, whose configuration says who writes."""
    world.section = msgspec.structs.replace(world.section, sender=SENDER)
    world.take_in(world.bundle(sealed(submission(answers={"sleep": "often_bad", "talk": "soon"}, contact=SABA))))
    with world.desk() as desk:
        yield desk


def learnt(desk: OpenDesk) -> None:
    """The first talk, a referral that she agrees to, and an appointment."""
    facts = Facts(
        agreed=Agreed(times="niet na 11 uur", when=("weekday-morning",), safe_word="appel"),
        exclusions="niemand uit Leeuwarden",
        not_own_community=True,
        dialect="van de hoogvlakte",
        interpreter="phone",
        interpreter_gender="woman",
    )
    with desk.writing() as connection:
        write_facts(desk, connection, 1, revision_of(connection, 1), facts)
        refer(desk, connection, 1, revision_of(connection, 1), CONSENT)
        seen = revision_of(connection, 1)
        make_appointment(desk, connection, 1, seen, starts="2026-12-01T09:30", place="Plein 1", whom="Anna")


def rows(desk: OpenDesk) -> list[tuple[object, ...]]:
    with desk.reading() as connection:
        found = connection.execute(
            select(prints.c.case, prints.c.actor, prints.c.kind, prints.c.language, prints.c.ticked)
        )
        return [tuple(row) for row in found]


def test_a_letter_to_a_gp_begins_with_what_the_desk_knows(desk: OpenDesk) -> None:
    learnt(desk)
    fields = begin(desk, "1", "gp").fields
    assert isinstance(fields, GpFields)
    assert (fields.professional, fields.big) == ("A. Jansen, verpleegkundige", "19012345601")
    assert (fields.person, fields.ask_for, fields.address) == ("Saba Tesfay", "Saba Tesfay", "06 12345678")
    assert (fields.reach, fields.own_phone, fields.voicemail, fields.post) == ("call", True, True, False)
    assert fields.when == "doordeweeks in de ochtend, niet na 11 uur"
    assert fields.remark == "Zeg eerst het codewoord: appel"
    assert (fields.language, fields.dialect, fields.interpreter) == ("Tigrinya", "van de hoogvlakte", "woman")
    assert fields.avoid == "niemand uit Leeuwarden; niet uit de eigen gemeenschap"
    assert (fields.gender, fields.ambassador) == ("woman", "yes")
    assert (fields.receiver, fields.consent_how, str(fields.consent_on)) == ("Praktijk De Brug", "spoken", "2026-11-20")
    assert str(fields.reply_by) == "2026-12-11"
    assert fields.ticked == ()


def test_the_others_get_the_appointment_and_a_note_only_the_first_name(desk: OpenDesk) -> None:
    learnt(desk)
    invitation, slip, note = (begin(desk, "1", kind).fields for kind in ("invitation", "slip", "ambassador"))
    assert isinstance(invitation, InvitationFields)
    assert isinstance(slip, SlipFields)
    assert isinstance(note, AmbassadorFields)
    assert (invitation.language, invitation.name, invitation.ask) == ("ti", "Saba Tesfay", "Anna")
    assert (str(slip.day), slip.time, slip.place) == ("2026-12-01", "09:30", "Plein 1")
    assert (note.language, note.first_name, note.speaks, note.tasks) == ("nl", "Saba", "ti", ())


def test_what_was_ticked_is_shown_in_the_words_of_staff(desk: OpenDesk) -> None:
    learnt(desk)
    ticked: dict[str, object] = {"show_answers": True, "show_score": True, "show_level": True}
    said = content(letter_of(desk, overlaid(begin(desk, "1", "gp"), {**ASKED, **ticked})))
    for words in ("Hoe was uw slaap?", "Vaak slecht", "Voorbeeld in GGD-stijl, niet gevalideerd", "rood"):
        assert words in said


def test_that_it_was_printed_is_kept_and_nothing_of_what_it_said(desk: OpenDesk) -> None:
    learnt(desk)
    draft = overlaid(begin(desk, "1", "gp"), {**ASKED, "show_score": True})
    made = print_letter(desk, draft, draft.revision, content)
    assert "Wilt u haar zien?" in made
    assert rows(desk) == [(1, "anna", "gp", "nl", "score")]
    with desk.reading() as connection:
        (kept,) = printed(connection, 1)
        entries = connection.execute(select(audit.c.action, audit.c.entry).where(audit.c.case == 1)).all()
    assert (kept.kind, kept.ticked, kept.at) == ("gp", ("score",), "2026-11-23T10:00:00Z")
    assert [entry.action for entry in entries][-2:] == ["case viewed", "letter printed"]
    assert not [entry for entry in entries if b"haar zien" in entry.entry or b"Saba" in entry.entry]
    assert b'"print":1' in entries[-1].entry


def test_what_cannot_be_made_or_kept_leaves_no_trace_of_a_print(desk: OpenDesk) -> None:
    draft = overlaid(begin(desk, "1", "slip"), {"day": "2026-12-01", "time": "09:30", "place": "Plein 1"})

    def fails(_: object) -> None:
        raise OSError

    with pytest.raises(OSError):
        print_letter(desk, draft, draft.revision, content, fails)
    with pytest.raises(UnfitError) as refused:
        print_letter(desk, replace(draft, fields=SlipFields()), draft.revision, content)
    assert set(refused.value.faults.values()) == {Fault.NEEDED}
    assert rows(desk) == []


def test_a_case_that_changed_meanwhile_is_not_printed_as_it_was(desk: OpenDesk) -> None:
    draft = overlaid(begin(desk, "1", "gp"), ASKED | {"consent_on": "2026-11-20", "consent_how": "written"})
    learnt(desk)
    with pytest.raises(ChangedMeanwhileError):
        print_letter(desk, draft, draft.revision, content)
    again = go_on(desk, "1", "gp", {"person": "Saba", "professional": "A", "question": "Q"} | CONSENTED)
    print_letter(desk, again, again.revision, content)
    assert len(rows(desk)) == 1


def test_without_consent_that_still_stands_there_is_no_referral_letter(desk: OpenDesk) -> None:
    learnt(desk)
    with desk.writing() as connection:
        withdraw(desk, connection, 1, revision_of(connection, 1), 1)
    draft = begin(desk, "1", "gp")
    assert isinstance(draft.fields, GpFields)
    assert (draft.fields.consent_on, draft.fields.receiver) == (None, "")
    typed = overlaid(draft, ASKED | CONSENTED)
    with pytest.raises(LetterError, match="agree to this referral"):
        print_letter(desk, typed, typed.revision, content)
    with desk.writing() as connection:
        refer(desk, connection, 1, revision_of(connection, 1), CONSENT)
    renewed: Draft = overlaid(begin(desk, "1", "gp"), ASKED)
    print_letter(desk, renewed, renewed.revision, content)
    assert [row[2] for row in rows(desk)] == ["gp"]


# --- by command

CONFIG = """
[desk.sender]
neutral = "Afsprakenbureau"
address = ["Plein 1", "Leeuwarden"]
phone = "088 229 92 22"
"""
SLIP = 'day = 2026-12-01\ntime = 09:30:00\nplace = "Plein 1"\n'


@pytest.fixture
def typed(home: Home) -> Home:
    """A folder to type commands in, where there is one case."""
    with (home.folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write(CONFIG)
    assert home.run("desk", "import", carried(home, submission(contact=SABA)), "--receipt", "receipt").status == 0
    return home


def test_the_command_writes_a_pdf_from_a_file_of_fields_and_never_over_another(typed: Home) -> None:
    (typed.folder / "slip.toml").write_text(SLIP, "utf-8")
    letter = ("desk", "letter", "1", "--kind", "slip", "--fields", "slip.toml", "--out", "out.pdf")
    ran = typed.run(*letter)
    assert (ran.status, ran.out, ran.err) == (0, "out.pdf\n", "")
    drawn = Drawn((typed.folder / "out.pdf").read_bytes())
    assert (drawn.root["/Lang"], "Plein 1" in drawn.text) == ("ti", True)
    assert "exists already" in typed.refused(*letter)


def test_the_command_names_what_is_missing_or_wrong_and_quotes_nothing(typed: Home) -> None:
    letter = ("desk", "letter", "1", "--kind", "slip", "--out", "out.pdf")
    assert "day is needed" in typed.refused(*letter)
    (typed.folder / "bad.toml").write_text('surname = "Secret"\ntime = "Secret"\n', "utf-8")
    said = typed.refused(*letter, "--fields", "bad.toml")
    assert "surname there is no such field" in said
    assert "Secret" not in said
    (typed.folder / "none.toml").write_text("Secret", "utf-8")
    assert "none.toml is not TOML" in typed.refused(*letter, "--fields", "none.toml")
    assert not (typed.folder / "out.pdf").exists()


def test_the_documentation_lists_every_field_of_every_letter() -> None:
    text = (Path(__file__).parents[3] / "docs" / "letters.md").read_text(encoding="utf-8")
    assert [each.name for kind in KINDS.values() for each in fields_of(kind) if f"`{each.name}`" not in text] == []
