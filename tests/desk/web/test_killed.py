"""A program that dies in the middle of work: whatever was shown as saved is there, and nothing is half done."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Timer
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from sqlalchemy import select

from intake.demo.ports import free_port
from intake.desk.audit import verify
from intake.desk.tables import cases, notes
from tests.desk.web.office import PASSPHRASES, Office
from tests.desk.world import submission

CONFIG = """
environment = "demo"
[desk]
data = "desk"
inbox = "ggd-demo"
ggd = "GGD Fryslân"
"""


class Served:
    """`intake desk serve` over a folder, and a person's browser without a screen."""

    def __init__(self, folder: Path) -> None:
        (folder / "config.toml").write_text(CONFIG, "utf-8")
        self.origin = f"http://127.0.0.1:{free_port()}"
        port = self.origin.rpartition(":")[2]
        command = [sys.executable, "-m", "intake.cli", "--config", str(folder / "config.toml")]
        self.process = subprocess.Popen(
            [*command, "desk", "serve", "--no-browser", "--port", port], stdout=subprocess.DEVNULL
        )
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self._await()

    def _await(self) -> None:
        while True:
            with suppress(OSError), urllib.request.urlopen(f"{self.origin}/healthz"):
                return
            time.sleep(0.05)

    def get(self, path: str) -> str:
        with self._browser.open(f"{self.origin}{path}") as answer:
            return str(answer.read().decode("utf-8"))

    def post(self, path: str, **fields: str) -> str:
        body = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(f"{self.origin}{path}", body, {"Origin": self.origin})
        with self._browser.open(request) as answer:
            return str(answer.read().decode("utf-8"))


def test_what_was_shown_as_saved_is_there_after_the_program_was_killed(office: Office, tmp_path: Path) -> None:
    office.cases(submission())
    folder = tmp_path / "served"
    folder.mkdir()
    shutil.copytree(office.section.data, folder / "desk")
    served = Served(folder)
    served.get("/start")
    served.post("/unlock", name="noor", passphrase=PASSPHRASES["noor"])

    Timer(1.5, served.process.kill).start()
    saved: list[str] = []
    try:
        while True:
            page = served.get("/cases/1")
            hidden = dict(re.findall(r'name="(revision|entry)" value="(\d+)"', page))
            text = f"note {len(saved)}"
            served.post("/cases/1/notes", text=text, **hidden)
            saved.append(text)
    except urllib.error.HTTPError:
        raise
    except (urllib.error.URLError, ConnectionError, HTTPException):
        pass  # killed
    served.process.wait()

    office.section = type(office.section)(data=folder / "desk", inbox="ggd-demo", ggd="GGD Fryslân")
    with office.desk("noor") as desk, desk.reading() as connection:
        kept = list(connection.execute(select(notes.c.text).order_by(notes.c.number)).scalars())
        assert saved
        assert kept[: len(saved)] == saved
        assert len(kept) - len(saved) in (0, 1), "the last one may be in without having been shown"
        assert connection.execute(select(cases.c.revision)).scalar_one() == len(kept)
        verify(connection)
