"""What is erased after its term is gone for good; what is not, stays; and nothing goes by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Connection, LargeBinary, func, insert, select, text, update

from intake import sqlcipher
from intake.config import Retention
from intake.desk.audit import verify
from intake.desk.backup.making import back_up
from intake.desk.backup.restoring import restore
from intake.desk.database import PAGE_SIZE
from intake.desk.errors import DeskError
from intake.desk.importing import bring_in_parked
from intake.desk.people import Role
from intake.desk.retention.applying import Erased, Waiting, erase_what_waits, what_waits
from intake.desk.retention.erased import erased_list
from intake.desk.retention.erasing import of_cases, rewrite
from intake.desk.retention.terms import Term
from intake.desk.tables import audit, cases, damaged, decisions, envelopes, erasures, meldcode, people, states
from intake.envelope.encoding import base64url
from intake.envelope.submission import Contact, Submission
from intake.sqlcipher import DatabaseError
from tests.desk.commands import Home
from tests.desk.world import DATABASE_KEY, PASSPHRASE, World, sealed, submission

MARK = "Oliebollenkraam 77"
RESERVED = 80


def came(world: World, *people: Submission) -> list[bytes]:
    """These people's answers come in; gives their envelopes."""
    made = [sealed(person) for person in people]
    world.take_in(world.bundle(*made))
    return made


def say(world: World, *statements: object) -> None:
    with world.desk() as desk, desk.writing() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def end(world: World, case: int, *, status: str = "closed", level: str | None = None, outcome: str = "helped") -> None:
    """A nurse brought the case here today."""
    today = world.now.date().isoformat()
    closed = {"closed": today, "outcome": outcome} if status == "closed" else {}
    levelled = {} if level is None else {"level": level}
    row = {"case": case, "at": f"{today}T12:00:00Z", "actor": "noor", "status": status}
    say(
        world,
        update(cases).where(cases.c.number == case).values(status=status, **closed, **levelled),
        insert(states).values(**row),
    )


def confirm(world: World, case: int) -> None:
    """A nurse says that green is right."""
    at = world.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    row = {"case": case, "at": at, "actor": "noor", "level": "green", "judgement": case}
    say(
        world,
        insert(decisions).values(**row),
        update(cases).where(cases.c.number == case).values(status="triaged"),
    )


def waiting(world: World) -> Waiting:
    with world.desk() as desk:
        return what_waits(desk)


def apply(world: World, *terms: Term, sealed: bool = True) -> Erased:
    with world.desk() as desk:
        return erase_what_waits(desk, terms or tuple(Term), sealed=sealed)


def numbers(world: World) -> list[int]:
    with world.desk() as desk, desk.reading() as connection:
        return list(connection.execute(select(cases.c.number).order_by(cases.c.number)).scalars())


def on_disk(world: World) -> bytes:
    """Every page of the database and of its log, decrypted (SQLCipher 4: AES-256-CBC, 80 bytes reserved)."""
    file = world.section.data / "desk.sqlite"
    log = file.with_name("desk.sqlite-wal")
    data, logged = file.read_bytes(), log.read_bytes() if log.exists() else b""
    pages = [data[at : at + PAGE_SIZE] for at in range(0, len(data), PAGE_SIZE)]
    pages[0] = bytes(16) + pages[0][16:]
    frames = [logged[at + 24 : at + 24 + PAGE_SIZE] for at in range(32, len(logged), 24 + PAGE_SIZE)]
    return b"".join(_decrypted(page) for page in (*pages, *frames) if len(page) == PAGE_SIZE)


def _decrypted(page: bytes) -> bytes:
    salt = 16 if page[:16] == bytes(16) else 0
    decryptor = Cipher(algorithms.AES(DATABASE_KEY), modes.CBC(page[PAGE_SIZE - RESERVED :][:16])).decryptor()
    return decryptor.update(page[salt : PAGE_SIZE - RESERVED]) + decryptor.finalize()


