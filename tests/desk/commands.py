"""`intake` as a person runs it, in this process: arguments in; status, output and complaints out."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from intake.cli.main import main
from tests.desk.world import GGD10, INBOX, PASSPHRASE

CONFIG = f"""
environment = "test"

[desk]
data = "desk"
inbox = "{INBOX}"
ggd = "GGD Fryslân"
questionnaires = ["{GGD10.as_posix()}"]
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Home:
    """A folder with a configuration and a passphrase in it, and somebody who types commands there."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capsys, self._monkeypatch = capsys, monkeypatch
        self.passphrase(PASSPHRASE)
        (folder / "config.toml").write_text(CONFIG, "utf-8")

    def passphrase(self, words: str) -> None:
        """What stands in the passphrase file from now on."""
        (self.folder / "passphrase").write_text(words + "\n", "utf-8")

    def run(self, *arguments: str | Path) -> Ran:
        """Run a command; paths are relative to the folder."""
        options = ["--config", "config.toml", "--passphrase-file", "passphrase"]
        self._monkeypatch.setattr(sys, "argv", ["intake", *options, *map(str, arguments)])
        self._monkeypatch.chdir(self.folder)
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = self._capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    def refused(self, *arguments: str | Path) -> str:
        """Run a command that is refused; what it says, once it is sure that it says it properly."""
        ran = self.run(*arguments)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith("error: ")
        assert "\nhint: " in ran.err
        assert "Traceback" not in ran.err
        return ran.err

    def files(self) -> dict[str, bytes]:
        """Every file there is."""
        return {str(path): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}
