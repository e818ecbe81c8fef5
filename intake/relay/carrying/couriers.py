"""Which courier makes a request. Whatever is wrong with it is answered alike."""

from __future__ import annotations

from threading import Lock

from flask import request

from intake.config import Inbox
from intake.envelope.courier_request import SCHEME, WINDOW, verify_request
from intake.envelope.encoding import from_base64url
from intake.envelope.errors import SignatureError
from intake.envelope.signatures import fingerprint
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
    """The couriers registered at each inbox, and the relay's own page for those who carry in a browser."""

    def __init__(self, relay: OpenRelay, clock: Clock) -> None:
        self._relay, self._clock, self._nonces = relay, clock, Nonces()

    def request(self, name: str, *, longest: int) -> tuple[Inbox, bytes]:
        """The inbox of this id and the body of at most ``longest`` bytes, if its courier asks; raises Refused.

        No body is read where none is expected, nor for somebody who does not even name a registered key.
        """
        inbox = self._relay.inbox(name)
        if inbox is None or _claimed_courier() not in self._couriers_of(inbox):
            raise Refused(Problem.NOT_A_COURIER)
        request.max_content_length = longest
        body = request.get_data() if longest else b""
        self._verify(body)
        return inbox, body

    def _couriers_of(self, inbox: Inbox) -> tuple[str, ...]:
        """Those of the configuration, and the relay's own courier's page, which carries for every inbox."""
        own = self._relay.own_courier
        return inbox.couriers if own is None else (*inbox.couriers, own)

    def _verify(self, body: bytes) -> None:
        now = int(self._clock().timestamp())
        header = request.headers["Authorization"]
        try:
            asked = verify_request(header, method=request.method, path=request.path, body=body, now=now)
        except SignatureError:
            raise Refused(Problem.NOT_A_COURIER) from None
        if not self._nonces.first_time(asked.nonce, asked.time, now):
            raise Refused(Problem.NOT_A_COURIER)


def _claimed_courier() -> str | None:
    """The fingerprint of the key that the request names; not yet verified."""
    public = request.headers.get("Authorization", "").removeprefix(f"{SCHEME} ").partition(".")[0]
    try:
        return fingerprint(from_base64url(public, 32))
    except ValueError:
        return None
