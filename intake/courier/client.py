"""Signed requests to one relay, and its refusals in words for the person at this machine.

Guarantees: HTTPS with its certificate checked, or plain HTTP to this machine only; no redirect is followed; each
request is signed for its method, path and body, once.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from nacl.signing import SigningKey

from intake.courier.errors import CourierError, Reason
from intake.courier.refusals import refusal
from intake.envelope.courier_request import authorization

PATIENCE_SECONDS = 60
# A receipt lists 46 bytes for each envelope, and the relay takes at least 200 of them in a second.
BYTES_A_SECOND = 9200
# What a request for a part of a file may be answered besides the part itself; no refusals.
_ABOUT_PARTS = (304, 416)


class RelayClient:
    """The relay at ``address``, asked by ``key`` for one ``inbox``. ``clock`` gives seconds of Unix time."""

    def __init__(self, address: str, inbox: str, key: SigningKey, clock: Callable[[], float] = time.time) -> None:
        self.inbox = inbox
        self._base, self._path = _checked(address), f"/api/inboxes/{inbox}"
        self._key, self._clock = key, clock
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self, name: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer, its body to be read piece by piece; raises CourierError.

        ``headers`` may ask for a part of it (Range, If-Range, If-None-Match); then its status says what came.
        """
        with _told():
            return Answer(self._asked("GET", name, b"", headers or {}))

    def post(self, name: str, body: bytes) -> None:
        """Send ``body``; raises CourierError unless the relay took it."""
        with _told(), self._asked("POST", name, body) as answer:
            answer.read()

    def _asked(
        self, method: str, name: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> http.client.HTTPResponse:
        path = f"{self._path}/{name}"
        signed = authorization(self._key, method=method, path=path, body=body, time=int(self._clock()))
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            self._base + path, data=body if method == "POST" else None, method=method
        )
        request.add_header("Authorization", signed)
        request.add_header("Content-Type", "application/octet-stream")
        for key, value in (headers or {}).items():
            request.add_header(key, value)
        return self._opened(request)

    def _opened(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        try:
            answer = self._opener.open(request, timeout=_patience(request))
        except urllib.error.HTTPError as error:
            if error.code not in _ABOUT_PARTS:
                raise
            answer = error.fp
        assert isinstance(answer, http.client.HTTPResponse)
        return answer


class Answer:
    """A body on its way; raises CourierError for what goes wrong while it is read."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self._answer = answer

    @property
    def status(self) -> int:
        """200, or what says which part this is, or that there is none."""
        return self._answer.status

    def header(self, name: str) -> str | None:
        """A header of the answer."""
        return self._answer.headers.get(name)

    def read(self, length: int) -> bytes:
        """At most ``length`` bytes; none at the end."""
        with _told():
            return self._answer.read(length)

    def close(self) -> None:
        """Take no more of it."""
        self._answer.close()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A signature holds for one path only, and a bundle comes from one relay only."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def _patience(request: urllib.request.Request) -> float:
    """Seconds until the relay must have said something."""
    return PATIENCE_SECONDS + (len(request.data) / BYTES_A_SECOND if isinstance(request.data, bytes) else 0)


def _checked(address: str) -> str:
    parts = urlsplit(address)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme == "https" or (parts.scheme == "http" and local):
        return address.rstrip("/")
    raise CourierError("the relay's address is not https", "Plain http is for a relay on this machine only.")


@contextmanager
def _told() -> Iterator[None]:
    """Say what went wrong in words."""
    try:
        yield
    except urllib.error.HTTPError as error:
        raise _refusal(error) from None
    except urllib.error.URLError as error:
        raise _unreachable(error.reason) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(error) from None


def _refusal(error: urllib.error.HTTPError) -> CourierError:
    with error:
        return refusal(error.code, error.read(4096).decode("utf-8", "replace"))


def _unreachable(reason: object) -> CourierError:
    message, hint = f"the relay cannot be reached ({type(reason).__name__})", "Check the network and the address."
    if isinstance(reason, TimeoutError):
        message, hint = "the relay does not answer", "Check the network and try again; nothing is lost."
    if isinstance(reason, ConnectionRefusedError):
        message, hint = "nothing listens at the relay's address", "Does the relay run? Check [courier] relay."
    return CourierError(message, hint, Reason.UNREACHABLE)
