"""When something goes wrong that nobody thought of: one envelope is set aside, and a full disk loses nothing."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from intake.desk import audit
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.folder import write_new
from intake.desk.importing import import_bundle
from intake.desk.importing.examining import Aside, Examiner, Found, Refused
from intake.desk.importing.session import writer_of
from intake.desk.library import Kept, Library, Version
from intake.desk.tables import cases, envelopes
from intake.desk.triage import judge
from intake.envelope.format import digest
from intake.questionnaire import load
from intake.sqlcipher import DatabaseError
from tests.desk.world import DESK_KEY, GGD10, INBOX, World, sealed, submission


class Failing(Library):
    """A library that fails as no library should."""

    def __init__(self, error: type[BaseException]) -> None:
        super().__init__(Path(), {})
        self._error = error

    def find(self, version: Version) -> Kept | None:
        raise self._error


@pytest.mark.parametrize("error", [RecursionError, KeyError, ValueError, AssertionError])
def test_an_error_nobody_thought_of_sets_one_envelope_aside(error: type[BaseException]) -> None:
    data = sealed(submission())
    examiner = Examiner({DESK_KEY.id: DESK_KEY}, INBOX, Failing(error))
    assert examiner.examine(digest(data), data) == Refused(Aside.UNREADABLE)


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_but_a_machine_at_its_end_or_a_person_who_stops_it_are_not_the_envelopes_fault(
    error: type[BaseException],
) -> None:
    data = sealed(submission())
    with pytest.raises(error):
        Examiner({DESK_KEY.id: DESK_KEY}, INBOX, Failing(error)).examine(digest(data), data)


def test_what_the_database_cannot_hold_is_set_aside_and_leaves_nothing_half_written(world: World) -> None:
    person = submission()
    judged = Found(replace(person, language="\ud800"), judge(load(GGD10), person.answers), bytes(32))
    with world.desk() as desk:
        with desk.writing() as connection:
            writer = writer_of(desk, connection, working_days(desk.section))
            stored = writer.store(b"d" * 32, b"sealed", judged, date(2026, 11, 23))
        assert stored == Refused(Aside.UNREADABLE)
        with desk.reading() as connection:
            row = connection.execute(select(envelopes)).one()
            assert (row.state, row.reason, row.inner_id) == ("aside", "cannot be handled", None)
            assert connection.execute(select(func.count()).select_from(cases)).scalar_one() == 0
            audit.verify(connection)


def test_a_full_disk_is_said_and_what_was_committed_stays(world: World) -> None:
    cut = world.bundle(*(sealed(submission()) for _ in range(40)), *(sealed(b"{}") for _ in range(40)))
    receipt = world.folder / "receipt"
    with world.desk() as desk:
        with desk.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 30}")
        with pytest.raises(DatabaseError) as full:
            import_bundle(desk, cut.path, receipt)
    assert "no room" in full.value.hint
    assert not receipt.exists()
    summary = world.take_in(cut)
    assert (summary.new, summary.aside) == (40, {"bad json": 40})


def test_a_receipt_reaches_a_stick_whose_file_system_knows_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "receipt", b"one")
    with pytest.raises(DeskError, match="exists already"):
        write_new(tmp_path / "receipt", b"two")
    assert (tmp_path / "receipt").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["receipt"]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="cannot write"):
        write_new(tmp_path / "no" / "receipt", b"one")
    assert list(tmp_path.iterdir()) == []
