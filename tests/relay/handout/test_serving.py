"""`intake handout serve`, in a process of its own beside the form's."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.served import COMMAND, Served, run

SECTION = """
[relay.handout]
origin = "https://uitdelen.example.nl"
listen = "127.0.0.1:0"
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("handout"))
    with made.config_file.open("a") as file:
        file.write(SECTION)
    yield made
    made.stop()


def test_it_serves_its_pages_and_neither_the_form_nor_its_interface(served: Served) -> None:
    log = served.folder / "handout.log"
    arguments = [*COMMAND, "handout", "serve", "--config", str(served.config_file)]
    with log.open("wb") as file:
        process = subprocess.Popen(arguments, stdout=file, stderr=file, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port_in(log)}"
        with urllib.request.urlopen(f"{address}/handout/sign-in", timeout=20) as answer:
            assert answer.headers["Server"] == "envelop"
            assert b'<main id="main"' in answer.read()
        for path in ("/kiosk/", "/api/links/open", "/nl/"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{address}{path}", timeout=20)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    assert [json.loads(line)["event"] for line in log.read_text().splitlines()] == ["serving"]


def port_in(log: Path) -> int:
    """The port that it says it serves on."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for line in log.read_text(errors="replace").splitlines():
            if '"event": "serving"' in line:
                return int(json.loads(line)["port"])
        time.sleep(0.02)
    raise AssertionError(log.read_text(errors="replace"))


def test_a_relay_without_such_pages_says_what_to_add(tmp_path: Path) -> None:
    lacking = Served(tmp_path)
    refused = run(["handout", "serve", "--config", str(lacking.config_file)])
    assert refused.returncode == 1
    assert "[relay.handout]" in refused.stderr


def test_its_process_holds_no_module_of_envelopes_or_of_the_form() -> None:
    """In one process of its own, so that no other test's modules are there."""
    seen = subprocess.run(
        [sys.executable, "-c", "import sys, intake.relay.handout.serve; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    walled = (
        "intake.relay.newcomer",
        "intake.relay.mailbox",
        "intake.relay.carrying",
        "intake.relay.tables",
        "intake.desk",
    )
    assert [name for name in seen if name.startswith(walled)] == []
