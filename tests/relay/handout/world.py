"""A handout in memory of a test: both databases real, two organisations of two health services, and a clock."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

from intake.config import Handout, Inbox, Organisation, Relay
from intake.envelope.encoding import base64url
from intake.relay import tables
from intake.relay.database import make_database, open_links_database
from intake.relay.handout.app import create_app
from intake.relay.handout.database import make_staff_database
from intake.relay.handout.instance import Links, OpenHandout
from intake.relay.handout.passwords import CHEAPEST
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import COOKIE, begin_session
from intake.relay.handout.staff import Staff, add_staff
from intake.relay.handout.wall import build_wall
from tests.relay.world import MONDAY, ORIGIN

HANDOUT = "https://uitdelen.example.nl"
IDENTITY, OTHER_IDENTITY = base64url(bytes(16)), base64url(bytes([7]) * 16)
INBOX, OTHER_INBOX = "ggd-demo", "ggd-other"
SCHOOL, TOWN = "school", "town"
OWN = {"Origin": HANDOUT, "Sec-Fetch-Site": "same-origin"}


class _Https(FlaskClient):
    """A browser that is always at the handout's own address."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        own: dict[str, Any] = {"base_url": HANDOUT, "buffered": True}
        return super().open(*arguments, **own | options)


class HandoutWorld:
    """``client`` is one browser at the handout; `sign_in` makes it somebody's."""

    def __init__(self, folder: Path, *, settings: Handout | None = None, form: str = ORIGIN) -> None:
        self.now = MONDAY
        self.config = self._config(folder, settings or Handout(HANDOUT), form)
        relay_key = os.urandom(32)
        self.relay_engine = make_database(folder, relay_key)
        with self.relay_engine.begin() as connection:
            connection.execute(insert(tables.relay).values(instance=base64url(os.urandom(16)), epoch=1))
        links = Links(self.config, build_wall(open_links_database(folder, relay_key)))
        staff = make_staff_database(folder, os.urandom(32))
        self.handout = OpenHandout(self.settings, staff, links)
        self.restart()

    def restart(self) -> None:
        """The server begins anew: what it kept in memory alone is gone."""
        self.app = create_app(self.handout, environment="test", clock=lambda: self.now, cost=CHEAPEST)
        self.app.test_client_class = _Https
        self.client = self.browser()

    def _config(self, folder: Path, settings: Handout, form: str) -> Relay:
        inboxes = (
            Inbox(INBOX, IDENTITY, "ggd10", "1", self_referral=True, ggd="GGD Amsterdam"),
            Inbox(OTHER_INBOX, OTHER_IDENTITY, "ggd10", "1", municipalities=("GM0344",)),
        )
        organisations = (
            Organisation(SCHOOL, "Taalschool", INBOX, "GM0363", "#7a1f3d"),
            Organisation(TOWN, "Gemeente Elders", OTHER_INBOX, "GM0344"),
        )
        return Relay(data=folder, origin=form, inboxes=inboxes, organisations=organisations, handout=settings)

    @property
    def settings(self) -> Handout:
        assert self.config.handout is not None
        return self.config.handout

    def browser(self) -> FlaskClient:
        """Another browser, which posts as these pages do, and speaks English."""
        client = self.app.test_client()
        posts = {"HTTP_ORIGIN": HANDOUT, "HTTP_SEC_FETCH_SITE": "same-origin"}
        client.environ_base |= posts | {"HTTP_ACCEPT_LANGUAGE": "en"}
        return client

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def account(self, role: Role, *, organisation: str = SCHOOL, name: str = "Sanne", language: str = "en") -> Staff:
        """A new account that nobody can sign in to yet."""
        place = {Role.COURIER: {"inbox": INBOX}, Role.OPERATOR: {}}.get(role, {"organisation": organisation})
        email = f"{name}.{os.urandom(4).hex()}@example.nl"
        with self.handout.engine.begin() as connection:
            return add_staff(
                connection, email=email, name=name, role=role, today=self.now.date(), language=language, **place
            )

    def sign_in(self, role: Role, *, client: FlaskClient | None = None, organisation: str = SCHOOL) -> Staff:
        """Make ``client`` (the usual browser) that of a new colleague, without the ways of signing in."""
        staff = self.account(role, organisation=organisation)
        self.let_in(staff, client=client)
        return staff

    def let_in(self, staff: Staff, *, client: FlaskClient | None = None) -> None:
        """Give the browser a session of this colleague."""
        with self.handout.engine.begin() as connection:
            name = begin_session(connection, self.settings, staff.id, self.now)
        (client or self.client).set_cookie(COOKIE, name, domain=HANDOUT.removeprefix("https://"), secure=True)
