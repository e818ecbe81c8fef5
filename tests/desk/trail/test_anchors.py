"""What was written down outside the trail finds what the chain alone cannot: an end that was cut off, or taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from intake.desk import audit
from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.looking import look_at
from intake.desk.trail.anchors import Anchor, from_paper, from_receipt, from_receipt_file
from intake.desk.trail.printed import printed
from intake.desk.trail.verifying import Verified, verify
from intake.envelope.encoding import base64url
from intake.envelope.errors import ReceiptError
from tests.desk.world import World, sealed, submission


def worked(world: World) -> Path:
    """A desk that took something in and looked at it; the receipt's file."""
    cut = world.bundle(sealed(submission()))
    world.take_in(cut)
    look(world)
    return world.folder / "receipt-2"


def look(world: World, times: int = 1) -> None:
    """Somebody looks at the first case."""
    with world.desk() as desk:
        for _ in range(times):
            look_at(desk, "1")


def head(world: World) -> audit.Head:
    with world.desk() as desk, desk.reading() as connection:
        return audit.head(connection)


def verified(world: World, *given: Anchor) -> Verified:
    with world.desk() as desk:
        return verify(desk, given)


def tampered(world: World, *statements: str) -> None:
    """By somebody who has the database's key."""
    with world.desk() as desk, desk.engine.begin() as connection:
        for change in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_refuses_{change}"))
        for statement in statements:
            connection.execute(text(statement))


def test_it_says_which_anchor_it_reached_and_how_much_came_after(world: World) -> None:
    file = worked(world)
    paper = head(world)
    look(world, times=3)
    with world.desk() as desk:
        found = verify(desk, [from_receipt_file(desk, file), from_paper(printed(paper))])
    newest = found.newest(outside=True)
    assert newest is not None
    assert (newest.anchor.name, newest.entry, found.since(newest)) == ("the printed sheet", paper.entries, 3)
    assert [each.entry for each in found.reached] == sorted(each.entry for each in found.reached)
    assert len(found.reached) == 3


def test_what_the_desk_itself_remembers_counts_but_not_as_something_from_outside(world: World) -> None:
    worked(world)
    found = verified(world)
    assert found.newest(outside=True) is None
    inside = found.newest(outside=False)
    assert inside is not None
    assert inside.anchor.name == "receipt 1 of 2026-11-23, as this desk remembers it"


def test_to_verify_is_an_entry_of_its_own(world: World) -> None:
    worked(world)
    before = head(world).entries
    found = verified(world)
    assert (found.head.entries, head(world).entries) == (before, before + 1)


def test_a_trail_that_was_cut_at_its_end_is_found_by_a_printed_head(world: World) -> None:
    worked(world)
    look(world, times=2)
    anchor = from_paper(printed(head(world)))
    tampered(world, "DELETE FROM audit WHERE number > 6")
    verified(world)  # the chain alone, and the receipts in the database, see nothing
    with pytest.raises(DeskError, match="counted 8 entries; here are 7") as refused:
        verified(world, anchor)
    assert "cut off" in refused.value.message
    assert "Keep this database" in refused.value.hint


def test_a_trail_that_was_cut_together_with_its_receipts_is_found_by_a_receipts_file(world: World) -> None:
    file = worked(world)
    tampered(world, "DELETE FROM audit WHERE number > 2", "DELETE FROM receipts")
    verified(world)
    with world.desk() as desk, pytest.raises(DeskError, match=r"receipt 1 \(receipt-2\)"):
        verify(desk, [from_receipt_file(desk, file)])


def test_a_trail_that_was_cut_below_a_receipt_is_found_by_the_database_alone(world: World) -> None:
    worked(world)
    tampered(world, "DELETE FROM audit WHERE number > 2")
    with pytest.raises(DeskError, match="receipt 1 of 2026-11-23"):
        verified(world)


def test_an_older_copy_that_was_put_back_is_found(world: World) -> None:
    worked(world)
    database = Folder(world.section.data).database
    older = shutil.copy(database, world.folder / "older")
    look(world, times=2)
    anchor = from_paper(base64url(head(world).hash))
    assert verified(world, anchor).head.entries == head(world).entries - 1
    for log in ("-wal", "-shm"):
        database.with_name(database.name + log).unlink(missing_ok=True)
    shutil.copy(older, database)
    world.later(hours=1)
    look(world, times=4)  # it goes on, and is a whole chain
    with pytest.raises(DeskError, match="an older copy of the database was put back"):
        verified(world, anchor)


def test_a_chain_that_was_written_anew_with_everything_right_is_found(world: World) -> None:
    file = worked(world)
    with world.desk() as desk:
        with desk.reading() as connection:
            rows = connection.execute(text("SELECT actor, action, at FROM audit ORDER BY number")).all()
        tampered(world, "DELETE FROM audit", "DELETE FROM receipts")
        with desk.writing() as connection:
            for _, action, _ in rows:
                desk.record(connection, Action(action))
        with desk.reading() as connection:
            assert audit.verify(connection).entries == len(rows)
        with pytest.raises(DeskError, match="once ended with"):
            verify(desk, [from_receipt_file(desk, file)])


def test_only_receipts_that_this_desk_signed_are_anchors(world: World, tmp_path: Path) -> None:
    file = worked(world)
    damaged = file.read_bytes().replace(b'"audit_head":"', b'"audit_head":"A', 1)
    with world.desk() as desk:
        with pytest.raises(ReceiptError):
            from_receipt(desk, damaged, "damaged")
        with pytest.raises(DeskError, match="cannot read"):
            from_receipt_file(desk, tmp_path / "nothing")
    tampered(world, "UPDATE instance SET desk = 'AAAAAAAAAAAAAAAAAAAAAA'")
    with world.desk() as desk, pytest.raises(DeskError, match="another desk's"):
        from_receipt_file(desk, file)


def test_a_head_is_typed_as_people_type_and_a_slip_is_noticed(world: World) -> None:
    worked(world)
    now = head(world)
    code = printed(now)
    assert [len(group) for group in code.split()] == [4] * 8
    assert from_paper(code.lower().replace("0", "o").replace(" ", "-")) == from_paper(code)
    assert from_paper(f" {base64url(now.hash)} ").beginning == now.hash
    for position in range(0, len(code), 7):
        if code[position] != " ":
            other = "7" if code[position] != "7" else "8"
            with pytest.raises(DeskError, match="not typed as it is printed"):
                from_paper(code[:position] + other + code[position + 1 :])
    with pytest.raises(DeskError, match="not the head of a trail"):
        from_paper(code[:-1])
