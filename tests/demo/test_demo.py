"""`intake demo`: a whole product in one folder, by one command."""

from __future__ import annotations

import http.cookiejar
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from intake.demo.ports import HOST, NAME, Ports, free_port
from intake.envelope.link import token_of
from intake.errors import IntakeError

COMMAND = [sys.executable, "-m", "intake.cli"]


@dataclass(frozen=True)
class Running:
    """A demo that serves: the relay's and the tour's addresses."""

    folder: Path
    relay: str
    tour: str

    def intake(self, *arguments: str) -> str:
        command = [*COMMAND, "--config", str(self.folder / "config.toml"), *arguments]
        return subprocess.run(command, cwd=self.folder.parent, capture_output=True, text=True, check=True).stdout

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(ask(f"{self.tour}/state.json"))
        return state


def ask(url: str, *, post: bool = False, headers: dict[str, str] | None = None) -> bytes:
    request = urllib.request.Request(url, b"" if post else None, headers or {})
    with urllib.request.urlopen(request) as answer:
        data: bytes = answer.read()
        return data


def free_ports() -> int:
    """A port that is free together with those after it that the demo takes."""
    while True:
        port = free_port()
        with suppress(IntakeError):
            Ports(port).refuse_taken()
            return port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("somewhere") / "demo"


@pytest.fixture(scope="module")
def first(folder: Path) -> subprocess.CompletedProcess[str]:
    """A first run that stops after the queue."""
    command = [*COMMAND, "demo", "--data", str(folder), "--no-browser", "--once"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def running(folder: Path, first: subprocess.CompletedProcess[str]) -> Iterator[Running]:
    """A second run on the same folder, which serves."""
    assert first.returncode == 0
    port = free_ports()
    command = [*COMMAND, "demo", "--data", str(folder), "--no-browser", "--port", str(port)]
    demo = Running(folder, f"http://{HOST}:{port}", f"http://{NAME}:{port + 3}")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None and not answers(f"{demo.tour}/"):
            time.sleep(0.1)
        yield demo
    finally:
        process.terminate()
        ended = process.wait(timeout=30)
    assert ended == 0
    assert not answers(f"{demo.relay}/healthz")


def answers(url: str) -> bool:
    # While nothing listens there yet, a port may be connected to itself and hear its own words.
    with suppress(urllib.error.URLError, ConnectionError, HTTPException):
        return bool(ask(url))
    return False


def test_the_first_run_fills_the_queue_and_prints_it(first: subprocess.CompletedProcess[str]) -> None:
    assert first.returncode == 0, first.stderr
    assert "not validated" in first.stdout
    levels = [line.split()[1] for line in first.stdout.splitlines() if line[:1].isdigit()]
    assert len(levels) == 40
    assert set(levels) == {"red", "amber", "yellow", "review", "green"}


def test_config_and_passphrase_serve_every_other_command(running: Running) -> None:
    cases = json.loads(running.intake("desk", "queue", "--json"))
    assert len(cases) == 40
    link = running.intake("links", "new", "--organisation", "demo").strip()
    assert link.startswith(f"{running.relay}/#")
    assert "ggd-demo" in running.intake("relay", "status")


def test_a_machine_reads_the_form_in_a_few_languages(running: Running) -> None:
    reports = {each["language"]: each for each in json.loads(running.intake("audio", "status", "--json"))}
    spoken = [tag for tag, each in reports.items() if each["synthetic"]]
    assert sorted(spoken) == ["ar", "en", "nl"]
    assert all(reports[tag]["synthetic"] == reports[tag]["texts"] for tag in spoken)


def test_health_answers_and_only_the_relays_own_process_serves_it(running: Running) -> None:
    assert json.loads(ask(f"{running.relay}/healthz")) == {"status": "ok"}


def test_the_tour_shows_both_sides_of_the_wall(running: Running) -> None:
    state = running.state()
    assert state["stored"] == 40
    assert sum(level["count"] for level in state["levels"]) == 40
    assert set(state["rows"][0]) == {"digest", "week", "bytes"}
    page = ask(f"{running.tour}/").decode()
    assert "not validated" in page
    for seat in ("newcomer", "handout", "relay", "desk"):
        assert f'id="seat-{seat}"' in page


@pytest.mark.parametrize(("made", "kiosk"), [("card", False), ("tablet", True)])
def test_what_is_made_on_the_tour_opens_the_form(running: Running, made: str, kiosk: bool) -> None:
    token = token_of(json.loads(ask(f"{running.tour}/{made}", post=True, headers={"X-Tour": "1"}))["link"])
    body = json.dumps({"token": token}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{running.relay}/api/links/open", body)) as answer:
        opened = json.load(answer)
    assert (opened["inbox"], opened["kiosk"]) == ("ggd-demo", kiosk)


def test_everybody_of_the_demo_sits_down_at_their_own_pages(running: Running) -> None:
    browser = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("https", "http")))
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(browser))
    seen = {name: opener.open(f"{running.tour}/colleague/{name}").read().decode() for name in ("bram", "petra", "otto")}
    assert "Gemeente Demo" in seen["bram"]
    assert "Taalschool De Brug" in seen["petra"]
    assert "Gemeente Demo" not in seen["petra"]
    assert len(set(seen.values())) == 3
    post = opener.open(f"{running.tour}/colleague/kees")
    assert "Fetch the post" in post.read().decode()
    assert opener.open(f"{post.url}/bundle").read().startswith(b"ENVBNDL1")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        opener.open(f"{running.tour}/colleague/nobody")


def test_the_start_page_shows_each_account_with_the_code_of_this_moment(running: Running) -> None:
    accounts = json.loads(ask(f"{running.tour}/colleagues.json"))
    assert {each["organisation"] for each in accounts} == {"demo", "taalschool", None}
    assert all(len(each["code"]) == 6 for each in accounts)


def test_the_tour_leads_to_the_form_without_a_card_and_to_the_information(running: Running) -> None:
    page = ask(f"{running.tour}/").decode()
    for path in ("/self/", "/info/"):
        assert f'href="{running.relay}{path}"' in page
        assert ask(f"{running.relay}{path}")


def test_the_tour_carries_the_post(running: Running) -> None:
    said = json.loads(ask(f"{running.tour}/carry", post=True, headers={"X-Tour": "1"}))["said"]
    assert "0 new" in said


@pytest.mark.parametrize(
    "headers", [{}, {"X-Tour": "1", "Origin": "http://evil.example"}, {"X-Tour": "1", "Host": "evil.example"}]
)
def test_other_pages_cannot_press_the_tours_buttons(running: Running, headers: dict[str, str]) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(f"{running.tour}/card", post=True, headers=headers)
    with refused.value as answer:
        assert answer.code == 403


def test_a_port_that_is_taken_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        command = [*COMMAND, "demo", "--data", str(tmp_path / "demo"), "--port", str(port), "--no-browser"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"port {port} is taken" in done.stderr
    assert "--port" in done.stderr
    assert not (tmp_path / "demo").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    command = [*COMMAND, "demo", "--data", str(tmp_path), "--no-browser", "--once"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "something other than a demo" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
