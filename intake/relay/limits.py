"""How often: caps in memory, per inbox and minute.

Never per link: whoever kept a link could then feel, from being refused early, that somebody else used it. Never per
address either: a class of thirty sits behind one, and the relay should not need to know addresses. So a cap only
keeps one inbox from being flooded. It shows how busy a whole inbox is in this minute and nothing about one link;
it is forgotten when the process ends, and the answer is always the same "try later".

Whoever comes without a link gets a share of each cap only. What is refused beyond that share is not counted at all,
so a flood of it, however large, leaves the rest of the cap to those who hold a link.

Whoever fills a cap themselves, minute by minute, would learn from where it ends how many others came: one more or one
less is when somebody opened a form. So where it ends is drawn by lot in each minute.
"""

from __future__ import annotations

from collections import Counter
from secrets import randbelow
from threading import Lock

from intake.config import Limits
from intake.relay.clock import Clock
from intake.relay.links.grants import Grant
from intake.relay.problems import Problem, Refused

BY_LOT = 12
"""A twelfth of a cap is drawn by lot: as much may be taken beyond it, or of the share without a link be kept back."""


class Caps:
    """Counts opens and envelopes of each inbox. An envelope that is stored already, or refused, is not counted."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._most = {"opens": limits.opens_per_minute, "envelopes": limits.envelopes_per_minute}
        self._percent = limits.self_referral_percent
        self._clock, self._lock = clock, Lock()
        self._minute, self._counts, self._lots = 0, Counter[tuple[str, str, bool]](), dict[tuple[str, str, bool], int]()

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
                self._minute, self._counts, self._lots = minute, Counter(), {}
            without_link = self._counts[what, inbox, False]
            full = self._counts[what, inbox, True] + without_link >= self._room(what, inbox)
            if full or (not by_link and without_link >= self._share(what, inbox)):
                raise Refused(Problem.TOO_MANY)
            self._counts[what, inbox, by_link] += 1

    def _room(self, what: str, inbox: str) -> int:
        """How many may come in this minute."""
        return self._most[what] + self._lot(what, inbox, True, self._most[what])

    def _share(self, what: str, inbox: str) -> int:
        """How many of them without a link."""
        share = self._most[what] * self._percent // 100
        return share - self._lot(what, inbox, False, share)

    def _lot(self, what: str, inbox: str, by_link: bool, cap: int) -> int:
        """Of each cap of each inbox its own: one could be measured by another."""
        return self._lots.setdefault((what, inbox, by_link), randbelow(cap // BY_LOT + 1))
