"""An issuer in the hands of whoever writes a test: it gives what it is told, signed with any key or with none."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from tests.relay.handout.issuer import CLIENT, HANDS_OUT, person

Claims = dict[str, Any]
Token = Callable[[Claims], object]
"""Makes the ID token of the claims that are right."""


def signed(key: RSAKey | ECKey, algorithm: str = "RS256", *, kid: str | None = "one", **changes: Any) -> Token:
    """A token with these claims changed (None: left out)."""

    def make(claims: Claims) -> str:
        changed = {name: value for name, value in (claims | changes).items() if value is not None}
        header = {"alg": algorithm} | ({} if kid is None else {"kid": kid})
        return jwt.encode(header, changed, key, algorithms=[algorithm])

    return make


def unsigned(claims: Claims) -> str:
    """alg: none."""
    parts = ({"alg": "none", "kid": "one"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in parts) + "."


@dataclass
class Forger:
    """``answers`` are sent in place of its own, by path; ``asked`` are the paths that were, in order."""

    address: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    token: Token = unsigned
    now: int = 0
    nonce: str = ""
    answers: dict[str, tuple[int, Mapping[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=dict)

    def reform(self, now: int) -> None:
        """From now on it is ``now``, and all it says is right."""
        self.now, self.token = now, signed(self.key)
        self.publish_keys(self.key)
        for kept in (self.answers, self.asked, self.given):
            kept.clear()

    @property
    def published(self) -> dict[str, Any]:
        """What discovery says."""
        ends = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.address} | {name: self.address + path for name, path in ends.items()}

    def publish(self, **changes: object) -> None:
        """Say something else of itself."""
        self.say("/.well-known/openid-configuration", self.published | changes)

    def publish_keys(self, *keys: RSAKey | ECKey) -> None:
        """From now on these."""
        self.key_set = KeySet(list(keys))

    def say(self, path: str, body: object, status: int = 200, **headers: str) -> None:
        """Answer this at ``path``."""
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answers[path] = (status, headers, text)

    def claims(self) -> Claims:
        """Those of somebody who is let in."""
        times = {"iat": self.now, "exp": self.now + 300}
        return {
            "iss": self.address,
            "sub": "kim",
            "aud": CLIENT,
            "nonce": self.nonce,
            **times,
            **person("kim", HANDS_OUT),
        }

    def answer(self, path: str) -> tuple[int, Mapping[str, str], bytes]:
        """What is sent."""
        self.asked.append(path)
        own: dict[str, Callable[[], object]] = {
            "/.well-known/openid-configuration": lambda: self.published,
            "/keys": lambda: self.key_set.as_dict(),
            "/token": lambda: {"access_token": "x", "token_type": "Bearer", "id_token": self.token(self.claims())},
        }
        return self.answers.get(path) or (200, {}, json.dumps(own[path]()).encode())


@contextmanager
def forging() -> Iterator[Forger]:
    """Until the block ends."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            forger.given = parse_qs(body) | {"Authorization": [self.headers.get("Authorization", "")]}
            self._send()

        def _send(self) -> None:
            status, headers, body = forger.answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    forger = Forger(f"http://localhost:{server.server_port}")
    forger.publish_keys(forger.key)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield forger
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