def test_an_open_case_is_never_due_however_old(world: World) -> None:
    came(world, submission(), submission(answers={"home": "mostly_not"}), submission())
    end(world, 3, status="contacting")
    world.later(days=4000)
    assert waiting(world).cases == ()
    assert apply(world).cases == ()


def test_a_green_case_is_due_thirty_days_after_a_nurse_confirmed_it(world: World) -> None:
    came(world, submission(), submission())
    world.later(days=100)
    confirm(world, 1)
    end(world, 2, status="triaged")  # nobody decided on it
    world.later(days=29)
    assert waiting(world).cases == ()
    world.later(days=1)
    assert [(each.case, each.term) for each in waiting(world).cases] == [(1, Term.GREEN)]


def test_each_term_is_counted_from_its_own_day(world: World) -> None:
    came(world, *(submission(answers={"home": "mostly_not"}) for _ in range(4)))
    for case, status, outcome in ((1, "declined", ""), (2, "closed", "declined"), (3, "closed", "in-care")):
        end(world, case, status=status, outcome=outcome)
    world.later(days=30)
    assert {each.case: each.term for each in waiting(world).cases} == dict.fromkeys((1, 2), Term.DECLINED)
    world.later(days=60)
    assert {each.case: each.term for each in waiting(world).cases} == {
        1: Term.DECLINED,
        2: Term.DECLINED,
        3: Term.CLOSED,
    }
    world.section = msgspec.structs.replace(world.section, retention=Retention(declined=91, closed=91))
    assert waiting(world).cases == ()


def test_only_what_was_chosen_goes(world: World) -> None:
    came(world, *(submission() for _ in range(3)))
    confirm(world, 1)
    end(world, 2, level="red")
    world.later(days=200)
    assert apply(world, Term.GREEN, sealed=False).cases == (1,)
    assert numbers(world) == [2, 3]
    with world.desk() as desk, pytest.raises(DeskError, match="nothing was chosen"):
        erase_what_waits(desk, (), sealed=False)


def test_what_fell_due_after_the_list_was_shown_stays(world: World) -> None:
    came(world, submission(), submission())
    end(world, 1)
    world.later(days=1)
    end(world, 2)
    world.later(days=89)
    shown = world.now.date()
    world.later(days=1)
    with world.desk() as desk:
        assert erase_what_waits(desk, tuple(Term), sealed=False, day=shown).cases == (1,)


def test_cases_that_were_put_together_go_together_or_not_at_all(world: World) -> None:
    came(world, *(submission() for _ in range(3)))
    end(world, 2, outcome="second-case")
    say(world, update(cases).where(cases.c.number == 2).values(merged=1))
    world.later(days=100)
    assert waiting(world).cases == ()
    end(world, 1)
    world.later(days=90)
    assert apply(world).cases == (1, 2)
    assert numbers(world) == [3]


def test_a_case_with_a_record_of_the_reporting_code_is_left_alone(world: World) -> None:
    came(world, submission())
    end(world, 1)
    row = {"case": 1, "at": "2026-11-23T12:00:00Z", "actor": "noor", "step": 1, "text": "signals"}
    say(world, insert(meldcode).values(**row))
    world.later(days=1000)
    found = waiting(world)
    assert (found.cases, found.meldcode) == ((), (1,))
    assert apply(world).cases == ()
    assert numbers(world) == [1]


def _fill(connection: Connection, case: int) -> set[str]:
    """A row about ``case`` in every table that has such rows."""
    filled = set()
    for table in reversed(of_cases()):
        if connection.execute(select(func.count()).select_from(table).where(table.c.case == case)).scalar_one():
            continue
        row: dict[str, object] = {"case": case, "judgement": case, "referral": 1, "step": 1}
        row["at"] = "2026-11-23T12:00:00Z"
        for column in table.columns:
            if column.name != "number":
                row.setdefault(column.name, MARK.encode() if isinstance(column.type, LargeBinary) else MARK)
        connection.execute(insert(table).values({name: row[name] for name in row if name in table.c}))
        filled.add(table.name)
    return filled


