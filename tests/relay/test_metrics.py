"""What whoever watches over a relay may scrape, every second if they like, and what they never learn from it."""

from __future__ import annotations

import shutil
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from intake.envelope.format import digest
from intake.relay.metrics import gauges
from intake.relay.metrics.gauges import GIB, Gauges
from tests.relay.served import Served, run
from tests.relay.world import INBOX, OPEN_INBOX, World


def told(world: World) -> dict[str, int]:
    """The numbers of the first inbox and of the relay, as a scrape tells them now."""
    lines = Gauges(world.relay, lambda: world.now).text().splitlines()
    samples = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    mine = {name.removesuffix(f'{{inbox="{INBOX}"}}'): int(value) for name, _, value in samples}
    return {name.removeprefix("envelop_"): value for name, value in mine.items() if "{" not in name}


def scraped(world: World) -> str:
    """Nothing remembered from an earlier scrape."""
    return Gauges(world.relay, lambda: world.now).text()


def test_nothing_changes_when_a_form_is_opened_or_an_envelope_comes(world: World) -> None:
    token = world.link()
    before = scraped(world)
    assert world.open(token).status_code == 200
    assert scraped(world) == before
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    assert scraped(world) == before
    world.later(days=6, hours=13)  # until the last hour of Sunday, with one a day
    for _ in range(3):
        assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    assert changed(before, scraped(world)) == {"envelop_key_sheet_days"}


def changed(before: str, after: str) -> set[str]:
    """The names of the numbers that differ."""
    return {line.partition("{")[0] for line in set(before.splitlines()) ^ set(after.splitlines())}


def test_what_waits_since_the_courier_came_this_week_is_not_told_when_the_week_has_ended(world: World) -> None:
    world.stored(2)
    assert world.carry("GET", "bundle").status_code == 200
    with_none = scraped(world)
    world.stored(3)
    assert scraped(world) == with_none
    world.later(days=7)
    assert (told(world)["uncollected_envelopes"], told(world)["uncollected_weeks"]) == (0, 0)


def test_a_whole_week_in_which_nobody_collected_is_told_an_hour_after_it_ended(world: World) -> None:
    assert world.carry("GET", "bundle").status_code == 200
    world.later(days=8)
    world.stored(4)
    world.later(days=5, hours=14, minutes=59)
    assert told(world)["uncollected_envelopes"] == 0
    world.later(minutes=1)
    assert {name: told(world)[name] for name in ("uncollected_envelopes", "uncollected_weeks", "bundle_age_weeks")} == {
        "uncollected_envelopes": 4,
        "uncollected_weeks": 1,
        "bundle_age_weeks": 2,
    }
    assert world.carry("GET", "bundle").status_code == 200
    assert told(world)["uncollected_envelopes"] == 0


def test_before_the_first_courier_every_week_that_ended_is_told(world: World) -> None:
    world.stored(2)
    world.later(days=14)
    assert (told(world)["uncollected_envelopes"], told(world)["uncollected_weeks"]) == (2, 2)
    assert "bundle_age_weeks" not in told(world)


def test_the_second_courier_of_a_week_and_its_receipt_change_nothing(world: World) -> None:
    world.stored()
    assert world.carry("GET", "bundle").status_code == 200
    before = scraped(world)
    (sealed,) = world.stored()
    assert world.carry("GET", "bundle").status_code == 200
    world.acknowledge([digest(sealed)])
    assert scraped(world) == before


def test_the_newest_bundle_and_the_days_of_the_key_sheet(world: World) -> None:
    assert world.carry("GET", "bundle").status_code == 200
    now = told(world)
    assert (now["up"], now["bundle_age_weeks"], now["key_sheet_days"]) == (1, 0, 90)
    world.later(days=100)
    assert told(world)["key_sheet_days"] == 0
    with world.relay.engine.begin() as connection:
        connection.execute(text("DELETE FROM key_sheet"))
    assert told(world)["key_sheet_days"] == 0


def test_each_inbox_has_its_own_numbers_in_prometheus_format(world: World) -> None:
    lines = scraped(world).splitlines()
    assert f'envelop_key_sheet_days{{inbox="{OPEN_INBOX}"}} 0' in lines
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert names == list(gauges.HELP)
    assert all(line.endswith(" gauge") for line in lines if line.startswith("# TYPE"))


def test_free_space_is_told_in_steps_and_measured_once_an_hour(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"bytes": 0}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free["bytes"]))
    watching = Gauges(world.relay, lambda: world.now)
    found = []
    for gib in (0.9, 1, 4.9, 5, 999):
        free["bytes"] = int(gib * GIB)
        found += [line for line in watching.text().splitlines() if line.startswith("envelop_storage")]
        world.later(hours=1)
    assert [int(line.split()[1]) for line in found] == [0, 1, 2, 5, 100]
    before = watching.text()
    free["bytes"] = 0
    assert watching.text() == before


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """A relay that serves its numbers too, and where."""
    made = Served(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    config = made.config_file.read_text()
    made.config_file.write_text(config.replace("[relay]\n", f'[relay]\nmetrics = "{address}"\n'))
    with made.serving():
        yield made, address


def scrape(address: str, path: str = "/metrics") -> tuple[int, bytes, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=20) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(), dict(refused.headers)


def test_over_http_too_every_byte_stays_the_same_and_nothing_is_logged(watched: tuple[Served, str]) -> None:
    served, address = watched
    token = served.link()
    before, log = scrape(address), served.log.read_bytes()
    assert (before[0], b"envelop_up 1\n" in before[1]) == (200, True)
    assert served.ask("POST", "/api/links/open", b'{"token":"%s"}' % token.encode())[0] == 200
    assert served.send(served.ggd.seal(), token) == 201
    assert scrape(address) == before
    assert before[2].keys() == {"Content-Type", "Content-Length"}
    assert scrape(address, "/other")[:2] == (404, b"")
    assert served.ask("GET", "/metrics")[0] == 404
    assert served.log.read_bytes() == log
    again = run(["relay", "serve", "--config", str(served.config_file), "--port", "0"])
    assert (again.returncode, "[relay] metrics" in again.stderr) == (1, True)


def test_a_relay_serves_none_unless_asked_to(world: World) -> None:
    assert world.config.metrics is None
    assert world.client.get("/metrics").status_code == 404
