"""No way out: while the desk's pages are served, this process opens no connection but to itself.

A guard and no proof against whoever can change the program: what keeps a workstation offline is that no cable is in it.
"""

from __future__ import annotations

import sys

from intake.desk.errors import DeskError

_OUTWARD = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_ASKING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_SELF = ("127.0.0.1", "::1")


def refuse_connections() -> None:
    """From now on any connection out of this process raises DeskError; it cannot be undone."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _OUTWARD and not _to_itself(arguments[-1]):
        raise _offline()
    if event in _ASKING and arguments[0] not in (None, "", "localhost", *_SELF):
        raise _offline()


def _to_itself(address: object) -> bool:
    return not isinstance(address, tuple) or address[0] in _SELF


def _offline() -> DeskError:
    return DeskError("the desk opens no connection", "Something tried to; tell whoever keeps this computer.")
