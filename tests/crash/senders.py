"""People who send, many at once: each with one envelope at a time, sent until the relay says that it has it."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence

from intake.envelope.format import MEDIA_TYPE, digest

BUSY = (429, 503, 507)
AGAIN = 0.1
"""So many hear "received" and send once more all the same."""


class Ledger:
    """What the relay said, as those heard it who sent; and whatever should never have happened."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answered: dict[bytes, int] = {}
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def heard(self, name: bytes, status: int, *, first: bool) -> None:
        """The relay has the envelope of this digest, it says. ``first``: it was never sent before."""
        with self._lock:
            before = self._answered.setdefault(name, status)
            self.counts[f"answered {status}"] += 1
            if status == 200 and first:
                self.wrong.append("an envelope that was never sent is known")
            if status == 201 and before == 201 and not first:
                self.counts["stored at a later try"] += 1

    def known(self, name: bytes) -> bool:
        """Was this one said to be stored?"""
        with self._lock:
            return name in self._answered

    def answered(self) -> frozenset[bytes]:
        """All that the relay said it has, up to now."""
        with self._lock:
            return frozenset(self._answered)

    def count(self, what: str) -> None:
        """One more."""
        with self._lock:
            self.counts[what] += 1

    def is_wrong(self, what: str) -> None:
        """This must never happen."""
        with self._lock:
            self.wrong.append(what)


class Senders:
    """``people`` threads that share out ``envelopes``; ``links`` gives the tokens that were handed out so far."""

    def __init__(
        self, port: int, envelopes: Sequence[bytes], links: Callable[[], Sequence[str]], *, people: int, seed: int
    ) -> None:
        self.ledger = Ledger()
        self._port, self._links = port, links
        self._left, self._lock, self._stop = list(envelopes), threading.Lock(), threading.Event()
        self._threads = [
            threading.Thread(target=self._send_on, args=(random.Random(seed + number),), daemon=True)
            for number in range(people)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Everybody finishes the envelope in hand."""
        self._stop.set()
        for thread in self._threads:
            thread.join(120)
        if any(thread.is_alive() for thread in self._threads):
            self.ledger.is_wrong("somebody still waits for an answer")

    def _send_on(self, chance: random.Random) -> None:
        try:
            while not self._stop.is_set() and (envelope := self._next()) is not None:
                self._deliver(envelope, chance)
                time.sleep(chance.random() * 0.2)
        except Exception as error:  # noqa: BLE001 - a thread that dies must not pass for one that is content
            self.ledger.is_wrong(f"a sender failed: {type(error).__name__}: {error}")

    def _next(self) -> bytes | None:
        with self._lock:
            return self._left.pop() if self._left else None

    def _deliver(self, envelope: bytes, chance: random.Random) -> None:
        """Until 201 or 200; and some send once more, which must hear 200 for ever."""
        token, name, tries = chance.choice(self._links()), digest(envelope), 0
        while (status := self._ask("POST", "/api/envelopes", envelope, f"Link {token}")) not in (200, 201):
            self._not_yet(status)
            tries += 1
            time.sleep(0.05 + chance.random() * 0.1)
        self.ledger.heard(name, status, first=not tries)
        if chance.random() < AGAIN:
            self._once_more(envelope, token)

    def _not_yet(self, status: int) -> None:
        if status == 0:
            self.ledger.count("cut off")
        elif status in BUSY:
            self.ledger.count(f"answered {status}")
        else:
            self.ledger.is_wrong(f"an envelope was answered with {status}")

    def _once_more(self, envelope: bytes, token: str) -> None:
        status = self._ask("POST", "/api/envelopes", envelope, f"Link {token}")
        if status not in (0, 200, *BUSY):
            self.ledger.is_wrong(f"a stored envelope was answered with {status}")
        opened = self._ask("POST", "/api/links/open", json.dumps({"token": token}).encode())
        if opened not in (0, 200, *BUSY):
            self.ledger.is_wrong(f"a link that was handed out was answered with {opened}")

    def _ask(self, method: str, path: str, body: bytes, authorization: str = "") -> int:
        """The status; 0 where the connection was cut."""
        kind = MEDIA_TYPE if authorization else "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=45)
        try:
            connection.request(method, path, body, {"Authorization": authorization, "Content-Type": kind})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
