"""`intake keys`, typed: people, shares, drill, recovery, periods; and that shares are in no file but the one named."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from intake.config import Desk
from intake.desk.clock import utc_now
from intake.desk.keys.ceremony import Slot, new_keys
from intake.desk.keys.keeping import OnScreen
from intake.desk.keys.recovery import from_shares
from intake.desk.keys.shares import Scheme, Share
from intake.envelope.sheet import read_sheet
from intake.locked import FLOOR, slots
from tests.desk.commands import Home
from tests.desk.keys.room import BRAM, CARLA, printed
from tests.desk.world import INBOX, PASSPHRASE


def shares_of(pdf: Path) -> list[Share]:
    """As somebody scans them from paper."""
    pages = [page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    return [Share.read(code.text) for page in pages for code in zxingcpp.read_barcodes(page)]


def written(home: Home, shares: list[Share]) -> list[str]:
    """Each share in a file, as a scanner would type it; gives the options that name them."""
    options: list[str] = []
    for share in shares:
        (home.folder / f"share-{share.number}.txt").write_text(share.scanned + "\n")
        options += ["--share-file", f"share-{share.number}.txt"]
    return options


def _another(word: str) -> str:
    return "acid" if word != "acid" else "academic"


def words(home: Home, name: str, text: str) -> str:
    (home.folder / name).write_text(text + "\n")
    return name


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would lie."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def test_a_recovery_key_goes_from_its_file_to_paper_through_a_drill_and_back(home: Home, temporary: Path) -> None:
    split = ("keys", "split", "--recovery-file", "recovery.locked", "--shares", "2-of-3", "--shares-out", "shares.pdf")
    ran = home.run(*split)
    assert (ran.status, ran.err) == (0, "")
    assert "then erase the file" in ran.out
    pdf = home.folder / "shares.pdf"
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    assert list(temporary.rglob("*")) == []
    assert "exists already" in home.refused(*split)
    shares = shares_of(pdf)
    drill = home.run("keys", "drill", *written(home, shares[1:]))
    assert (drill.status, "the key is forgotten" in drill.out) == (0, True)
    assert "still needed: 1" in home.refused("keys", "drill", "--share-file", "share-2.txt")
    spoiled = words(home, "spoiled.txt", " ".join([*shares[0].words[:-1], _another(shares[0].words[-1])]))
    assert "do not fit together" in home.refused("keys", "drill", "--share-file", spoiled)
    recovered = home.run("keys", "recover", *written(home, shares[:2]))
    assert (recovered.status, "New cases from before: 0" in recovered.out) == (0, True)
    assert "has this key already" in home.refused("keys", "recover", "--recovery-file", "recovery.locked")


def test_new_keys_are_made_with_shares_alone(tmp_path: Path) -> None:
    section = Desk(data=tmp_path / "new", inbox=INBOX, ggd="GGD Fryslân")
    keep = OnScreen(Scheme(2, 2))
    ring = new_keys(section, slot=Slot("anna", PASSPHRASE, FLOOR), keep=keep, today=utc_now().date())
    assert {path.name for path in section.data.iterdir()} == {
        "certificate.json",
        "desk.locked",
        "identity.locked",
        "ring.json",
    }
    assert from_shares(printed(keep.page), ring).id in {key.id for key in ring.keys}


def test_half_a_place_for_the_recovery_key_makes_no_keys(home: Home) -> None:
    both = ("--shares", "2-of-2", "--shares-out", "a.pdf", "--recovery-file", "b.locked")
    assert "belong together" in home.refused("keys", "new", "--shares", "2-of-2")
    assert "in one way" in home.refused("keys", "new", *both)


def test_people_are_added_listed_given_a_role_and_taken_out(home: Home) -> None:
    theirs = words(home, "theirs", BRAM)
    added = home.run("keys", "add-slot", "--name", "bram", "--role", "nurse", "--new-passphrase-file", theirs)
    assert added.out == "bram may unlock this desk, as nurse.\n"
    home.run("keys", "role", "--name", "bram", "--role", "coordinator")
    listed = home.run("keys", "people").out.splitlines()
    assert [line.split()[:2] for line in listed] == [["anna", "coordinator"], ["bram", "coordinator"]]
    assert [line.endswith("ceremonies") for line in listed] == [True, False]
    home.passphrase(BRAM)
    assert home.run("keys", "passphrase", "--new-passphrase-file", words(home, "new", CARLA)).status == 0
    home.passphrase(CARLA)
    assert "own slot" in home.refused("keys", "remove-slot", "--name", "bram")
    gone = home.run("keys", "remove-slot", "--name", "anna")
    # Bram holds no ceremonies, so whoever can open the identity must take Anna's slot out of it.
    assert (gone.status, slots(home.folder / "desk" / "desk.locked")) == (1, ("anna", "bram"))


def test_a_slot_taken_out_is_said_to_be_no_revocation(home: Home) -> None:
    theirs = words(home, "theirs", BRAM)
    home.run("keys", "add-slot", "--name", "bram", "--role", "manager", "--new-passphrase-file", theirs, "--ceremonies")
    ran = home.run("keys", "remove-slot", "--name", "bram")
    assert "still opens what was sealed until now" in ran.out
    assert "keys rotate" in ran.out


def test_periods_are_made_shown_and_destroyed_by_typing_an_id(home: Home) -> None:
    tomorrow = (utc_now() + timedelta(days=1)).date()
    rotate = ("keys", "rotate", "--recovery-file", "next.locked", "--from", str(tomorrow), "--out", "sheet.json")
    assert home.run(*rotate).status == 0
    assert len(read_sheet((home.folder / "sheet.json").read_bytes()).keys) == 4
    status = home.run("keys", "status").out
    assert [line.split()[-2:] for line in status.splitlines()[1:5]] == [
        ["coming,", "here"], ["not", "here"], ["running,", "here"], ["not", "here"],
    ]  # fmt: skip
    assert "! the recovery key was never tried" in status
    running = next(line.split()[1] for line in status.splitlines() if "running, here" in line)
    assert "newcomers seal to this key" in home.refused("keys", "destroy", "--key", running, "--confirm", running)
    assert home.run("keys", "destroy").status == 2
    assert "no opening key of a period" in home.refused("keys", "destroy", "--period", "2020-01-01")
    # The period that has not begun is replaced: its desk key stands in no ring any more, and may go.
    again = ("keys", "rotate", "--recovery-file", "other.locked", "--from", str(tomorrow), "--out", "sheet-2.json")
    assert home.run(*again).status == 0
    loose = next(line.split()[1] for line in home.run("keys", "status").out.splitlines() if line.startswith("other"))
    assert "not the key's id" in home.run("keys", "destroy", "--key", loose, "--confirm", "yes").err
    destroyed = home.run("keys", "destroy", "--key", loose, "--confirm", loose)
    assert (destroyed.status, "does not reach copies" in destroyed.out) == (0, True)
    assert "0 envelopes here become unreadable" in destroyed.err
    assert home.run("keys", "certificate", "--out", "certificate.json").status == 0


@pytest.mark.parametrize(
    "command",
    ["add-slot", "certificate", "destroy", "drill", "passphrase", "people", "recover", "remove-slot", "role", "rotate"],
)
def test_every_command_explains_itself(home: Home, command: str) -> None:
    assert f"keys {command} [OPTIONS]" in home.run("keys", command, "--help").out
