"""Everything that leaves a browser, and the search for what must not."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Request

from intake.envelope.format import MEDIA_TYPE

SHORT = 3
"""Letters."""
KEPT = """
async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length, address: location.pathname + location.hash,
})
"""
NOTHING_KEPT = {
    "local": 0, "session": 0, "cookie": "", "databases": 0, "caches": 0, "workers": 0, "address": "/",
}  # fmt: skip


@dataclass
class Wire:
    """Records the requests of a page from now on."""

    page: Page
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request))

    def sent(self) -> list[tuple[str, bytes]]:
        """Each request: its method and path, and all that is in it."""
        return [(f"{each.method} {each.url}", everything(each)) for each in self.requests]

    def holding(self, *words: str) -> list[str]:
        """The requests in which one of these stands in the clear.

        In ten thousand random bytes three given letters stand by chance, once in two hundred envelopes: so short a word
        is looked for in all but the sealed bytes.
        """
        return [
            f"{each.method} {each.url}"
            for each in self.requests
            if any(word.lower().encode() in everything(each, sealed=len(word) > SHORT).lower() for word in words)
        ]

    def elsewhere(self, origin: str) -> list[str]:
        """The requests that go to somebody else."""
        return [each.url for each in self.requests if not each.url.startswith(f"{origin}/")]


def everything(request: Request, *, sealed: bool = True) -> bytes:
    """Address, headers and body; without ``sealed`` not the bytes of an envelope."""
    headers = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
    wanted = sealed or request.headers.get("content-type") != MEDIA_TYPE
    body = (request.post_data_buffer if wanted else None) or b""
    return request.url.encode() + b"\n" + headers.encode() + b"\n\n" + body


def kept(page: Page, context: BrowserContext) -> dict[str, object]:
    """What the browser stores for the page; `cookies` are added where there are any."""
    found: dict[str, object] = page.evaluate(KEPT)
    cookies = context.cookies()
    return found | ({"cookies": cookies} if cookies else {})
