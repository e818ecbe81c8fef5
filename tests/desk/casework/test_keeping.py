"""Notes, reminders, appointments, interpreters, the reporting code: what is written stays, and in the trail is none."""

from __future__ import annotations

import pytest

from intake.desk.casework.appointments import Kept, appointments_of, change_appointment, make_appointment
from intake.desk.casework.assigning import assign
from intake.desk.casework.interpreters import (
    Booked,
    ask_for_interpreter,
    bookings_of,
    change_booking,
    for_nothing,
)
from intake.desk.casework.meldcode import look_at_record, opened, write_step
from intake.desk.casework.notes import add_note, notes_of
from intake.desk.casework.reminders import Which, finish, list_reminders, reminders_of, set_reminder
from intake.desk.casework.states import Outcome, Status, move
from intake.desk.errors import DeskError
from intake.desk.tables import notes
from tests.desk.casework.doing import at_work
from tests.desk.world import World, submission


def test_a_note_is_corrected_by_another_note(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(add_note, 1, 0, "Lives with an aunt.")
        work.do(add_note, 1, 1, "It is a cousin,\nnot an aunt.")
        assert [each.text for each in work.ask(notes_of, 1)] == ["It is a cousin,\nnot an aunt.", "Lives with an aunt."]
        assert b"aunt" not in work.entries()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202enaive\u202c \u0000\u200b", "naive"),
        ("<b>x</b>", "<b>x</b>"),
        ("a" + "\u0301" * 40, "\u00e1" + "\u0301" * 4),
    ],
)
def test_what_cannot_be_seen_is_not_kept(world: World, typed: str, kept: str) -> None:
    with at_work(world, submission()) as work:
        work.do(add_note, 1, 0, typed)
        assert work.rows(notes)[0]["text"] == kept


@pytest.mark.parametrize("typed", ["", " \n ", "\u200b", "x" * 4001])
def test_a_note_is_neither_empty_nor_endless(world: World, typed: str) -> None:
    with at_work(world, submission()) as work:
        with pytest.raises(DeskError, match=r"left empty|longer than the 4000"):
            work.do(add_note, 1, 0, typed)
        assert (work.rows(notes), work.seen()) == ([], 0)


def test_reminders_are_of_whoever_has_the_case(world: World) -> None:
    with at_work(world, submission(), submission()) as work:
        work.do(set_reminder, 1, 0, "2026-11-24", "call the GP")
        work.do(set_reminder, 2, 0, "2026-11-22", "ask for the dialect")
        work.do(assign, 1, 1, "anna")
        mine = work.do(list_reminders, Which.MINE)
        assert [(each.case, each.text) for each in mine] == [(2, "ask for the dialect")]
        assert [each.case for each in work.do(list_reminders, Which.ALL)] == [2, 1]
        assert [each.case for each in work.do(list_reminders, Which.OVERDUE)] == [2]
        assert work.do(list_reminders, Which.TODAY) == []


def test_a_reminder_is_done_once(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(set_reminder, 1, 0, "2026-11-24", "call the GP")
        assert (work.do(finish, 1), work.seen()) == (1, 2)
        with pytest.raises(DeskError, match="done already"):
            work.do(finish, 1)
        assert work.ask(reminders_of, 1)[0].done_by == "noor"
        assert work.do(list_reminders, Which.ALL) == []


@pytest.mark.parametrize("due", ["", "tomorrow", "2026-13-01"])
def test_a_reminder_has_a_day(world: World, due: str) -> None:
    with at_work(world, submission()) as work, pytest.raises(DeskError):
        work.do(set_reminder, 1, 0, due, "call")


def test_an_interpreter_of_an_appointment_that_was_cancelled_is_booked_for_nothing(world: World) -> None:
    typed = {"language": "ti", "dialect": "Keren", "gender": "woman", "way": "phone", "starts": "2026-12-01T10:30"}
    with at_work(world, submission()) as work:
        work.do(make_appointment, 1, 0, starts="2026-12-01T10:30", place="library, room 2", whom="Noor")
        work.do(ask_for_interpreter, 1, 1, typed | {"avoid": "not Mr. T."}, not_own=True)
        work.do(change_booking, 1, 2, 1, Booked.BOOKED)
        [booking], made = work.ask(bookings_of, 1), work.ask(appointments_of, 1)
        assert (booking.state, booking.avoid, booking.not_own_community) == (Booked.BOOKED, "not Mr. T.", True)
        assert not for_nothing(booking, made)
        work.do(change_appointment, 1, 3, 1, Kept.CANCELLED)
        assert for_nothing(booking, work.ask(appointments_of, 1))


def test_bookings_and_appointments_are_of_their_own_case_only(world: World) -> None:
    with at_work(world, submission(), submission()) as work:
        work.do(make_appointment, 1, 0, starts="2026-12-01T10:30", place="library", whom="Noor")
        with pytest.raises(DeskError, match="no such appointment"):
            work.do(change_appointment, 2, 0, 1, Kept.CANCELLED)
        assert work.ask(appointments_of, 1)[0].state is Kept.PLANNED


def test_with_a_closed_case_nothing_new_is_arranged(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(move, 1, Status.CLOSED, Outcome.MOVED)
        with pytest.raises(DeskError, match="closed"):
            work.do(make_appointment, 1, work.seen(), starts="2026-12-01T10:30", place="library", whom="Noor")


def test_the_reporting_code_says_what_is_missing_and_keeps_what_was_written_before(world: World) -> None:
    weighed = {"text": "We help together.", "outcome": "help", "suspicion": "unsure", "danger": "no"}
    with at_work(world, submission()) as work:
        assert not work.ask(opened, 1)
        work.do(write_step, 1, 0, 5, weighed)
        work.do(write_step, 1, 1, 1, {"text": "Bruise on the arm."})
        work.do(write_step, 1, 2, 1, {"text": "Bruise, said to be of a fall."})
        record = work.do(look_at_record, 1)
        assert (record.missing, list(record.steps)) == ((2, 3, 4), [1, 5])
        assert [each.text for each in record.earlier] == ["Bruise on the arm."]
        assert (record.steps[5].outcome, record.steps[5].weighed) == ("help", {"suspicion": "unsure", "danger": "no"})
        assert work.trail()[-1] == "reporting code viewed"
        assert b"Bruise" not in work.entries()
        assert b"help" not in work.entries()


@pytest.mark.parametrize(("step", "typed"), [(6, {}), (2, {"outcome": "help"}), (5, {"danger": "maybe"})])
def test_the_reporting_code_takes_fixed_words_only(world: World, step: int, typed: dict[str, str]) -> None:
    with at_work(world, submission()) as work, pytest.raises(DeskError):
        work.do(write_step, 1, 0, step, {"text": "x"} | typed)
