"""`intake desk`, typed: what it prints, and that a refusal says why, loses nothing and shows no traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from intake.desk.database import make_database, publish
from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.envelope.receipt import read_receipt
from intake.envelope.sealing import seal
from intake.envelope.sheet import Purpose
from intake.envelope.submission import Submission
from tests.desk.commands import Home
from tests.desk.world import INBOX, RELAY, submission

RELAY_KEY = base64url(RELAY.verify_key.encode())


def carried(home: Home, *people: Submission | bytes) -> str:
    """A bundle for this desk; its name."""
    ring = read_ring(Folder(home.folder / "desk"), inbox=INBOX)
    desk, recovery = (ring.recipient(purpose, ring.issued).public for purpose in Purpose)
    context = Context(INBOX, "ggd10", "1")
    plaintexts = [each.to_json() if isinstance(each, Submission) else each for each in people]
    envelopes = [seal(each, context=context, desk=desk, recovery=recovery) for each in plaintexts]
    envelopes.sort(key=digest)
    digests = [digest(each) for each in envelopes]
    count = len(digests)
    manifest = Manifest(1, INBOX, "relay", 1, 1, None, "2026-11-23", count, contents_digest(digests), ())
    (home.folder / "bundle").write_bytes(b"".join(write_bundle(RELAY, manifest, digests, envelopes)))
    return "bundle"


def test_a_bundle_goes_in_is_listed_and_shown(home: Home) -> None:
    person = submission(answers={"talk": "soon"})
    bundle = carried(home, person, submission(), b"{}")
    ran = home.run("desk", "import", bundle, "--receipt", "receipt")
    assert (ran.status, ran.err) == (0, "")
    assert (
        ran.out
        == "Bundle 1: 2 new, 0 known.\nSet aside: 1 (bad json). It opens, and no form is in it.\nReceipt 1: receipt\n"
    )
    (first, second) = home.run("desk", "queue", "--json").json
    assert (first["level"], first["rules"], first["id"], second["level"]) == ("red", ["R2"], person.id, "green")
    assert "asks to talk with the GGD soon" in home.run("desk", "queue").out
    assert "vraagt om snel met de GGD te praten" in home.run("desk", "queue", "--language", "nl").out
    shown = home.run("desk", "show", person.code)
    assert shown.out.startswith(f"case {first['case']} ")
    assert home.run("desk", "show", str(first["case"]), "--json").json["answers"]["talk"] == "soon"
    assert "unbroken" in home.run("desk", "audit", "verify").out


def test_the_receipt_is_one_that_the_relay_takes(home: Home) -> None:
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    ring = read_ring(Folder(home.folder / "desk"), inbox=INBOX)
    receipt = read_receipt((home.folder / "receipt").read_bytes(), identity=ring.identity, inbox=INBOX)
    assert len(receipt.have) == 1


def test_a_program_can_read_what_an_import_did(home: Home) -> None:
    bundle = carried(home, submission(), b"{}")
    assert home.run("desk", "import", bundle, "--receipt", "receipt", "--json").json == {
        "bundle": 1,
        "new": 1,
        "known": 0,
        "set_aside": {"bad json": 1},
        "parked": 0,
        "damaged": 0,
        "missing": 0,
        "from_parked": 0,
        "remarks": [],
        "receipt": 1,
    }


def test_who_looked_is_the_slot_that_the_passphrase_opened(home: Home) -> None:
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    home.run("desk", "show", "1")
    (deed,) = home.run("desk", "show", "1", "--json").json["history"]
    assert (deed["actor"], deed["action"]) == ("anna", "case viewed")


def test_an_existing_receipt_is_refused_before_anybody_is_asked(home: Home) -> None:
    (home.folder / "passphrase").unlink()
    (home.folder / "receipt").write_text("precious")
    assert "exists already" in home.refused("desk", "import", "bundle", "--receipt", "receipt")
    assert (home.folder / "receipt").read_text() == "precious"


def test_a_receipt_without_a_folder_is_refused(home: Home) -> None:
    assert "no folder" in home.refused("desk", "import", "bundle", "--receipt", "stick/receipt")


def test_a_bundle_that_is_not_there_is_refused(home: Home) -> None:
    assert "cannot read bundle" in home.refused("desk", "import", "bundle", "--receipt", "receipt")
    assert not (home.folder / "receipt").exists()


def test_a_desk_is_made_once(home: Home) -> None:
    before = home.files()
    assert "exists already" in home.refused("desk", "init", "--relay-key", RELAY_KEY)
    assert home.files() == before


def test_a_new_desk_says_who_it_is_and_which_relay_it_trusts(home: Home) -> None:
    (home.folder / "desk" / "desk.sqlite").unlink()
    ran = home.run("desk", "init", "--relay-key", RELAY_KEY)
    assert ran.status == 0
    name, desk, *_ = ran.out.split()
    assert (name, len(desk)) == ("desk", 22)
    assert home.run("desk", "queue", "--json").json == []


@pytest.mark.parametrize("key", ["", "abc", RELAY_KEY + "A", "*" * 43])
def test_a_relay_key_that_is_none_is_refused(home: Home, key: str) -> None:
    assert "not a relay's public key" in home.refused("desk", "init", "--relay-key", key)


def spoil_passphrase(home: Home) -> None:
    home.passphrase("something else altogether")


def take_away(name: str) -> Callable[[Home], None]:
    return lambda home: (home.folder / name).unlink()


def change_locked(change: Callable[[dict[str, Any]], object]) -> Callable[[Home], None]:
    def run(home: Home) -> None:
        path = home.folder / "desk" / "desk.locked"
        document = json.loads(path.read_bytes())
        change(document)
        path.write_text(json.dumps(document, separators=(",", ":")))

    return run


def another_database(home: Home) -> None:
    """A database of the same kind, under another key."""
    path = home.folder / "desk" / "desk.sqlite"
    path.unlink()
    make_database(path, b"x" * 32).dispose()
    publish(path)


def another_inbox(home: Home) -> None:
    config = home.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace(INBOX, "ggd-other"), "utf-8")


def no_section(home: Home) -> None:
    (home.folder / "config.toml").write_text("")


SPOILED: dict[str, tuple[Callable[[Home], None], str]] = {
    "wrong passphrase": (spoil_passphrase, "opens no slot"),
    "no passphrase file": (take_away("passphrase"), "cannot read the passphrase file"),
    "no configuration": (take_away("config.toml"), "cannot read the configuration"),
    "no section": (no_section, "no section [desk]"),
    "no keys": (take_away("desk/desk.locked"), "there are no keys"),
    "no ring": (take_away("desk/ring.json"), "cannot read"),
    "no certificate": (take_away("desk/certificate.json"), "cannot read"),
    "no database": (take_away("desk/desk.sqlite"), "there is no database"),
    "another database": (another_database, "key does not fit"),
    "another inbox": (another_inbox, "another inbox"),
    "absurd memory": (change_locked(lambda it: it["slots"][0].update(memory=1 << 40)), "cost outside the limits"),
    "no memory": (change_locked(lambda it: it["slots"][0].update(memory=8192)), "cost outside the limits"),
    "another name": (change_locked(lambda it: it["slots"][0].update(name="bram")), "tampered with or is damaged"),
    "another purpose": (change_locked(lambda it: it["secrets"][0].update(purpose="x")), "tampered with or is damaged"),
    "not a locked file": (change_locked(lambda it: it.update(format="x")), "not a locked file"),
}
COMMANDS = (("queue",), ("show", "1"), ("audit", "verify"))


@pytest.mark.parametrize(("spoil", "said"), SPOILED.values(), ids=SPOILED.keys())
def test_what_is_wrong_is_said_and_nothing_is_lost(home: Home, spoil: Callable[[Home], None], said: str) -> None:
    spoil(home)
    before = home.files()
    for command in COMMANDS:
        assert said in home.refused("desk", *command)
    assert home.files() == before


def test_no_refusal_quotes_the_passphrase(home: Home) -> None:
    home.passphrase("a long and wrong passphrase")
    assert "long and wrong" not in home.refused("desk", "queue")


def test_wrong_usage_is_another_status(home: Home) -> None:
    assert home.run("desk", "import").status == 2
    assert home.run("desk", "queue", "--language", "de").status == 2


@pytest.mark.parametrize(
    "command", [(), ("init",), ("import",), ("queue",), ("show",), ("paper",), ("audit",), ("audit", "verify")]
)
def test_every_command_explains_itself(home: Home, command: tuple[str, ...]) -> None:
    ran = home.run("desk", *command, "--help")
    assert ran.status == 0
    assert "Usage: intake desk" in ran.out


def test_the_data_folder_holds_what_it_should_and_nothing_else(home: Home) -> None:
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    names = {path.name for path in (home.folder / "desk").iterdir()}
    locked = {"identity.locked", "desk.locked"}
    assert names == locked | {"ring.json", "certificate.json", "desk.sqlite", "questionnaires"}
