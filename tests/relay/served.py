"""A relay that really serves: made by the command's own code, run as `intake relay serve` in processes of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from copy import copy
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from intake.cli.main import main
from intake.config import Relay, load, section
from intake.courier.key import make_key
from intake.envelope.format import MEDIA_TYPE
from intake.locked import FLOOR
from intake.relay.carrying.sheets import take_sheet
from intake.relay.instance import OpenRelay, open_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.relay.making import make_relay
from tests.relay.world import INBOX, ORGANISATION, ORIGIN, PASSPHRASE, Ggd

COMMAND = (sys.executable, "-c", "from intake.cli.main import main; main()")
CONFIG = """
environment = "test"
passphrase_file = "passphrase"

[relay]
data = "relay"
origin = "{origin}"
listen = "127.0.0.1:0"
hours_between_bundles = 0

[[relay.inboxes]]
id = "{inbox}"
identity = "{identity}"
questionnaire = "ggd10"
version = "1"
couriers = ["{courier}"]

[[relay.organisations]]
id = "{organisation}"
name = "Taalschool"
inbox = "{inbox}"
place = "GM0363"

[courier]
data = "courier"
relay = "http://127.0.0.1:1"
inbox = "{inbox}"
"""


class Served:
    """A relay in ``folder`` with its configuration, its GGD and its courier's key; `start` makes it serve."""

    def __init__(self, folder: Path, *, database: str | None = None) -> None:
        """``database``: the address of an empty one on a server."""
        self.folder, self.ggd, self.port = folder, Ggd(), 0
        self.config_file, self.log = folder / "config.toml", folder / "log"
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(exist_ok=True)
        (folder / "passphrase").write_text(PASSPHRASE + "\n")
        courier = make_key(folder / "courier", PASSPHRASE, cost=FLOOR)
        names = {"origin": ORIGIN, "inbox": INBOX, "organisation": ORGANISATION}
        self.config_file.write_text(CONFIG.format(identity=self.ggd.fingerprint, courier=courier, **names))
        if database is not None:
            text = self.config_file.read_text().replace("[relay]\n", f'[relay]\ndatabase = "{database}"\n')
            self.config_file.write_text(text)
        make_relay(self.config, PASSPHRASE, cost=FLOOR)
        relay = self.opened()
        with relay.engine.begin() as connection:
            take_sheet(connection, self.config.inboxes[0], self.ggd.sheet(datetime.now(UTC).date()).raw)
        relay.engine.dispose()

    def further(self, folder: Path) -> Served:
        """Another machine of the same relay on a server: it has a copy of the first one's folder."""
        shutil.copytree(self.folder, folder)
        other = copy(self)
        other.folder, other.process = folder, None
        other.config_file, other.log = folder / "config.toml", folder / "log"
        return other

    @property
    def config(self) -> Relay:
        return section(load(self.config_file).relay, "relay")

    def opened(self) -> OpenRelay:
        """The same relay, opened in this process."""
        return open_relay(self.config, PASSPHRASE)

    def start(self, *python: str) -> None:
        """Serve on a free port; ``python`` are options of the interpreter. Returns when it answers."""
        arguments = [COMMAND[0], *python, *COMMAND[1:], "relay", "serve", "--config", str(self.config_file)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(arguments, stdout=log, stderr=log, start_new_session=True)
        self.port = self._port()
        text = self.config_file.read_text()
        self.config_file.write_text(text.replace("http://127.0.0.1:1", f"http://127.0.0.1:{self.port}"))
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=20) as answer:
            assert answer.status == 200

    @contextmanager
    def serving(self, *python: str) -> Iterator[Served]:
        """Serve until the end of the block."""
        try:
            self.start(*python)
            yield self
        finally:
            self.stop()

    def _port(self) -> int:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for line in self.log.read_text(errors="replace").splitlines()[::-1]:
                if '"event": "serving"' in line:
                    return int(json.loads(line)["port"])
            time.sleep(0.02)
        raise AssertionError(self.log.read_text(errors="replace"))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it and its worker, gently or not."""
        if self.process is not None and self.process.poll() is None:
            if how is signal.SIGKILL:
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)
            self.process.wait(20)

    def link(self) -> str:
        """The token of a link that is handed out now."""
        relay = self.opened()
        (url,) = hand_out_links(relay, ORGANISATION, Kind.CARD, now=datetime.now(UTC))
        relay.engine.dispose()
        return url.split("#")[1].split(".")[0]

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """One request over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def send(self, data: bytes, token: str) -> int:
        """Send an envelope; the status."""
        headers = {"Authorization": f"Link {token}", "Content-Type": MEDIA_TYPE}
        return self.ask("POST", "/api/envelopes", data, **headers)[0]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another `intake` command with the same configuration."""
        return run([*arguments, "--config", str(self.config_file)])


def run(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run `intake` with ``arguments``: the whole command, in this process."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["intake", *arguments])
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return subprocess.CompletedProcess(["intake", *arguments], status, out.getvalue(), err.getvalue())
