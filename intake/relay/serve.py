"""Serve the relay with gunicorn: one process, many threads, behind a proxy that speaks HTTPS and buffers requests.

One process, because the caps and the couriers' nonces are remembered in its memory; the database is opened in it,
after the fork. Nothing that gunicorn would log gets out: its lines hold addresses and paths.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Mapping

import gunicorn.http.wsgi as gunicorn_wsgi  # type: ignore[import-untyped]
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from intake.config import Relay
from intake.locked import Secret
from intake.relay import log
from intake.relay.app import create_app
from intake.relay.asked import questionnaires
from intake.relay.clock import utc_now
from intake.relay.errors import RelayError
from intake.relay.housekeeping import keep_house_daily
from intake.relay.instance import open_unlocked, unlock_relay
from intake.relay.offer import offered
from intake.relay.self_referral import served

THREADS = 32


def serve(config: Relay, passphrase: str, *, environment: str, listen: str) -> None:
    """Serve on ``listen`` (HOST:PORT) until a signal ends it. What cannot work raises here, before any process."""
    secrets = unlock_relay(config, passphrase)
    relay = open_unlocked(config, secrets)
    served(config.inboxes)
    languages = offered(questionnaires(config), environment=environment, draft_languages=config.draft_languages)
    relay.engine.dispose()
    listener = _bound(listen)
    log.configure()
    if drafts := [offer.language.tag for offer in languages if offer.draft]:
        log.say_drafts(drafts)
    log.say(log.Event.SERVING, port=listener.getsockname()[1])
    # Every answer would name the server's software.
    gunicorn_wsgi.SERVER = "envelop"
    _Server(config, secrets, environment, listener).run()


def _bound(listen: str) -> socket.socket:
    """A listening socket, so that a port in use is said at once and clearly."""
    host, _, port = listen.rpartition(":")
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=_family(host))
    except (OSError, ValueError, OverflowError):
        raise RelayError(f"cannot listen on {listen}", "Is the port in use? Choose another with --port.") from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if host.startswith("[") else socket.AF_INET


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn without configuration files, command line, control socket or log."""

    def __init__(self, config: Relay, secrets: Mapping[str, Secret], environment: str, listener: socket.socket) -> None:
        self._config, self._secrets, self._environment = config, secrets, environment
        self._bind = f"fd://{listener.detach()}"
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 15,
            "graceful_timeout": 10,
            "logger_class": _Quiet,
            "accesslog": None,
            "errorlog": "/dev/null",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Runs in the process that serves."""
        relay = open_unlocked(self._config, self._secrets)
        app = create_app(relay, environment=self._environment)
        keep_house_daily(relay, utc_now)
        return app


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
