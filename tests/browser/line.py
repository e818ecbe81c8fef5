"""The line between browsers and a relay: it may be cut, or hang before or after the relay has heard."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Line:
    """A WSGI application in front of ``app``, which may be replaced: then the server has new files."""

    def __init__(self) -> None:
        self.app: WSGIApplication | None = None
        self.down = False
        self._hanging: str | None = None
        self._reached, self._released = Event(), Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        assert self.app is not None
        if self.down:
            return _hang_up(environ)
        sends = environ["PATH_INFO"] == "/api/envelopes"
        if sends and self._hanging == "before":
            self._hang()
            return _hang_up(environ)
        answer = b"".join(self.app(environ, start))
        if sends and self._hanging == "after":
            self._hang()
        return [answer]

    def _hang(self) -> None:
        self._reached.set()
        self._released.wait()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Nobody reaches the relay meanwhile."""
        self.down = True
        try:
            yield
        finally:
            self.down = False

    @contextmanager
    def hanging(self, when: str) -> Iterator[Event]:
        """Envelopes are sent and no answer comes; the event says that one is on its way. ``when``: before, after."""
        self._hanging = when
        self._reached.clear()
        self._released.clear()
        try:
            yield self._reached
        finally:
            self._hanging = None
            self._released.set()


def _hang_up(environ: dict[str, Any]) -> Iterable[bytes]:
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError
