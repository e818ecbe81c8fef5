"""What a document may show besides its own text: data: URLs, and files in the folders that were named.

WeasyPrint's own fetcher embeds any file of the machine and calls any address. This one opens no connection and no
file outside the folders, whatever a document asks for: also not by "..", a link in the file system, or a redirect.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from intake.pdf.errors import PdfError

PLAIN = "text/plain"


class Reader(URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
    """Fetches for one document. It raises at the first thing that is refused, and the whole PDF fails."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The contents. Raises PdfError, which does not quote the URL."""
        if url.startswith("data:"):
            return _inline(url)
        path = self._file(url)
        kind = mimetypes.guess_type(path.name)[0] or PLAIN
        return URLFetcherResponse(path.as_uri(), path.read_bytes(), {"Content-Type": kind})

    def _file(self, url: str) -> Path:
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        if parts.scheme != "file" or parts.netloc or not path.is_absolute():
            raise PdfError("not a file of this machine")
        real = path.resolve()
        if not any(real.is_relative_to(folder) for folder in self._folders) or not real.is_file():
            raise PdfError("not a file that this document may show")
        return real


def _inline(url: str) -> URLFetcherResponse:
    head, comma, body = url.removeprefix("data:").partition(",")
    kind, _, coding = head.partition(";")
    if not comma:
        raise PdfError("not a data: URL")
    contents = unquote_to_bytes(body)
    return URLFetcherResponse(
        "data:", base64.b64decode(contents) if coding == "base64" else contents, {"Content-Type": kind or PLAIN}
    )
