"""The first ceremony in pages: from an empty folder to a desk, its mistakes, half way, and never a second time."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.desk.keys.shares import Share
from intake.desk.keys.slot import Slot
from intake.desk.opening import OpeningKey
from intake.desk.tables import audit
from intake.desk.web.app import create_app
from intake.desk.web.rights import BEFORE
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet, Purpose
from intake.envelope.signatures import fingerprint
from intake.locked import FLOOR, slots, unlock
from tests.desk.keys.room import printed
from tests.desk.web.office import BASE, INBOX, MONDAY, PASSPHRASES, PORT, RELAY, Browser, Office, section_of
from tests.desk.web.test_offline import free_port

WORDS = PASSPHRASES["anna"]
KEY = base64url(RELAY.verify_key.encode())
FORM = {"name": "anna", "passphrase": WORDS, "again": WORDS, "days": "365", "keep": "paper", "made": "3", "needed": "2"}


class Empty(Office):
    """A computer on which no desk was made yet."""

    def __init__(self, folder: Path, *, demo: bool = False) -> None:
        self.now = MONDAY
        self.section = section_of(folder)
        self.codes: list[str] = []
        self.demo = demo
        self.start()

    def start(self) -> None:
        """The program, from the beginning: it remembers nothing."""
        self.app, self.service = create_app(
            self.section,
            port=PORT,
            demo=self.demo,
            clock=lambda: self.now,
            cost=FLOOR,
            announce=self.codes.append,
        )

    @property
    def ring(self) -> KeySheet:
        return read_ring(Folder(self.section.data), inbox=INBOX)

    @property
    def files(self) -> dict[str, bytes]:
        """What lies in the folder."""
        root = self.section.data
        return {path.name: path.read_bytes() for path in sorted(root.iterdir())} if root.exists() else {}

    def trail(self) -> list[str]:
        with self.desk("anna") as desk, desk.reading() as connection:
            return list(connection.execute(select(audit.c.action).order_by(audit.c.number)).scalars())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Empty]:
    made = Empty(tmp_path)
    yield made
    made.close()


def make(browser: Browser, **changed: str) -> TestResponse:
    return browser.post("/setup/keys", **(FORM | changed))


def finish(browser: Browser, **changed: str) -> TestResponse:
    return browser.post("/setup/desk", **({"key": KEY, "equal": "yes", "name": "anna", "passphrase": WORDS} | changed))


def try_paper(browser: Browser, shares: list[Share]) -> TestResponse:
    data = {"share": [" ".join(share.words) for share in shares], "go": "yes"}
    return browser.client.post("/setup/drill", base_url=BASE, data=data, headers={"Origin": BASE})


def test_everything_leads_to_the_beginning_until_there_is_a_desk(empty: Empty) -> None:
    assert empty.browser(let_in=False).get("/setup").headers["Location"] == "/start"
    browser = empty.browser()
    for path in ("/", "/unlock", "/queue", "/keys", "/keys/shares.css", "/people/add"):
        assert browser.get(path).headers["Location"] == "/setup", path
    assert browser.post("/unlock", name="anna", passphrase=WORDS).headers["Location"] == "/setup"
    for path in ("/look.css", "/healthz", "/static/desk.css", "/setup/shares.css"):
        with browser.get(path) as answer:
            assert answer.status_code == 200, path
    for path in ("/setup/made", "/setup/drill", "/setup/relay"):
        assert browser.get(path).headers["Location"] == "/setup", path
    assert browser.post("/language", language="nl").status_code == 303
    first = empty.browser().get("/setup").text
    assert "Two people do it together" in first
    assert str(empty.section.data) in first


def test_in_a_demo_it_is_the_same_without_a_start_code(tmp_path: Path) -> None:
    demo = Empty(tmp_path, demo=True)
    browser = demo.browser(let_in=False)
    assert browser.get("/setup").headers["Location"] == "/start"
    assert browser.get("/start").status_code == 200
    assert "Two people do it together" in browser.get("/setup").text


def test_from_an_empty_folder_to_an_unlocked_desk_whose_trail_begins_with_the_drill(empty: Empty) -> None:
    browser = empty.browser()
    assert 'name="passphrase"' in browser.get("/setup/keys").text
    page = make(browser)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    shares = printed(page.text)
    assert [share.number for share in shares] == [1, 2, 3]
    written = browser.get("/setup/made").text
    assert all(base64url(key.id) in written for key in empty.ring.keys)
    assert empty.ring.fingerprint in written
    assert "1 more is needed" in browser.post("/setup/drill", words=shares[2].scanned).text
    assert try_paper(browser, [shares[2], shares[0]]).headers["Location"] == "/setup/relay"
    assert "The paper works" in browser.get("/setup/relay").text
    assert fingerprint(RELAY.verify_key.encode()) in browser.post("/setup/relay", key=f" {KEY}\n").text
    last = finish(browser).text
    assert all(f'href="{path}"' in last for path in ("/unlock", "/keys/sheet", "/people/add", "/backup"))
    assert "was not tried" not in last
    unlocked = browser.post("/unlock", name="anna", passphrase=WORDS)
    assert unlocked.headers["Location"] == "/keys"
    todo = browser.get("/keys").text
    assert "No key sheet was signed here yet." in todo
    assert "The recovery key was never tried." not in todo
    assert empty.trail()[:2] == ["desk made", "recovery drill held"]
    assert (empty.ring.keys[0].end - empty.ring.keys[0].start).days == 365


MISTAKES: list[tuple[dict[str, str], str]] = [
    ({"name": " "}, "name is missing"),
    ({"again": "something else"}, "two passphrases differ"),
    ({"passphrase": "welkom123", "again": "welkom123"}, "too weak"),
    ({"passphrase": "anna anna anna", "again": "anna anna anna"}, "too weak"),
    ({"days": "0"}, "no number of days"),
    ({"days": "3651"}, "no number of days"),
    ({"made": "3", "needed": "4"}, "at least 2 are needed"),
    ({"made": "", "needed": ""}, "given as K-of-N"),
    ({"keep": "file", "place": "recovery.locked"}, "no whole path"),
    ({"keep": "file", "place": "/" + "x" * 300}, "no whole path"),
    ({"keep": "file", "place": "{desk}/recovery.locked"}, "must not lie beside"),
    ({"keep": "file", "place": "{desk}/../nowhere/recovery.locked"}, "no folder for"),
]


def test_what_does_not_fit_is_said_and_nothing_is_made(empty: Empty) -> None:
    browser = empty.browser()
    for changed, said in MISTAKES:
        filled = {name: value.replace("{desk}", str(empty.section.data)) for name, value in changed.items()}
        refused = make(browser, **filled)
        assert (refused.status_code, said in refused.text) == (409, True), said
        assert "name" in changed or 'value="anna"' in refused.text
        assert WORDS not in refused.text
    assert empty.files == {}


def test_the_recovery_key_goes_onto_a_stick_and_no_file_there_is_overwritten(empty: Empty, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "old.locked").write_bytes(b"another")
    browser = empty.browser()
    taken = make(browser, keep="file", place=str(tmp_path / "stick" / "old.locked"))
    assert (taken.status_code, "exists already" in taken.text, empty.files) == (409, True, {})
    assert make(browser, keep="file", place=str(tmp_path / "stick")).headers["Location"] == "/setup/made"
    assert "Take the stick out" in browser.get("/setup/made").text
    assert (tmp_path / "stick" / "old.locked").read_bytes() == b"another"
    recovery = empty.ring.recipient(Purpose.RECOVERY, MONDAY.date())
    assert set(unlock(tmp_path / "stick" / "recovery.locked", WORDS)) == {f"recovery {base64url(recovery.id)}"}


def test_a_failure_half_way_leaves_nothing_here_or_on_the_stick(empty: Empty, tmp_path: Path) -> None:
    empty.section.data.mkdir()
    (empty.section.data / ".git").mkdir()  # where no locked file may lie: found after the stick was written
    (tmp_path / "stick").mkdir()
    refused = make(empty.browser(), keep="file", place=str(tmp_path / "stick"))
    assert (refused.status_code, "git work tree" in refused.text) == (409, True)
    assert list((tmp_path / "stick").iterdir()) == []
    assert [path.name for path in empty.section.data.iterdir()] == [".git"]


def test_who_closed_everything_half_way_goes_on_with_the_same_keys(empty: Empty) -> None:
    shares = printed(make(empty.browser()).text)
    before = empty.files
    empty.start()
    browser = empty.browser()
    assert browser.get("/setup").headers["Location"] == "/setup/relay"
    assert make(browser, name="bram").headers["Location"] == "/setup"
    assert browser.get("/setup/keys").headers["Location"] == "/setup"
    assert "The paper was not tried here" in browser.get("/setup/relay").text
    assert try_paper(browser, shares[:1]).status_code == 200
    assert "not a relay’s public key" in browser.post("/setup/relay", key=KEY[:-1]).text
    assert "were not compared" in browser.post("/setup/desk", key=KEY, name="anna", passphrase=WORDS).text
    wrong = [finish(browser, passphrase="not hers at all").status_code for _ in range(4)]
    assert wrong == [409, 409, 409, 429]
    assert empty.files == before
    empty.later(minutes=2)
    assert "was not tried here" in finish(browser).text
    assert empty.trail() == ["desk made"]


def test_shares_of_other_keys_prove_nothing(empty: Empty, tmp_path: Path) -> None:
    other = Empty(tmp_path / "other")
    strangers = printed(make(other.browser()).text)
    make(empty.browser())
    browser = empty.browser()
    refused = try_paper(browser, strangers[:2])
    assert (refused.status_code, "not a recovery key of these" in refused.text) == (409, True)
    assert "The paper works" not in browser.get("/setup/relay").text


def test_where_some_keys_are_missing_nothing_is_made_beside_them(empty: Empty) -> None:
    make(empty.browser())
    (empty.section.data / "desk.locked").rename(empty.section.data / "elsewhere")
    before, browser = empty.files, empty.browser()
    assert "others are missing" in browser.get("/setup").text
    assert [make(browser).headers["Location"], finish(browser).headers["Location"]] == ["/setup", "/setup"]
    assert empty.files == before


def test_once_there_is_a_desk_no_page_of_the_beginning_answers_and_nothing_changes(office: Office) -> None:
    keys = {path: path.read_bytes() for path in office.section.data.glob("*.*") if path.suffix != ".sqlite"}
    routes = [rule for rule in office.app.url_map.iter_rules() if rule.endpoint.startswith("setup.")]
    assert {rule.endpoint for rule in routes} == BEFORE
    for browser in (office.browser(), office.at_work("anna"), office.at_work("mila")):
        for rule in routes:
            for method in {"GET", "POST"} & (rule.methods or set()):
                data = FORM | {"key": KEY, "equal": "yes"}
                asked = browser.client.open(
                    rule.rule, method=method, base_url=BASE, data=data, headers={"Origin": BASE}
                )
                assert (asked.status_code, "There is a desk here already." in asked.text) == (403, True), rule
    assert office.browser(let_in=False).get("/setup").headers["Location"] == "/start"
    assert {path: path.read_bytes() for path in keys} == keys


def test_a_database_that_is_taken_away_while_people_work_leads_nobody_to_make_another(office: Office) -> None:
    browser = office.at_work("anna")
    database = office.section.data / "desk.sqlite"
    database.rename(database.with_suffix(".away"))
    assert browser.get("/setup").status_code == 403
    assert office.browser().get("/unlock").status_code == 200


def test_no_key_share_or_passphrase_is_held_between_two_pages(empty: Empty) -> None:
    before = _held()
    browser = empty.browser()
    try_paper(browser, printed(make(browser).text)[:2])
    finish(browser)
    assert _held() == before
    assert slots(empty.section.data / "desk.locked") == ("anna",)


def test_the_program_starts_on_an_empty_folder_and_leaves_none_behind_where_nothing_was_made(tmp_path: Path) -> None:
    config = '[desk]\ndata = "desk"\ninbox = "ggd-demo"\nggd = "GGD Fryslân"\n'
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "intake.cli", "desk", "serve", "--config", str(tmp_path / "config.toml")]
    with subprocess.Popen(
        [*command, "--no-browser", "--port", free_port()], stdout=subprocess.PIPE, text=True, env=_unbuffered()
    ) as served:
        assert served.stdout is not None
        told = next(line for line in served.stdout if "no desk here yet" in line)
        served.send_signal(signal.SIGTERM)
    assert "two people" in told
    assert served.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def _held() -> dict[str, int]:
    gc.collect()
    kinds = [type(each) for each in gc.get_objects()]
    return {kind.__name__: sum(each is kind for each in kinds) for kind in (OpeningKey, Share, Slot)}


def _unbuffered() -> dict[str, str]:
    return os.environ | {"PYTHONUNBUFFERED": "1"}
