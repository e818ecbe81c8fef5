"""What a person may ask about their own data: a copy, by command; to erase it, with every envelope of theirs."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from sqlalchemy import func, select

from intake.desk.audit import verify
from intake.desk.errors import DeskError
from intake.desk.importing import bring_in_parked
from intake.desk.requests.answering import erase_on_request, what_would_go
from intake.desk.retention.erasing import Ground
from intake.desk.tables import audit, cases, envelopes, erasures
from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.test_retention import came, end, numbers, on_disk
from tests.desk.world import World, sealed, submission


def ask(world: World, wanted: str, ground: Ground = Ground.REQUEST_WGBO) -> tuple[int, ...]:
    """A person asks to have it erased, and it is; which cases went."""
    with world.desk() as desk:
        return erase_on_request(desk, wanted, ground).cases


def test_a_case_is_erased_by_its_code_however_new_it_is(world: World) -> None:
    person, other = submission(), submission()
    came(world, person, other)
    assert len(ask(world, f"{person.code[:4]}-{person.code[4:].lower()}")) == 1
    assert person.code.encode() not in on_disk(world)
    with world.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(cases.c.code)).scalars().all() == [other.code]
        (ground,) = connection.execute(select(erasures.c.ground)).scalars()
        why = connection.execute(select(audit.c.why).where(audit.c.action == "case erased")).scalar_one()
        verify(connection)
    assert (ground, why) == ("request (WGBO, BW 7:455)", "request of the person")


def test_the_envelope_that_the_relay_offers_again_does_not_come_in_any_more(world: World) -> None:
    person = submission()
    (envelope,) = came(world, person)
    ask(world, person.code)
    again = world.take_in(world.bundle(envelope, sequence=2))
    assert (again.new, again.known) == (0, 1)
    assert numbers(world) == []


def test_an_envelope_that_waits_for_its_questionnaire_is_found_by_its_code_too(world: World) -> None:
    person = replace(submission(), questionnaire="other", version="9")
    world.take_in(world.bundle(sealed(person)))
    with world.desk() as desk:
        plan = what_would_go(desk, person.code)
        assert (plan.cases, plan.sealed) == ((), 1)
    assert ask(world, person.code, Ground.REQUEST_GDPR) == ()
    with world.desk() as desk:
        assert bring_in_parked(desk) == 0
        with desk.reading() as connection:
            kept = select(func.count()).select_from(envelopes).where(envelopes.c.sealed.is_not(None))
            assert connection.execute(kept).scalar_one() == 0
            with pytest.raises(DeskError, match="no case with this number or code"):
                what_would_go(desk, person.code)


def test_cases_that_were_put_together_go_with_it_and_others_of_the_card_do_not(world: World) -> None:
    first, second, third = (replace(submission(), card="A" * 22) for _ in range(3))
    came(world, first, second, third)
    with world.desk() as desk, desk.writing() as connection:
        of = {row.code: row.number for row in connection.execute(select(cases.c.code, cases.c.number))}
        merged = cases.update().where(cases.c.number == of[second.code]).values(merged=of[first.code])
        connection.execute(merged)
    end(world, of[second.code], outcome="second-case")
    assert ask(world, second.code) == (of[second.code], of[first.code])
    assert numbers(world) == [of[third.code]]


def test_two_cases_with_one_code_are_named_and_neither_goes(world: World) -> None:
    first = submission()
    came(world, first, replace(submission(), code=first.code))
    with world.desk() as desk, pytest.raises(DeskError, match="several cases have this code: 1, 2"):
        erase_on_request(desk, first.code, Ground.REQUEST_WGBO)
    assert ask(world, "1") == (1,)
    assert numbers(world) == [2]


def test_by_command_a_copy_is_written_a_refusal_noted_and_a_case_erased(home: Home) -> None:
    person = submission(answers={"talk": "soon"})
    home.run("desk", "import", carried(home, person), "--receipt", "receipt")
    assert "read it before you give it" in home.run("desk", "request", "show", person.code, "--out", "copy.pdf").out
    with pypdfium2.PdfDocument(home.folder / "copy.pdf") as copy:
        text = "".join(page.get_textpage().get_text_range() for page in copy)
    assert "Wilt u met iemand van de GGD praten" in text
    assert "anna" not in text
    assert home.run("desk", "request", "show", "1", "--out", "copy.html", "--language", "en").status == 0
    page = (home.folder / "copy.html").read_text("utf-8")
    assert "asks to talk with the GGD soon" in page
    assert "<style>" in page
    assert "exists already" in home.refused("desk", "request", "show", "1", "--out", "copy.html")
    refused = home.run("desk", "request", "refuse", "1", "--request", "erase", "--reason", "legal-duty")
    assert "written down for case 1" in refused.out
    assert "would go: cases 1" in home.run("desk", "request", "erase", person.code, "--ground", "wgbo").out
    assert home.run("desk", "show", "1").status == 0
    assert "erased: cases 1" in home.run("desk", "request", "erase", "1", "--ground", "wgbo", "--apply").out
    assert "no case with this number" in home.refused("desk", "show", "1")
