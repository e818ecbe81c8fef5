"""`intake relay` and `intake links` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from intake.envelope.encoding import from_base64url
from intake.envelope.signatures import fingerprint
from tests.relay.served import Served, run


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    return Served(tmp_path_factory.mktemp("served"))


def test_links_come_one_a_line_and_are_counted(served: Served) -> None:
    made = served.run("links", "new", "--organisation", "school", "--count", "3")
    assert (made.returncode, made.stderr) == (0, "")
    lines = made.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("https://formulier.example.nl/#") for line in lines)


def test_links_go_onto_cards_instead_and_are_printed_nowhere_else(served: Served, tmp_path: Path) -> None:
    asked = ("links", "new", "--organisation", "school", "--cards", str(tmp_path / "cards.pdf"))
    made = served.run(*asked, "--count", "12", "--language", "ps")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    pages = pypdfium2.PdfDocument((tmp_path / "cards.pdf").read_bytes())
    found = [each.text for page in pages for each in zxingcpp.read_barcodes(page.render(scale=2.5).to_pil())]
    assert len(set(found)) == 12
    assert all(link.startswith("https://formulier.example.nl/#") for link in found)
    again = served.run(*asked)
    assert (again.returncode, again.stderr.startswith(f"error: {tmp_path / 'cards.pdf'} exists already")) == (1, True)
    assert served.run(*asked, "--kiosk").returncode == 2


def test_an_unknown_organisation_is_refused_in_words(served: Served) -> None:
    made = served.run("links", "new", "--organisation", "nobody")
    assert (made.returncode, made.stdout) == (1, "")
    assert "error: the relay knows no such organisation" in made.stderr
    assert "hint: " in made.stderr


def test_the_status_tells_what_waits_and_what_needs_attention(served: Served) -> None:
    told = served.run("relay", "status", "--json")
    assert told.returncode == 0
    whole = json.loads(told.stdout)
    (inbox,) = whole["inboxes"]
    (concern,) = inbox["warnings"]
    assert (inbox["inbox"], inbox["waiting"], concern["level"]) == ("ggd-demo", 0, "notice")
    text = served.run("relay", "status").stdout
    assert "0 waiting, 0 stored" in text
    assert f"  NOTICE      {concern['says']}\n              {concern['do']}\n" in text


def test_a_relay_is_made_once(tmp_path: Path, served: Served) -> None:
    config = tmp_path / "config.toml"
    config.write_text(served.config_file.read_text())
    (tmp_path / "passphrase").write_text("a passphrase of some length\n")
    made = run(["relay", "init", "--config", str(config)])
    assert made.returncode == 0, made.stderr
    public = from_base64url(made.stdout.strip())
    assert (len(public), fingerprint(public) in made.stderr) == (32, True)
    assert (tmp_path / "relay" / "relay.pub").read_text() == made.stdout
    again = run(["relay", "init", "--config", str(config)])
    assert (again.returncode, "exists already" in again.stderr) == (1, True)


def test_a_relay_is_backed_up_and_brought_back_elsewhere_and_says_what_that_means(
    served: Served, tmp_path: Path
) -> None:
    made = served.run("relay", "backup", str(tmp_path / "backup"))
    assert (made.returncode, made.stderr) == (0, "")
    config = tmp_path / "config.toml"
    config.write_text(served.config_file.read_text().replace('"passphrase"', f'"{served.folder / "passphrase"}"'))
    back = run(["relay", "restore", str(tmp_path / "backup"), "--config", str(config)])
    assert (back.returncode, back.stderr) == (0, "")
    assert "begins epoch 2" in back.stdout
    assert "Links handed out after that day do not open." in back.stdout
    again = run(["relay", "restore", str(tmp_path / "backup"), "--config", str(config)])
    assert (again.returncode, again.stderr.startswith("error: ")) == (1, True)
    current = run(["relay", "upgrade", "--config", str(config)])
    assert (current.returncode, current.stdout) == (0, "everything is up to date\n")


def test_without_a_section_for_the_relay_nothing_works(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('passphrase_file = "passphrase"\n')
    (tmp_path / "passphrase").write_text("a passphrase of some length\n")
    told = run(["relay", "serve", "--config", str(tmp_path / "config.toml")])
    assert told.returncode == 1
    assert "error: the configuration has no section [relay]" in told.stderr


def test_wrong_usage_has_its_own_exit_status(served: Served) -> None:
    assert served.run("links", "new").returncode == 2
