"""How often: caps in memory, per inbox and minute.

Never per link: whoever kept a link could then feel, from being refused early, that somebody else used it. Never per
address either: a class of thirty sits behind one, and the relay should not need to know addresses. So a cap only
keeps one inbox from being flooded. It shows how busy a whole inbox is in this minute and nothing about one link;
it is forgotten when the process ends, and the answer is always the same "try later".

Whoever comes without a link gets a share of each cap only. What is refused beyond that share is not counted at all,
so a flood of it, however large, leaves the rest of the cap to those who hold a link.
"""

from __future__ import annotations

from collections import Counter
from threading import Lock

from intake.config import Limits
from intake.relay.clock import Clock
from intake.relay.links.grants import Grant
from intake.relay.problems import Problem, Refused


class Caps:
    """Counts opens and envelopes of each inbox. An envelope that is stored already, or refused, is not counted."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._most = {"opens": limits.opens_per_minute, "envelopes": limits.envelopes_per_minute}
        self._percent = limits.self_referral_percent
        self._clock, self._lock = clock, Lock()
        self._minute, self._counts = 0, Counter[tuple[str, str, bool]]()

    def opened(self, grant: Grant) -> None:
        """Count one opening of a form; raises Refused."""
        self._count("opens", grant)

    def sent(self, grant: Grant) -> None:
        """Count one new envelope; raises Refused."""
        self._count("envelopes", grant)

    def _count(self, what: str, grant: Grant) -> None:
        inbox, by_link = grant.inbox.id, grant.by_link
        minute = int(self._clock().timestamp()) // 60
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, Counter()
            without_link = self._counts[what, inbox, False]
            full = self._counts[what, inbox, True] + without_link >= self._most[what]
            if full or (not by_link and without_link >= self._share(what)):
                raise Refused(Problem.TOO_MANY)
            self._counts[what, inbox, by_link] += 1

    def _share(self, what: str) -> int:
        """How many of a minute may come without a link."""
        return self._most[what] * self._percent // 100
