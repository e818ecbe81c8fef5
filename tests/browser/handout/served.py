"""The handout as it really answers a browser: real databases, two organisations, http://localhost and a port.

A name and not 127.0.0.1, because passkeys need one; and there Chromium takes `__Host-` cookies without TLS.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import WSGIRequestHandler, make_server

from intake.config import Handout
from intake.relay.clock import utc_now
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import COOKIE, begin_session
from intake.relay.handout.staff import Staff
from tests.relay.handout.world import SCHOOL, HandoutWorld
from tests.relay.world import ORIGIN

SET_AT = "https://localhost/"
"""Chromium takes a `__Host-` cookie from outside for https only; the port and the scheme are not part of a cookie."""


@dataclass(frozen=True)
class ServedHandout:
    """``origin`` answers until the process ends. ``world.now`` is the server's clock: it stands still."""

    world: HandoutWorld
    origin: str

    def address(self, path: str = "/handout/") -> str:
        """Where a browser finds ``path``."""
        return self.origin + path

    def sign_in(
        self,
        context: BrowserContext,
        role: Role,
        *,
        organisation: str = SCHOOL,
        name: str = "Sanne",
        language: str = "en",
    ) -> Staff:
        """Make the browser that of a new colleague."""
        staff = self.world.account(role, organisation=organisation, name=name, language=language)
        self.let_in(context, staff)
        return staff

    def let_in(self, context: BrowserContext, staff: Staff) -> None:
        """Give the browser a session of this colleague, as signing in does."""
        with self.world.handout.engine.begin() as connection:
            name = begin_session(connection, self.world.settings, staff.id, self.world.now)
        context.add_cookies([
            {"name": COOKIE, "value": name, "url": SET_AT, "secure": True, "httpOnly": True, "sameSite": "Strict"}
        ])  # fmt: skip


class _Door:
    """A WSGI application that leads to ``app``, which is there once the port is known."""

    app: Flask

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return self.app(environ, start)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """Nothing: as the real server."""


def serve_handout(folder: Path, *, settings: Callable[[str], Handout] = Handout, form: str = ORIGIN) -> ServedHandout:
    """A handout in ``folder``, served from a thread until the process ends.

    ``settings`` makes the handout's section from its origin; ``form`` is the form's origin, where one is served.
    """
    return serve_world(lambda origin: HandoutWorld(folder, settings=settings(origin), form=form))


def serve_world(make: Callable[[str], HandoutWorld], *, host: str = "localhost") -> ServedHandout:
    """The handout that ``make`` makes for the origin it is served at, from a thread until the process ends.

    Ports of one ``host`` are one site to a browser; a name under ``.localhost`` is another site.
    """
    # The origin stands in the settings, and the port is known only once something listens on it.
    door = _Door()
    server = make_server("127.0.0.1", 0, door, True, request_handler=_Quiet)
    origin = f"http://{host}:{server.port}"
    world = make(origin)
    world.now = utc_now()
    door.app = world.app
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return ServedHandout(world, origin)
