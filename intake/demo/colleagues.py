"""The demo's staff: two organisations, an operator, and a courier of the GGD.

All have the demo's passphrase as password, and a code each.
In earnest an invitation lets each choose their own; here the start page shows the codes, and lets you sit down as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from intake.demo.scene import INBOX, ORGANISATION, SCHOOL, Scene
from intake.relay.handout.instance import OpenHandout, open_handout
from intake.relay.handout.passwords import Passwords
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import begin_session
from intake.relay.handout.staff import Staff, add_staff, find_by_email
from intake.relay.handout.totp import Counter, code_at, new_secret
from intake.relay.handout.ways import set_authenticator, set_password, ways_of
from intake.relay.instance import unlock_relay


@dataclass(frozen=True, slots=True)
class Colleague:
    """``id`` is what the start page calls them."""

    id: str
    name: str
    role: Role
    organisation: str | None = None
    inbox: str | None = None

    @property
    def email(self) -> str:
        """An address of nobody (RFC 2606)."""
        return f"{self.id}@{self.organisation or 'ggd'}.example"


COLLEAGUES = (
    Colleague("bram", "Bram", Role.HANDER_OUT, ORGANISATION),
    Colleague("carla", "Carla", Role.COORDINATOR, ORGANISATION),
    Colleague("yasmin", "Yasmin", Role.HANDER_OUT, SCHOOL),
    Colleague("petra", "Petra", Role.COORDINATOR, SCHOOL),
    Colleague("otto", "Otto", Role.OPERATOR),
    Colleague("kees", "Kees", Role.COURIER, inbox=INBOX),
)


class Shown(msgspec.Struct, frozen=True):
    """An account as the start page shows it; ``code`` is that of this half minute."""

    id: str
    name: str
    role: Role
    organisation: str | None
    email: str
    code: str


def open_scenes_handout(scene: Scene) -> OpenHandout:
    """The scene's handout, beside the process that serves it."""
    return open_handout(scene.relay, unlock_relay(scene.relay, scene.passphrase))


def add_colleagues(scene: Scene, now: datetime) -> None:
    """Give each who has none yet an account, a password and an authenticator."""
    handout = open_scenes_handout(scene)
    password = Passwords().lock(scene.passphrase)
    with handout.engine.begin() as connection:
        for each in COLLEAGUES:
            if find_by_email(connection, each.email) is not None:
                continue
            made = add_staff(
                connection,
                email=each.email,
                name=each.name,
                role=each.role,
                organisation=each.organisation,
                inbox=each.inbox,
                today=now.date(),
                language="en",
            )
            set_password(connection, made.id, password)
            set_authenticator(connection, made.id, new_secret(), Counter(0))
    handout.close()


def shown(handout: OpenHandout, now: datetime) -> Sequence[Shown]:
    """All of them, with the codes of this moment."""
    with handout.engine.begin() as connection:
        return [_shown(connection, each, now) for each in COLLEAGUES]


def sit_down(handout: OpenHandout, name: str, now: datetime) -> str | None:
    """A session of the colleague of this name, for the cookie; None where there is none."""
    with handout.engine.begin() as connection:
        found = next((_account(connection, each) for each in COLLEAGUES if each.id == name), None)
        return None if found is None else begin_session(connection, handout.settings, found.id, now)


def _account(connection: Connection, each: Colleague) -> Staff:
    found = find_by_email(connection, each.email)
    assert found is not None
    return found


def _shown(connection: Connection, each: Colleague, now: datetime) -> Shown:
    secret = ways_of(connection, _account(connection, each).id).totp
    code = "" if secret is None else code_at(secret, now)
    return Shown(each.id, each.name, each.role, each.organisation, each.email, code)
