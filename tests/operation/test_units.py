"""The units that are shipped: systemd reads them and finds them tight. test_nginx.py runs a relay under their rules."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operation.confined import HARDENING, SHIPPED, confined_run, settings

UNITS = sorted(path.name for path in (SHIPPED / "system").iterdir() if path.is_file())
SERVICES = [name for name in UNITS if name.endswith(".service")]
LOOSEST = 1.2
"""Of 10: how much of the system a unit could reach at most, as systemd judges it."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as they would be installed, with an `intake` that is there, beside Debian's nginx."""
    folder = tmp_path_factory.mktemp("units") / "system"
    shutil.copytree(SHIPPED / "system", folder)
    shutil.copy("/lib/systemd/system/nginx.service", folder)
    intake = Path(sys.executable).with_name("intake")
    for unit in folder.glob("*.service"):
        unit.write_text(unit.read_text().replace("/opt/envelop/bin/intake", str(intake)))
    return folder


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", [*UNITS, "nginx.service"])
def test_systemd_understands_every_line(installed: Path, unit: str) -> None:
    told = analyze("verify", "--recursive-errors=no", "--man=no", str(installed / unit))
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES)
def test_little_of_the_system_can_be_reached(installed: Path, unit: str) -> None:
    told = analyze("security", "--offline=yes", "--no-pager", str(installed / unit))
    found = re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)
    assert found is not None, told.stderr
    assert float(found[1]) <= LOOSEST, told.stdout


def test_that_judgement_would_find_a_looser_one(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "envelop-relay.service").write_text((installed / "envelop-relay.service").read_text())
    told = analyze("security", "--offline=yes", "--no-pager", "--threshold=12", str(tmp_path / "envelop-relay.service"))
    assert told.returncode != 0


def test_no_unit_says_a_passphrase_or_keeps_a_core() -> None:
    said = dict(settings(HARDENING))
    assert said["LoadCredential"] == "passphrase:/etc/envelop/passphrase"
    assert "INTAKE_PASSPHRASE_FILE=%d/passphrase" in said["Environment"]
    assert (said["LimitCORE"], said["MemorySwapMax"]) == ("0", "0")
    assert dict(settings(SHIPPED / "system" / "nginx.service.d" / "envelop.conf"))["LimitCORE"] == "0"


def test_the_backup_comes_once_a_week_after_the_week_was_put_in_order() -> None:
    when = dict(settings(SHIPPED / "system" / "envelop-backup.timer"))["OnCalendar"]
    told = analyze("calendar", "--base-time=2026-11-22 12:00:00 UTC", "--iterations=2", when)
    assert re.findall(r"(\w+ \S+ \S+) UTC$", told.stdout, re.MULTILINE)[-2:] == [
        "Mon 2026-11-23 03:30:00",
        "Mon 2026-11-30 03:30:00",
    ]
    command = dict(settings(SHIPPED / "system" / "envelop-backup.service"))["ExecStart"]
    file = command.split("'")[1].replace("$$", "$").replace("%%", "%").replace("exec /opt/envelop/bin/intake", "echo")
    named = subprocess.run(["/bin/sh", "-c", file], capture_output=True, text=True, check=True).stdout
    assert re.fullmatch(r"relay backup /var/lib/envelop-backup/relay-\d{4}-W\d\d\.tar\n", named)


PRINTS = 'import weasyprint; print(len(weasyprint.HTML(string="<p>x").write_pdf()) > 500)'
WRITES_CODE = "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)"


def test_cards_are_printed_under_these_rules_and_code_in_memory_is_not_run() -> None:
    assert confined_run(PRINTS).stdout == "True\n"
    assert "PermissionError" in confined_run(WRITES_CODE).stderr
