"""The units that are shipped: systemd reads them, finds them tight, and a relay runs under their rules."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from intake.courier.client import RelayClient
from intake.courier.key import open_key
from intake.courier.pull import pull
from intake.envelope.format import digest
from tests.operation.confined import settings
from tests.operation.front import ROOT
from tests.relay.served import Served
from tests.relay.world import INBOX, PASSPHRASE

SHIPPED = ROOT / "packaging" / "systemd"
HARDENING = SHIPPED / "system" / "envelop-.service.d" / "hardening.conf"
CONFINED = str(Path(__file__).with_name("confined.py"))
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


def test_a_relay_does_all_it_must_under_these_rules(tmp_path: Path) -> None:
    served = Served(tmp_path)
    with served.serving(CONFINED, str(HARDENING), sys.executable):
        assert confined(served)
        token, sealed = served.link(), served.ggd.seal()
        assert served.ask("GET", "/")[0] == 200
        assert served.send(sealed, token) == 201
        courier = RelayClient(f"http://127.0.0.1:{served.port}", INBOX, open_key(served.folder / "courier", PASSPHRASE))
        assert pull(courier, tmp_path / "bundle") == 1
        receipt, _ = served.ggd.receipt([digest(sealed)])
        courier.post("receipts", receipt)
    assert served.process is not None
    assert served.process.returncode == 0
    said = [json.loads(line) for line in served.log.read_text().splitlines()]
    assert {line["event"] for line in said} >= {"serving", "kept house", "bundle cut", "receipt taken"}
    assert not [line for line in said if line["level"] == "error"]


def confined(served: Served) -> bool:
    """Is the process that serves under a filter of calls, without any capability, for good?"""
    assert served.process is not None
    status = Path(f"/proc/{served.process.pid}/status").read_text()
    return {"Seccomp:\t2", "NoNewPrivs:\t1", "CapEff:\t0000000000000000"} <= set(status.splitlines())


PRINTS = 'import weasyprint; print(len(weasyprint.HTML(string="<p>x").write_pdf()) > 500)'
WRITES_CODE = "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)"


def test_cards_are_printed_under_these_rules_and_code_in_memory_is_not_run() -> None:
    assert under_rules(PRINTS).stdout == "True\n"
    assert "PermissionError" in under_rules(WRITES_CODE).stderr


def under_rules(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, CONFINED, str(HARDENING), sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)
