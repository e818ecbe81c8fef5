"""What a command prints is UTF-8, also into a file on a Windows whose own letters are those of Western Europe."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from intake.envelope.submission import Contact
from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import submission

NAME = "سارة ፍሬወይኒ Łucja"


@pytest.mark.parametrize("letters", ["cp1252", "utf-8"])
def test_a_name_in_any_script_comes_through(home: Home, letters: str) -> None:
    person = submission(contact=Contact(reach="call", address="0612345678", name=NAME, line="mine"))
    home.run("desk", "import", carried(home, person), "--receipt", "receipt")
    command = [sys.executable, "-m", "intake.cli", "--passphrase-file", "passphrase", "desk", "show", person.code]
    shown = subprocess.run(
        command, cwd=home.folder, env={**os.environ, "PYTHONIOENCODING": letters}, capture_output=True, check=False
    )
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert NAME in shown.stdout.decode("utf-8")
