"""Every zone in one folder, made and worked by the `intake` command alone, as its users do."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from intake.demo.ports import free_port
from intake.envelope.encoding import from_base64url
from intake.envelope.signatures import fingerprint
from intake.questionnaire.shipped import shipped_questionnaire

CONFIG = """
environment = "test"
passphrase_file = "passphrase"
[relay]
data = "relay"
origin = "http://127.0.0.1:{port}"
listen = "127.0.0.1:{port}"
hours_between_bundles = 0
[[relay.inboxes]]
id = "ggd-test"
identity = "{identity}"
questionnaire = "ggd10"
version = "1"
couriers = ["{courier}"]
[[relay.organisations]]
id = "taalschool"
name = "Taalschool"
inbox = "ggd-test"
place = "GM0363"
[courier]
data = "courier"
relay = "http://127.0.0.1:{port}"
inbox = "ggd-test"
[desk]
data = "desk"
inbox = "ggd-test"
ggd = "GGD Fryslân"
questionnaires = ["{questionnaire}"]
"""


class Zones:
    """``folder`` with config.toml; `intake` runs a command and gives what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.output = ""
        (folder / "passphrase").write_text("zeven blauwe fietsen in de regen\n")
        self.configure(identity="-", courier="-")

    def configure(self, *, identity: str, courier: str) -> None:
        questionnaire = shipped_questionnaire("ggd10")
        text = CONFIG.format(port=self.port, identity=identity, courier=courier, questionnaire=questionnaire)
        (self.folder / "config.toml").write_text(text)

    def intake(self, *arguments: str, status: int = 0) -> str:
        """Standard output of ``intake ARGUMENTS``, which must end with ``status``. All output is kept."""
        done = subprocess.run(self._command(*arguments), cwd=self.folder, capture_output=True, text=True, check=False)
        self.output += done.stdout + done.stderr
        assert done.returncode == status, done.stderr
        return done.stdout

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "intake.cli", "--config", str(self.folder / "config.toml"), *arguments]

    def ceremony(self) -> None:
        """Keys, relay, courier and desk, each by its command."""
        self.intake("keys", "new", "--recovery-file", "recovery.locked", "--name", "noor")
        courier = self.intake("courier", "init").strip()
        identity = json.loads((self.folder / "desk" / "ring.json").read_text())["sheet"]["identity"]
        self.configure(identity=fingerprint(from_base64url(identity)), courier=courier)
        relay_key = self.intake("relay", "init").strip()
        self.intake("desk", "init", "--relay-key", relay_key)
        self.intake("keys", "sheet", "--out", "sheet.json")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The relay, serving and healthy until the end of the block, with the key sheet carried to it."""
        with (
            (self.folder / "relay.log").open("wb") as log,
            subprocess.Popen(self._command("relay", "serve"), stdout=log, stderr=log) as process,
        ):
            try:
                while process.poll() is None and not self._healthy():
                    time.sleep(0.05)
                self.intake("courier", "push", "sheet.json")
                yield
            finally:
                process.terminate()

    def _healthy(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/healthz"
        # While nothing listens there yet, a port may be connected to itself and hear its own words.
        with suppress(urllib.error.URLError, ConnectionError, HTTPException), urllib.request.urlopen(address) as answer:
            return bool(answer.status == 200)
        return False

    def carry(self, name: str) -> str:
        """Pull, import, push: the post of one day."""
        self.intake("courier", "pull", "--out", f"bundle-{name}")
        said = self.intake("desk", "import", f"bundle-{name}", "--receipt", f"receipt-{name}")
        self.intake("courier", "push", f"receipt-{name}")
        return said

    def queue(self) -> list[dict[str, Any]]:
        cases: list[dict[str, Any]] = json.loads(self.intake("desk", "queue", "--json"))
        return cases
