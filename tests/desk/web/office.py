"""A desk with its pages: real keys, a real database, people with slots and roles, and a browser without a screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import insert

from intake.config import Desk
from intake.desk.days import working_days
from intake.desk.importing.examining import Found
from intake.desk.importing.session import finish, writer_of
from intake.desk.keys.ceremony import Slot, new_keys
from intake.desk.keys.keeping import InFile
from intake.desk.people import Role
from intake.desk.tables import people
from intake.desk.triage import judge
from intake.desk.unlock import OpenDesk, init_desk, open_desk
from intake.desk.web.app import create_app
from intake.envelope.submission import Submission
from intake.locked import FLOOR, with_slot
from intake.questionnaire import shipped_questionnaire
from tests.web.browser import Browser as Browser

INBOX = "ggd-demo"
PORT = 8472
BASE = f"http://127.0.0.1:{PORT}"
RELAY = SigningKey(b"l" * 32)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
PASSPHRASES = {
    "anna": "correct horse battery staple",
    "noor": "kettle marble lantern forest",
    "mila": "seven quiet otters drawing maps",
}
ROLES = {"anna": Role.COORDINATOR, "noor": Role.NURSE, "mila": Role.MANAGER}


def make_office(folder: Path) -> None:
    """Keys, a database, and three people; the least cost of a lock that is allowed."""
    section = section_of(folder)
    slot = Slot("anna", PASSPHRASES["anna"], FLOOR)
    new_keys(section, slot=slot, keep=InFile(folder / "recovery.locked"), today=MONDAY.date())
    for name in ("noor", "mila"):
        locked = section.data / "desk.locked"
        with_slot(locked, PASSPHRASES["anna"], new_name=name, new_passphrase=PASSPHRASES[name], name="anna").write()
    init_desk(section, PASSPHRASES["anna"], relay_key=RELAY.verify_key.encode(), clock=lambda: MONDAY)
    with open_desk(section, PASSPHRASES["anna"], name="anna") as desk, desk.writing() as connection:
        rows = [{"name": name, "role": role.value, "since": "2026-11-23"} for name, role in ROLES.items()]
        connection.execute(insert(people), rows)
        desk.library.take_in(connection, section.questionnaires, MONDAY.date())


def section_of(folder: Path, **more: object) -> Desk:
    """The desk's section of a configuration."""
    usual: dict[str, object] = {"questionnaires": (shipped_questionnaire("ggd10"),)}
    return Desk(data=folder / "desk", inbox=INBOX, ggd="GGD Fryslân", **(usual | more))  # type: ignore[arg-type]


class Office:
    """The desk's application, and browsers in front of it. ``now`` may be moved."""

    def __init__(self, made: Path, folder: Path, **more: object) -> None:
        shutil.copytree(made, folder)
        self.now = MONDAY
        self.section = section_of(folder, **more)
        self.codes: list[str] = []
        self.app, self.service = create_app(self.section, port=PORT, clock=lambda: self.now, announce=self.codes.append)

    def restart(self, **more: object) -> None:
        """Serve again, with a configuration that says something else too."""
        self.close()
        self.section = msgspec.structs.replace(self.section, **more)
        self.app, self.service = create_app(self.section, port=PORT, clock=lambda: self.now, announce=self.codes.append)

    def close(self) -> None:
        """Lock every desk."""
        self.service.seats.lock_all()

    def later(self, **span: int) -> None:
        """Time passes."""
        self.now += timedelta(**span)

    def browser(self, *, let_in: bool = True) -> Browser:
        """Another browser on this computer."""
        browser = Browser(self.app.test_client(), BASE)
        if let_in:
            browser.post("/start", code=self.codes[-1])
        return browser

    def at_work(self, name: str) -> Browser:
        """A browser in which ``name`` has unlocked the desk."""
        browser = self.browser()
        assert browser.post("/unlock", name=name, passphrase=PASSPHRASES[name]).status_code == 303
        return browser

    @contextmanager
    def desk(self, name: str = "noor") -> Iterator[OpenDesk]:
        """The desk beneath the pages."""
        with open_desk(self.section, PASSPHRASES[name], name=name, clock=lambda: self.now) as desk:
            yield desk

    def cases(self, *submissions: Submission, arrived: date | None = None) -> list[int]:
        """Bring people's answers in, without a bundle around them; gives the cases' numbers."""
        with self.desk("anna") as desk, desk.writing() as connection:
            writer = writer_of(desk, connection, working_days(self.section))
            for submission in submissions:
                writer.enter(os.urandom(32), _judged(desk, submission), arrived or self.now.date())
            finish(desk, connection, writer)
            return list(writer.cases)


def _judged(desk: OpenDesk, submission: Submission) -> Found:
    kept = desk.library.find((submission.questionnaire, submission.version))
    assert kept is not None
    return Found(submission, judge(kept.questionnaire, submission.answers), kept.definition)