def test_an_erased_case_is_gone_from_every_table_and_from_every_page_of_the_file(world: World) -> None:
    person = submission(contact=Contact(reach="call", address="06 99887766", name=MARK))
    came(world, person, *(submission() for _ in range(40)))
    with world.desk() as desk, desk.writing() as connection:
        number = connection.execute(select(cases.c.number).where(cases.c.id == person.id)).scalar_one()
        assert _fill(connection, number) >= {
            "decisions",
            "notes",
            "attempts",
            "referrals",
            "facts",
            "bookings",
            "prints",
        }
        connection.execute(text("DELETE FROM meldcode"))
    end(world, number, level="red")
    say(world, update(cases).where(cases.c.number == number).values(assigned="noor"))
    assert MARK.encode() in on_disk(world)
    world.later(days=90)
    assert apply(world, Term.CLOSED).cases == (number,)
    left = on_disk(world)
    words = (MARK, "06 99887766", "31699887766", person.code)
    assert [word for word in words if word.encode() in left] == []
    assert b"cases_in_order" in left
    with world.desk() as desk, desk.reading() as connection:
        for table in of_cases():
            gone = select(func.count()).select_from(table).where(table.c.case == number)
            assert connection.execute(gone).scalar_one() == 0
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_while_somebody_reads_it_is_erased_and_the_file_is_written_anew_once_they_are_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher, "BUSY_MILLISECONDS", 50)
    person = submission()
    came(world, person)
    end(world, 1)
    world.later(days=90)
    with world.desk(actor="noor") as other, other.reading() as connection:
        connection.execute(select(cases)).first()
        with pytest.raises(DatabaseError, match="could not be written anew"):
            apply(world)
    assert numbers(world) == []
    with world.desk() as desk:
        rewrite(desk)
    assert person.code.encode() not in on_disk(world)


def test_that_it_was_erased_stays_in_the_trail_and_tells_nothing_of_it(world: World) -> None:
    (envelope,) = came(world, submission())
    end(world, 1, level="red")
    world.later(days=90)
    apply(world)
    with world.desk() as desk, desk.reading() as connection:
        entry = connection.execute(select(audit).where(audit.c.action == "case erased")).mappings().one()
        kept = connection.execute(select(erasures)).mappings().one()
        verify(connection)
    assert (entry["case"], entry["actor"], entry["why"]) == (1, "anna", "retention term")
    assert b"red" not in entry["entry"]
    assert b"closed" not in entry["entry"]
    assert (kept["case"], kept["ground"], kept["actor"]) == (1, "term", "anna")
    assert len(envelope) == 10633


def test_an_envelope_whose_case_was_erased_never_comes_in_again(world: World) -> None:
    person = submission()
    (envelope,) = came(world, person)
    end(world, 1)
    world.later(days=90)
    apply(world)
    again = world.take_in(world.bundle(envelope, sequence=2))
    assert (again.new, again.known) == (0, 1)
    # Sealed anew by a form that did not hear of it: the inner id is known.
    other = world.take_in(world.bundle(sealed(person), sequence=3))
    assert (other.new, sum(other.aside.values())) == (0, 1)
    assert numbers(world) == []


def test_sealed_envelopes_that_nobody_could_use_go_after_their_term(world: World, tmp_path: Path) -> None:
    good, twice = submission(), submission()
    torn = sealed(submission())
    cut = world.bundle(
        sealed(good), sealed(twice), sealed(twice), sealed(b"nonsense"), torn, damage={torn: torn[:-1] + b"x"}
    )
    world.take_in(cut)
    world.later(days=89)
    assert (waiting(world).envelopes, waiting(world).damaged) == (0, 0)
    world.later(days=1)
    assert (waiting(world).envelopes, waiting(world).damaged) == (2, 1)
    erased = apply(world)
    assert (erased.envelopes, erased.damaged) == (2, 1)
    with world.desk() as desk, desk.reading() as connection:
        held = select(func.count()).select_from(envelopes).where(envelopes.c.sealed.is_not(None))
        assert connection.execute(held).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(damaged)).scalar_one() == 0
    assert world.take_in(cut).new == 0


