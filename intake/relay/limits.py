"""How often: caps in memory, per inbox and minute.

Never per link: whoever kept a link could then feel, from being refused early, that somebody else used it. Never per
address either: a class of thirty sits behind one, and the relay should not need to know addresses. So a cap only
keeps one inbox from being flooded. It shows how busy a whole inbox is in this minute and nothing about one link;
it is forgotten when the process ends, and the answer is always the same "try later".
"""

from __future__ import annotations

from collections import Counter
from threading import Lock

from intake.config import Limits
from intake.relay.clock import Clock
from intake.relay.problems import Problem, Refused


class Caps:
    """Counts opens and envelopes of each inbox. An envelope that is stored already, or refused, is not counted."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._most = {"opens": limits.opens_per_minute, "envelopes": limits.envelopes_per_minute}
        self._clock, self._lock = clock, Lock()
        self._minute, self._counts = 0, Counter[tuple[str, str]]()

    def opened(self, inbox: str) -> None:
        """Count one opening of a form; raises Refused."""
        self._count("opens", inbox)

    def sent(self, inbox: str) -> None:
        """Count one new envelope; raises Refused."""
        self._count("envelopes", inbox)

    def _count(self, what: str, inbox: str) -> None:
        minute = int(self._clock().timestamp()) // 60
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, Counter()
            self._counts[what, inbox] += 1
            if self._counts[what, inbox] > self._most[what]:
                raise Refused(Problem.TOO_MANY)
