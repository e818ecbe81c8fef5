"""A demo that an older version made is kept, and works again."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from intake.cli.demo import opened_again
from intake.demo.colleagues import COLLEAGUES, open_scenes_handout, shown
from intake.demo.ports import Ports
from intake.demo.scene import Scene, make_scene
from intake.relay.clock import utc_now
from intake.relay.database import ARRIVALS_FILE
from intake.relay.instance import open_relay


def as_before_arrivals_stood_apart(scene: Scene) -> None:
    relay = open_relay(scene.relay, scene.passphrase)
    with relay.engine.begin() as connection:
        for table in ("told", "publication"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    relay.engine.dispose()
    (scene.relay.data / ARRIVALS_FILE).unlink()


def test_a_demo_of_an_older_version_is_brought_up_to_date_and_gets_its_new_colleagues(tmp_path: Path) -> None:
    made = make_scene(tmp_path / "demo", Ports(8470), utc_now().date(), as_before_arrivals_stood_apart)
    for _ in range(2):
        scene = opened_again(made.folder, Ports(8470))
        relay, handout = open_relay(scene.relay, scene.passphrase), open_scenes_handout(scene)
        assert [each.id for each in shown(handout, utc_now())] == [each.id for each in COLLEAGUES]
        assert scene.network.data.is_dir()
        relay.engine.dispose()
        handout.close()
