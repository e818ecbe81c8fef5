"""Which courier makes a request. Whatever is wrong with it is answered alike."""

from __future__ import annotations

from threading import Lock

from flask import request

from intake.config import Inbox
from intake.envelope.courier_request import WINDOW, verify_request
from intake.envelope.errors import SignatureError
from intake.relay.clock import Clock
from intake.relay.instance import OpenRelay
from intake.relay.problems import Problem, Refused


class Nonces:
    """Remembers nonces as long as a request with them would be believed, so that none is believed twice."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}
        self._lock = Lock()

    def first_time(self, nonce: bytes, time: int, now: int) -> bool:
        """Is ``nonce``, of a request made at ``time``, new? Both times in seconds of Unix time."""
        with self._lock:
            self._seen = {old: made for old, made in self._seen.items() if abs(made - now) <= WINDOW}
            if nonce in self._seen:
                return False
            self._seen[nonce] = time
            return True


class Couriers:
    """The couriers registered at each inbox."""

    def __init__(self, relay: OpenRelay, clock: Clock) -> None:
        self._relay, self._clock, self._nonces = relay, clock, Nonces()

    def inbox(self, name: str, body: bytes) -> Inbox:
        """The inbox of this id, if the current request is its courier's; raises Refused."""
        inbox, now = self._relay.inbox(name), int(self._clock().timestamp())
        try:
            asked = verify_request(
                request.headers.get("Authorization", ""),
                method=request.method,
                path=request.path,
                body=body,
                now=now,
            )
        except SignatureError:
            raise Refused(Problem.NOT_A_COURIER) from None
        if inbox is None or asked.courier not in inbox.couriers:
            raise Refused(Problem.NOT_A_COURIER)
        if not self._nonces.first_time(asked.nonce, asked.time, now):
            raise Refused(Problem.NOT_A_COURIER)
        return inbox
