"""Who may post: the form's own pages, and programs that are no browser. No other website.

A browser says where a request comes from (Origin, Sec-Fetch-Site) and a page cannot change that. No cookie exists
that another website could borrow; this keeps it from sending envelopes or guessing links through its visitors.
No answer ever carries a CORS header.
"""

from __future__ import annotations

from flask import Flask, request

from intake.relay.problems import Problem, Refused

READING = ("GET", "HEAD", "OPTIONS")


def refuse_foreign_posts(app: Flask, origin: str) -> None:
    """Refuse what changes something and comes from a page that is not of ``origin``."""
    own = origin.rstrip("/")

    @app.before_request
    def _refuse() -> None:
        if request.method in READING:
            return
        named = request.headers.get("Origin", own)
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if named != own or site not in ("same-origin", "none"):
            raise Refused(Problem.FOREIGN_ORIGIN)
