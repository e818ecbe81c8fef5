"""gunicorn as the relay runs it: one process, many threads, behind a proxy that speaks HTTPS and buffers requests.

One process, because what is remembered in memory (caps, nonces, half a sign-in) is remembered there; databases are
opened in it, after the fork. No configuration file, no command line, no control socket; and nothing that gunicorn
would log gets out: its lines hold addresses and paths.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable

import gunicorn.http.wsgi as gunicorn_wsgi  # type: ignore[import-untyped]
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from intake.relay import log
from intake.relay.errors import RelayError

THREADS = 32
GRACE_SECONDS = 35
"""How long a stop waits for what is being answered: longer than an envelope waits for the disk (the writer's 30)."""


def bound(listen: str, *, hint: str = "Choose another with --port.") -> socket.socket:
    """A socket that listens on HOST:PORT, so that a port in use is said at once and clearly. Raises RelayError."""
    host, _, port = listen.rpartition(":")
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=_family(host))
    except (OSError, ValueError, OverflowError):
        raise RelayError(f"cannot listen on {listen}", f"Is the port in use? {hint}") from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if host.startswith("[") else socket.AF_INET


def run(listener: socket.socket, make_app: Callable[[], Flask]) -> None:
    """Serve what ``make_app`` makes in the serving process, until a signal ends it."""
    log.say(log.Event.SERVING, port=listener.getsockname()[1])
    # Every answer would name the server's software.
    gunicorn_wsgi.SERVER = "envelop"
    _Server(listener, make_app).run()


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn without a file or an argument of its own."""

    def __init__(self, listener: socket.socket, make_app: Callable[[], Flask]) -> None:
        self._bind, self._make_app = f"fd://{listener.detach()}", make_app
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": _Worker,
            "threads": THREADS,
            "keepalive": 15,
            "graceful_timeout": GRACE_SECONDS,
            # Longer than any address here, the longest being what single sign-on sends back.
            "limit_request_line": 4094,
            "limit_request_fields": 40,
            "limit_request_field_size": 8190,
            # What a proxy says of the visitor is believed from nobody, not even from this machine: nobody asks for it.
            "forwarded_allow_ips": "",
            "logger_class": _Quiet,
            "accesslog": None,
            "errorlog": "/dev/null",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Runs in the process that serves."""
        return self._make_app()


class _Worker(ThreadWorker):  # type: ignore[misc]
    """On a stop it lets in whoever stands before the door, and closes the door: who comes after is told so at once.

    Otherwise they would be kept waiting until all that was begun is answered, and then hear nothing.
    """

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                self._let_in(listener)
                listener.close()

    def _let_in(self, listener: socket.socket) -> None:
        listener.setblocking(False)
        before = None
        while before != self.nr_conns:
            before = self.nr_conns
            self.accept(listener)


class _Quiet(Logger):  # type: ignore[misc]
    """Says that there was trouble and of what kind; never gunicorn's words, which quote requests and addresses."""

    def exception(self, *_: object, **__: object) -> None:
        log.trouble(log.Event.SERVER_TROUBLE, sys.exc_info()[1])

    def critical(self, *_: object, **__: object) -> None:
        log.trouble(log.Event.SERVER_TROUBLE, None)

    error = critical

    def warning(self, *_: object, **__: object) -> None:
        """Strangers' malformed requests: not worth a line."""

    info = debug = log = access = warning