def test_a_parked_envelope_that_went_does_not_come_in_with_its_questionnaire(world: World) -> None:
    person = replace(submission(), questionnaire="other", version="9")
    world.take_in(world.bundle(sealed(person)))
    world.later(days=90)
    assert apply(world).envelopes == 1
    with world.desk() as desk:
        assert bring_in_parked(desk) == 0


def test_a_second_envelope_of_an_erased_person_goes_with_the_case(world: World) -> None:
    person, other = submission(), submission()
    world.take_in(world.bundle(sealed(person), sealed(person), sealed(other), sealed(other)))
    end(world, 1)
    end(world, 2)
    with world.desk() as desk, desk.reading() as connection:
        case = connection.execute(select(cases.c.number).where(cases.c.id == person.id)).scalar_one()
    say(world, update(cases).where(cases.c.number != case).values(closed=None, status="reached"))
    world.later(days=91)
    apply(world, Term.CLOSED, sealed=False)
    with world.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(envelopes.c.state).order_by(envelopes.c.state)).scalars().all() == [
            "aside",
            "erased",
            "imported",
            "imported",
        ]


def test_only_a_coordinator_sees_what_waits_and_erases_it(world: World) -> None:
    rows = [
        {"name": name, "role": role, "since": "x"} for name, role in (("anna", Role.COORDINATOR), ("noor", "nurse"))
    ]
    say(world, insert(people).values(rows))
    with world.desk(actor="noor") as desk:
        for deed in (lambda: what_waits(desk), lambda: erase_what_waits(desk, tuple(Term), sealed=True)):
            with pytest.raises(DeskError, match="for a coordinator"):
                deed()


def test_a_restored_desk_erases_again_what_the_list_names_and_lets_none_of_it_in(world: World) -> None:
    world.write_keys()
    first = came(world, submission(), submission())
    with world.desk() as desk:
        file = back_up(desk, world.folder / "backup").file
    late = came(world, submission())
    for case in (1, 3):
        end(world, case)
    world.later(days=90)
    assert apply(world).cases == (1, 3)
    listed = world.folder / "erased"
    with world.desk() as desk:
        listed.write_bytes(erased_list(desk))
    world.section = msgspec.structs.replace(world.section, data=world.folder / "new")
    back = restore(world.section, PASSPHRASE, file, erased=listed, clock=lambda: world.now)
    assert (back.cases, back.erased) == (1, 1)
    again = world.take_in(world.bundle(*first, *late, sequence=2))
    assert (again.new, again.known) == (0, 3)
    assert numbers(world) == [2]
    with world.desk() as desk:
        assert msgspec.json.decode(erased_list(desk))["digests"] == msgspec.json.decode(listed.read_bytes())["digests"]


def test_a_list_of_erasures_that_was_changed_is_refused(world: World) -> None:
    world.write_keys()
    came(world, submission())
    with world.desk() as desk:
        file = back_up(desk, world.folder / "backup").file
        said = msgspec.json.decode(erased_list(desk))
        with desk.reading() as connection:
            known = connection.execute(select(envelopes.c.digest)).scalar_one()
    listed = world.folder / "erased"
    listed.write_bytes(msgspec.json.encode(said | {"digests": [base64url(known)]}))
    world.section = msgspec.structs.replace(world.section, data=world.folder / "new")
    with pytest.raises(DeskError, match="no list of what this desk erased"):
        restore(world.section, PASSPHRASE, file, erased=listed, clock=lambda: world.now)
    assert not world.section.data.exists()


def test_by_command_it_is_shown_first_and_erased_only_when_told(home: Home) -> None:
    shown = home.run("desk", "retention")
    assert shown.status == 0
    assert "Nothing was erased." in shown.out
    assert home.run("desk", "retention", "--json").json == {"cases": [], "meldcode": [], "envelopes": 0, "damaged": 0}
    assert "erased: 0 cases" in home.run("desk", "retention", "--apply", "--only", "green").out
    assert "keep it beside the backups" in home.run("desk", "erased", "--out", "list").out
    assert "exists already" in home.refused("desk", "erased", "--out", "list")
