"""Who may use the page: the browser that was given the start address, on this computer, and no other website.

The address holds a token in its fragment, which a browser never sends by itself. The page sends it once and gets a
cookie; after that the token opens nothing. A request for another host name, or from another page, is refused.
"""

from __future__ import annotations

import secrets
from threading import Lock

from flask import Flask, Response, abort, request

HOST = "127.0.0.1"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "microphone=(self), autoplay=(self), camera=(), geolocation=(), display-capture=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
READING = ("GET", "HEAD")


class Guard:
    """The guard of one run on one port."""

    def __init__(self, port: int) -> None:
        self._own = f"{HOST}:{port}"
        self._cookie = f"envelop_studio_{port}"
        self._lock = Lock()
        self._token: str | None = secrets.token_urlsafe(24)
        self._session = secrets.token_urlsafe(24)

    @property
    def address(self) -> str:
        """Where to begin, once."""
        return f"http://{self._own}/#{self._token}"

    def stand_before(self, app: Flask) -> None:
        """Refuse whatever comes from elsewhere, before anything else of ``app`` runs."""

        @app.before_request
        def _refuse() -> None:
            named = request.headers.get("Origin", "" if request.method not in READING else f"http://{self._own}")
            site = request.headers.get("Sec-Fetch-Site", "same-origin")
            if request.host != self._own or named != f"http://{self._own}" or site not in ("same-origin", "none"):
                abort(403)

        @app.after_request
        def _set(response: Response) -> Response:
            response.headers.update(HEADERS)
            return response

    def enter(self, token: str) -> Response:
        """Change the token for the cookie; the second time it is refused."""
        with self._lock:
            right = self._token is not None and secrets.compare_digest(token.encode(), self._token.encode())
            if not right:
                abort(403)
            self._token = None
        response = Response(status=204)
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict", path="/")
        return response

    def refuse_strangers(self) -> None:
        """Abort where the request does not bring the cookie."""
        brought = request.cookies.get(self._cookie, "")
        if not secrets.compare_digest(brought.encode(), self._session.encode()):
            abort(403)
