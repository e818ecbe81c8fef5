"""What was parked comes in at a look at the queue, once the questionnaires changed; not at every click."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from intake.desk.queue.arriving import Arrivals
from intake.desk.tables import envelopes
from intake.desk.unlock import OpenDesk
from tests.desk.world import GGD10, World, sealed, submission


def parked(desk: OpenDesk) -> int:
    with desk.reading() as connection:
        return len(connection.execute(select(envelopes).where(envelopes.c.state == "parked")).all())


def test_a_parked_case_comes_in_when_its_questionnaire_was_put_there(world: World, tmp_path: Path) -> None:
    own = Path(shutil.copytree(GGD10, tmp_path / "own"))
    with world.desk(questionnaires=(own,)) as desk:
        arrivals = Arrivals()
        assert arrivals.bring_in(desk) == 0
        world.take_in(world.bundle(sealed(replace(submission(), version="2"))))
        assert (arrivals.bring_in(desk), parked(desk)) == (0, 1)
        file = own / "questionnaire.toml"
        file.write_text(file.read_text("utf-8").replace('version = "1"', 'version = "2" ', 1), "utf-8")
        assert (arrivals.bring_in(desk), parked(desk)) == (1, 0)


def test_two_who_are_at_work_at_once_both_know_a_questionnaire_that_one_of_them_brought(
    world: World, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(GGD10, tmp_path / "own"))
    with world.desk(questionnaires=(own,)) as first, world.desk(actor="noor", questionnaires=(own,)) as second:
        Arrivals().bring_in(first)
        Arrivals().bring_in(second)
        assert second.library.find(("ggd10", "1"))
