"""What was inside an envelope lies in the encrypted database and nowhere else."""

from __future__ import annotations

import io
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace

import pytest

from intake.desk.importing import import_bundle
from intake.desk.terminal.summary import summary_lines, summary_members
from intake.envelope.canonical import canonical
from intake.envelope.submission import Contact, Submission
from intake.sqlcipher import DatabaseError
from tests.desk.world import World, sealed, submission

SECRETS = ("Zebedeus", "0612349876", "often_bad", "K7Q2M9PA", "GM1994")


@pytest.fixture
def person() -> Submission:
    contact = Contact(reach="call", address="0612349876", name="Zebedeus", line="mine")
    return replace(submission(answers={"sleep": "often_bad"}, contact=contact), code="K7Q2M9PA", place="GM1994")


def refused(person: Submission) -> list[bytes]:
    """Envelopes about the same person that cannot be used."""
    misfit = replace(person, id="A" * 22, answers={**person.answers, "Zebedeus".lower(): "0612349876"})
    return [
        sealed(person),
        sealed(misfit),
        sealed(person.to_json() + b"}"),
        sealed(person.to_json().replace(b'"v":1', b'"v":1,"v":1')),
        sealed(person.to_json().replace(b'"Zebedeus"', b'"\\ud800Zebedeus"')),
        sealed(person.to_json().replace(b'"often_bad"', b"1e400")),
        sealed(replace(person, version="9")),
    ]


def test_nothing_of_it_is_printed_or_written_outside_the_database(world: World, person: Submission) -> None:
    cut = world.bundle(sealed(person), *refused(person))
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed), world.desk() as desk:
        summary = import_bundle(desk, cut.path, world.folder / "receipt")
        printed.write("\n".join(summary_lines(summary)) + repr(summary) + repr(desk))
        printed.write(canonical(summary_members(summary)).decode())
    assert (summary.new, summary.parked, sum(summary.aside.values())) == (1, 1, 6)
    questionnaires = world.section.data / "questionnaires"
    files = [path for path in world.folder.rglob("*") if path.is_file() and questionnaires not in path.parents]
    written = b"".join(path.read_bytes() for path in files)
    for secret in (*SECRETS, person.id):
        assert secret not in printed.getvalue()
        assert secret.encode() not in written


def test_the_write_ahead_log_is_encrypted_too(world: World, person: Submission) -> None:
    cut = world.bundle(sealed(person))
    with world.desk() as desk:
        import_bundle(desk, cut.path, world.folder / "receipt")
        names = {path.name for path in world.section.data.iterdir()}
        assert "desk.sqlite-wal" in names
        written = b"".join(path.read_bytes() for path in world.section.data.glob("desk.sqlite*"))
    for secret in (*SECRETS, person.id):
        assert secret.encode() not in written


def test_an_error_of_the_database_quotes_no_value(world: World, person: Submission) -> None:
    cut = world.bundle(sealed(person))
    with world.desk() as desk:
        with desk.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE judgements")
        with pytest.raises(DatabaseError) as failed:
            import_bundle(desk, cut.path, world.folder / "receipt")
    told = "".join(traceback.format_exception(failed.value))
    for secret in (*SECRETS, person.id):
        assert secret not in told
