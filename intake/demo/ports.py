"""The demo's ports: the form on N, the handout N+1, the desk's pages N+2, the tour N+3, the network book N+4."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from intake.errors import IntakeError

HOST = "127.0.0.1"
NAME = "localhost"


@dataclass(frozen=True, slots=True)
class Ports:
    """``form``, and the four ports that follow it."""

    form: int

    @property
    def handout(self) -> int:
        """Where those who hand out are served."""
        return self.form + 1

    @property
    def handout_origin(self) -> str:
        """Their pages' address: a name, for passkeys need one, and cookies know no ports."""
        return f"http://{NAME}:{self.handout}"

    @property
    def desk(self) -> int:
        """Where the desk's pages are served."""
        return self.form + 2

    @property
    def desk_origin(self) -> str:
        """Their address, without a slash at its end."""
        return f"http://{HOST}:{self.desk}"

    @property
    def tour(self) -> int:
        """Where the start page is served."""
        return self.form + 3

    @property
    def tour_host(self) -> str:
        """The same name as the handout's, so that the tour may set a cookie for it."""
        return f"{NAME}:{self.tour}"

    @property
    def network(self) -> int:
        """Where the network book's pages are served."""
        return self.form + 4

    @property
    def network_origin(self) -> str:
        """Their address, without a slash at its end."""
        return f"http://{HOST}:{self.network}"

    @property
    def origin(self) -> str:
        """The form's address."""
        return f"http://{HOST}:{self.form}"

    def refuse_taken(self) -> None:
        """Raise IntakeError where one of the ports that are served is in use."""
        for port in (self.form, self.handout, self.desk, self.tour, self.network):
            try:
                socket.create_server((HOST, port)).close()
            except (OSError, OverflowError):
                raise IntakeError(f"port {port} is taken", "Choose another with --port N.") from None


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port
