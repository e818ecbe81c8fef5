"""The note for who goes along makes a slip: what stands on the note, under a number, and nothing of the case."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from intake.desk.casework.referring import consent, withdraw
from intake.desk.casework.revision import ChangedMeanwhileError
from intake.desk.letters.errors import LetterError
from intake.desk.letters.frame import content
from intake.desk.letters.writing import begin, letter_of, overlaid, print_letter
from intake.desk.retention.erasing import Ground, erase
from intake.desk.tables import prints
from intake.desk.tables import slips as table
from intake.exchange.slip import Slip
from tests.desk.casework.test_referring import CONSENT
from tests.desk.slips.asking import HELPER, NOTE, asking, carried, print_note, slips
from tests.desk.world import World

NUMBER = re.compile(r"S-[0-9A-HJKMNP-TV-Z]{8}")


def test_the_note_bears_the_number_of_its_slip_which_says_what_the_note_says(world: World) -> None:
    with asking(world) as work:
        printed = print_note(work, explain="on", task="She waits at the fountain", often="on")
        [kept] = slips(work)
        assert NUMBER.findall(printed) == [kept.slip]
        assert kept.content == Slip(
            v=1,
            id=kept.slip,
            ambassador=HELPER,
            issued=date(2026, 11, 23),
            first_name="Saba",
            language="ti",
            tasks=("along", "explain", "other"),
            day=date(2026, 12, 1),
            time="09:30",
            place="Plein 1",
            note="She waits at the fountain",
            often="structural",
        )
        assert msgspec.convert(msgspec.to_builtins(kept.content), Slip) == kept.content
        assert b"Saba" not in work.entries()
        assert kept.slip.encode() not in work.entries()
        assert "slip written" in work.trail()


def test_only_what_is_printed_makes_a_slip(world: World) -> None:
    with asking(world) as work:
        draft = overlaid(begin(work.desk, "1", "ambassador"), NOTE)
        assert NUMBER.search(content(letter_of(work.desk, draft))) is None
        with pytest.raises(RuntimeError, match="no paper"):
            print_letter(work.desk, draft, draft.revision, content, _no_paper)
        assert (slips(work), work.rows(prints)) == ([], [])


def test_without_consent_nobody_is_asked(world: World) -> None:
    with asking(world, consent=False) as work:
        with pytest.raises(LetterError, match="agree that an ambassador is asked"):
            print_note(work)
        assert (slips(work), work.rows(prints)) == ([], [])
        work.do(consent, 1, work.seen(), 1, CONSENT)
        print_note(work)
        assert len(slips(work)) == 1
        work.do(withdraw, 1, work.seen(), 1)
        with pytest.raises(LetterError, match="agree that an ambassador is asked"):
            print_note(work)


def test_who_is_not_in_the_book_gets_a_note_without_a_number(world: World) -> None:
    with asking(world, ambassador=None) as work:
        assert NUMBER.search(print_note(work)) is None
        assert slips(work) == []


def test_printed_again_it_is_the_same_slip_and_a_correction_corrects_what_is_still_here(world: World) -> None:
    with asking(world) as work:
        first = NUMBER.findall(print_note(work))
        assert NUMBER.findall(print_note(work)) == first
        assert NUMBER.findall(print_note(work, time="10:30")) == first
        [kept] = slips(work)
        assert kept.content.time == "10:30"
        carried(work)
        assert NUMBER.findall(print_note(work, time="10:30")) == first
        assert NUMBER.findall(print_note(work, time="11:30")) != first
        assert [each.content.time for each in slips(work)] == ["11:30", "10:30"]


def test_two_who_print_at_once_do_not_make_two_slips(world: World) -> None:
    with asking(world) as work:
        draft = overlaid(begin(work.desk, "1", "ambassador"), NOTE)

        def make(letter: object) -> str:
            print_note(work)
            return ""

        with pytest.raises(ChangedMeanwhileError):
            print_letter(work.desk, draft, draft.revision, make)
        assert len(slips(work)) == 1


def test_it_goes_when_the_case_goes(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        work.do(erase, [1], Ground.TERM)
        assert work.rows(table) == []


def _no_paper(made: str) -> None:
    raise RuntimeError("no paper")
