"""How often: caps in memory, per inbox and minute.

Never per link: whoever kept a link could then feel, from being refused early, that somebody else used it. Never per
address either: a class of thirty sits behind one, and the relay should not need to know addresses. So a cap only
keeps one inbox from being flooded. It shows how busy a whole inbox is in this minute and nothing about one link;
it is forgotten when the process ends, and the answer is always the same "try later".
"""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from intake.config import Limits
from intake.relay.problems import Problem, Refused


class Caps:
    """Counts opens and envelopes of each inbox. An envelope that is stored already, or refused, is not counted."""

    def __init__(self, limits: Limits) -> None:
        self._opens = RateLimitItemPerMinute(limits.opens_per_minute, namespace="opens")
        self._envelopes = RateLimitItemPerMinute(limits.envelopes_per_minute, namespace="envelopes")
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def opened(self, inbox: str) -> None:
        """Count one opening of a form; raises Refused."""
        self._count(self._opens, inbox)

    def sent(self, inbox: str) -> None:
        """Count one new envelope; raises Refused."""
        self._count(self._envelopes, inbox)

    def _count(self, item: RateLimitItemPerMinute, inbox: str) -> None:
        if not self._limiter.hit(item, inbox):
            raise Refused(Problem.TOO_MANY)
