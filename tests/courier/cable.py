"""A cable between courier and relay that can be cut at any byte, and a relay that serves at its other end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from intake.courier.client import RelayClient
from tests.relay.world import INBOX, World


class Cable:
    """Carries bytes to the relay at ``port`` and back. After ``length`` bytes of an answer it breaks; None: never."""

    def __init__(self, port: int) -> None:
        self.port, self.carried = port, 0
        self.length: int | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take it away."""
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        with near:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as far:
                threading.Thread(target=_pump, args=(near, far), daemon=True).start()
                self._carry(far, near)
                far.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                near.shutdown(socket.SHUT_RDWR)

    def _carry(self, far: socket.socket, near: socket.socket) -> None:
        left = self.length
        while left is None or left > 0:
            data = far.recv(1 << 16 if left is None else min(left, 1 << 16))
            if not data:
                return
            near.sendall(data)
            self.carried += len(data)
            left = None if left is None else left - len(data)


def _pump(near: socket.socket, far: socket.socket) -> None:
    with suppress(OSError):
        while data := near.recv(1 << 16):
            far.sendall(data)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name is its parent's
        pass


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """Serve ``app`` on a port of its own until the end of the block."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def courier_of(world: World, address: str) -> RelayClient:
    """The world's courier, whose clock is the world's."""
    return RelayClient(address, INBOX, world.courier, clock=lambda: world.now.timestamp())
