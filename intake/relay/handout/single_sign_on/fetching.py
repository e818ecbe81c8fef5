"""Requests to an issuer: the only ones that the handout ever makes, and to no other address.

Whatever the issuer says of where its parts are, nothing outside its own origin is reached: no other host, no
redirect, no proxy of the environment. An answer has a largest size, waiting has an end, and only a few requests run at
once, so that an issuer that hangs does not hold up those who hand out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore
from urllib.parse import urlsplit

from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from intake.relay import log
from intake.relay.handout.refusals import Refusal, Refused

PATIENCE = (3.05, 8.0)
"""Seconds: to connect, and between bytes."""
LARGEST = 256 * 1024
AT_ONCE = 8

_room = BoundedSemaphore(AT_ONCE)


class _Narrow(HTTPAdapter):
    """One answer, read whole, no larger than LARGEST, and no redirect."""

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: bool | str = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        answer = super().send(request, stream=True, timeout=PATIENCE, verify=True)
        try:
            body = answer.raw.read(LARGEST + 1, decode_content=True)
        except HTTPError as error:  # requests wraps these only where it reads itself
            raise RequestException("the answer broke off or cannot be read") from error
        finally:
            answer.raw.close()
        if len(body) > LARGEST or answer.is_redirect:
            raise RequestException("too large, or it leads elsewhere")
        answer.raw = BytesIO(body)
        return answer


def origin_of(address: str) -> str:
    """``https://host:port``, as it stands."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def bind(session: Session, issuer: str) -> None:
    """From now on ``session`` reaches the origin of ``issuer`` and nothing else."""
    session.trust_env = False
    session.adapters.clear()
    session.mount(origin_of(issuer) + "/", _Narrow())


def fetch(issuer: str, address: str) -> bytes:
    """The document at ``address``. Raises RequestException."""
    with Session() as session:
        bind(session, issuer)
        answer = session.get(address, headers={"Accept": "application/json"})
        answer.raise_for_status()
        return answer.content


@contextmanager
def asking() -> Iterator[None]:
    """Around requests: what fails in them is one refusal, and the log has a line with its kind and place."""
    if not _room.acquire(blocking=False):
        raise Refused(Refusal.SIGN_ON_SILENT)
    try:
        yield
    except (RequestException, ValueError) as error:
        log.trouble(log.Event.SIGN_ON_FAILED, error)
        raise Refused(Refusal.SIGN_ON_SILENT) from None
    finally:
        _room.release()


__all__ = ["OAuth2Session", "asking", "bind", "fetch", "origin_of"]
