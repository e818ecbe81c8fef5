"""Answers GET /metrics on a port of its own, one request at a time, in a thread of the relay. It logs no request."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from intake.relay.log import Event, trouble
from intake.relay.metrics.gauges import Gauges

PATH = "/metrics"
TYPE = "text/plain; version=0.0.4; charset=utf-8"
PATIENCE_SECONDS = 5


def answer_scrapes(listener: socket.socket, gauges: Gauges) -> None:
    """Answer on ``listener`` from now on. Starts a thread: call it in the process that serves, after any fork."""
    server = _Server(listener, gauges)
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()


class _Server(HTTPServer):
    """On a socket that listens already."""

    def __init__(self, listener: socket.socket, gauges: Gauges) -> None:
        super().__init__(listener.getsockname()[:2], _Scrape, bind_and_activate=False)
        self.socket.close()
        self.socket, self.gauges = listener, gauges

    def handle_error(self, *_: object) -> None:
        """A scraper that went away: not worth a line."""


class _Scrape(BaseHTTPRequestHandler):
    server: _Server
    timeout = PATIENCE_SECONDS

    def do_GET(self) -> None:
        if self.path != PATH:
            self._answer(404, b"")
            return
        try:
            self._answer(200, self.server.gauges.text().encode())
        except Exception as error:  # noqa: BLE001 - whatever it is, the scraper hears that the relay is not well
            trouble(Event.STORAGE_FAILED, error)
            self._answer(503, b"")

    def _answer(self, status: int, body: bytes) -> None:
        """Without the name of any software, and without the time."""
        self.send_response_only(status)
        self.send_header("Content-Type", TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody's request is written down."""
