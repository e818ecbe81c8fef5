"""Slips by command: a note with its number, a file that goes out, and one that comes back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from intake.config import Desk
from intake.desk.database import open_database
from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch
from intake.desk.keys.ring import read_ring
from intake.desk.tables import network
from intake.exchange.files import Slips, read_certified
from intake.locked import unlock
from tests.desk.commands import CONFIG, Home
from tests.desk.matching.people import ambassador, book
from tests.desk.network.files import NETWORK, exported
from tests.desk.slips.asking import came
from tests.desk.test_commands import carried
from tests.desk.world import INBOX, PASSPHRASE, submission

SENDER = """
[desk.sender]
neutral = "Afsprakenbureau"
address = ["Plein 1"]
phone = "088 229 92 22"
"""
REFERRAL = """
destination = "A-000001"
consent_on = 2026-11-20
consent_how = "spoken"
consent_language = "Tigrinya"
shared = "A first name and a meeting place."
"""
NOTE = """
first_name = "Saba"
day = 2026-12-01
time = "09:30"
place = "Plein 1"
along = true
agreed = true
"""
BOOK = book(ambassador(1, conduct_until=date(2199, 1, 1), secrecy_until=date(2199, 1, 1)))


@pytest.fixture
def referred(home: Home) -> Home:
    """One case, of somebody who wants an ambassador of the network book to go along."""
    (home.folder / "config.toml").write_text(CONFIG + SENDER, "utf-8")
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    home.run("desk", "decide", "1", "--level", "green")
    home.run("desk", "attempt", "1", "visit", "reached")
    _believe(home)
    (home.folder / "referral").write_text(REFERRAL, "utf-8")
    (home.folder / "note").write_text(NOTE, "utf-8")
    assert home.run("desk", "refer", "1", "--file", "referral").status == 0
    return home


def _believe(home: Home) -> None:
    """The network book was brought in."""
    folder = Folder(home.folder / "desk")
    engine = open_database(folder.database, Bunch.of(unlock(folder.desk, PASSPHRASE)).database)
    public = NETWORK.verify_key.encode()
    row = {"one": 1, "book": BOOK.book, "public": public, "sequence": 1, "issued": "2026-11-20"}
    with engine.begin() as connection:
        connection.execute(insert(network), row | {"imported": "2026-11-20T09:00:00Z", "content": exported(BOOK)})
    engine.dispose()


def test_a_slip_goes_out_and_its_outcome_comes_back(referred: Home) -> None:
    assert "no slip waits" in referred.refused("desk", "slips", "slips.json")
    assert referred.run("desk", "letter", "1", "--kind", "ambassador", "--fields", "note", "--out", "n.pdf").status == 0
    [kept] = referred.run("desk", "slips", "--json").json
    assert "not carried yet" in referred.run("desk", "slips").out
    assert referred.run("desk", "slips", "slips.json").out == "1 slips: slips.json\n"
    assert "exists already" in referred.refused("desk", "slips", "slips.json", "--again")
    assert [each.id for each in _file(referred).slips] == [kept["slip"]]
    (referred.folder / "outcomes").write_bytes(came((kept["slip"], "conflict"), ("S-00000000", "done")))
    said = referred.run("desk", "outcomes", "outcomes").out
    assert "1 noted, 0 known already" in said
    assert "S-00000000: no slip of this desk" in said
    assert "brought in already" in referred.refused("desk", "outcomes", "outcomes")
    assert referred.run("desk", "slips", "--json").json[0]["another"] is True
    referred.run("desk", "referral", "1", "--number", "1", "--to", "withdrawn")
    assert "CONSENT WITHDRAWN" in referred.run("desk", "slips").out


def _file(home: Home) -> Slips:
    section = Desk(data=home.folder / "desk", inbox=INBOX, ggd="GGD Fryslân")
    identity = read_ring(Folder(section.data), inbox=INBOX).identity
    return read_certified((home.folder / "slips.json").read_bytes(), Slips, identity=identity, inbox=INBOX)
