"""Half a sign-in: what a browser has proved so far, in memory for minutes, under a cookie of its own.

It signs nobody in. Each kind is of use for its own next step only; a new one ends the browser's older one; and where
the account changed meanwhile, whoever takes the next step looks at the account again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request
from werkzeug.wrappers import Response

from intake.relay.clock import Clock
from intake.relay.handout.passwords import Locked
from intake.relay.handout.pending import Pending
from intake.relay.handout.totp import Secret

COOKIE = "__Host-half"


@dataclass(frozen=True, slots=True, repr=False)
class RightPassword:
    """Whose ``password`` was given; the code is still to come."""

    staff: str
    password: Locked


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An invitation was opened, and is used once a way to sign in is chosen whole."""

    token: str
    secret: Secret
    password: Locked | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NewAuthenticator:
    """A secret that no code has proved yet, of somebody who is signed in."""

    staff: str
    secret: Secret


@dataclass(frozen=True, slots=True, repr=False)
class NewCodes:
    """Recovery codes that are shown until their owner has them."""

    staff: str
    codes: Sequence[str]


Half = RightPassword | Opened | NewAuthenticator | NewCodes
Kind = TypeVar("Kind", RightPassword, Opened, NewAuthenticator, NewCodes)
MINUTES: dict[type[Any], int] = {RightPassword: 5, Opened: 30, NewAuthenticator: 30, NewCodes: 30}


class Halfway:
    """What waits for its next step, by kind."""

    def __init__(self, clock: Clock) -> None:
        self._kept: dict[type[Any], Pending[Any]] = {kind: Pending(clock, span) for kind, span in MINUTES.items()}

    def keep(self, answer: Response, half: Half) -> None:
        """Give the browser this half, in place of what it had."""
        self._end()
        name, age = self._kept[type(half)].keep(half), MINUTES[type(half)] * 60
        answer.set_cookie(COOKIE, name, max_age=age, secure=True, httponly=True, samesite="Strict", path="/")

    def find(self, kind: type[Kind]) -> Kind | None:
        """What the browser of this request has of this kind, if its time is not over."""
        found: Kind | None = self._kept[kind].look(request.cookies.get(COOKIE))
        return found

    def drop(self, answer: Response) -> None:
        """The next step is taken, or never will be."""
        self._end()
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")

    def _end(self) -> None:
        for pending in self._kept.values():
            pending.take(request.cookies.get(COOKIE))
