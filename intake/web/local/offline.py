"""No way out: while a local program's pages are served, this process opens no connection but to itself.

Every socket of Python's goes through here, whichever library opened it (PEP 578). It looks up no name, listens to
nobody outside this computer, and sends nothing, whatever the protocol; what stays on the computer has no address with
a host. A guard against mistakes, ours and those of libraries, and no proof against whoever can change the program:
what keeps a workstation offline is that no cable is in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from intake.errors import IntakeError

# The address is what these end with; it is None where a socket is connected already.
_OUTWARD = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
# The host is what these begin with; the first member of an address where they are asked who has it.
_ASKING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
# Windows knows no pipes to wait for, so the server connects to itself.
_SELF = frozenset({"127.0.0.1", "::1"})


def refuse_connections(refusal: Callable[[], IntakeError]) -> None:
    """From now on any connection out of this process raises ``refusal``; it cannot be undone."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _OUTWARD and not _stays(arguments[-1]):
            raise refusal()
        if event in _ASKING and not _known(arguments[0]):
            raise refusal()

    sys.addaudithook(refuse)


def _stays(address: object) -> bool:
    """A path, or a number of this computer's own. No address: the socket's connection was let through before."""
    if isinstance(address, tuple):
        return address[0] in _SELF
    return address is None or (isinstance(address, str | bytes) and not _of_a_device(address))


def _of_a_device(address: str | bytes) -> bool:
    """A Bluetooth address looks like ``00:11:22:33:44:55``; paths of sockets have no colons."""
    return (b":" if isinstance(address, bytes) else ":") in address  # type: ignore[operator]


def _known(host: object) -> bool:
    """Nobody has to be asked who this is."""
    name = host[0] if isinstance(host, tuple) else host
    text = name.decode("ascii", "replace") if isinstance(name, bytes) else name
    return text in (None, "", "localhost") or text in _SELF
