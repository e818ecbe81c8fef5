"""The files esbuild made for the browser, by the names the sources have.

Their names carry a hash of their contents and they lie there compressed already (browser/build.mjs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from intake.errors import IntakeError
from intake.relay.newcomer.fixed import Fixed

FOLDER = Path(__file__).resolve().parent / "assets"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


class AssetsError(IntakeError):
    """The form's files have not been built."""


@dataclass(frozen=True, slots=True)
class Assets:
    """``urls``: by the source's name; ``files``: what is answered, by the name in the URL."""

    urls: Mapping[str, str]
    files: Mapping[str, Fixed]

    def file(self, source: str) -> Fixed:
        """What was made of this source."""
        return self.files[self.urls[source].rpartition("/")[2]]


def load_assets(folder: Path = FOLDER) -> Assets:
    """All of them, in memory. Raises AssetsError."""
    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=dict[str, str])
        files = {name: _file(folder / name) for name in manifest.values()}
    except (OSError, msgspec.DecodeError):
        raise AssetsError("the form's files are not built", "Run scripts/setup.") from None
    return Assets({source: f"/assets/{name}" for source, name in manifest.items()}, files)


def _file(path: Path) -> Fixed:
    packed = {"br": path.with_name(f"{path.name}.br"), "gzip": path.with_name(f"{path.name}.gz")}
    return Fixed(path.read_bytes(), TYPES[path.suffix], {coding: file.read_bytes() for coding, file in packed.items()})
