"""What stands under /kiosk/: the form for tablets, its service worker, and its name for the home screen.

The service worker keeps code and texts only, the same for everybody, each file with its digest: a tablet takes a new
version whole or not at all. Nothing here depends on a request.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping

from intake.relay.newcomer.assets import Assets
from intake.relay.newcomer.fixed import Fixed, packed
from intake.relay.offer import Offer

HOME = "/kiosk/"
KEEPER = f"{HOME}keeper.js"
MANIFEST = f"{HOME}manifest.webmanifest"
SEALER = "seal.worker.js"
ELSEWHERE = (
    "form.js",
    "practice.js",
    "shared.js",
    "steps.js",
    "keeper.js",
    "paper.css",
    "plain.css",
    "words.css",
    "words.svg",
    SEALER,
)
"""Files that a tablet's form does not load, or loads from another address."""


def sealer(urls: Mapping[str, str]) -> str:
    """Where the tablet's form finds what seals: a service worker answers for workers in its own folder only."""
    return HOME + urls[SEALER].rpartition("/")[2]


def kiosk_files(
    document: bytes, first: Offer, assets: Assets, *, also: Mapping[str, Fixed], packs: Iterable[str] = ()
) -> dict[str, Fixed]:
    """The form under HOME and what belongs to it, by path.

    The tablet keeps ``also`` too, and ``packs`` (paths) once somebody listened; others serve them.
    """
    own = {
        HOME: packed(document, "text/html"),
        MANIFEST: packed(manifest(first, assets.urls["envelope.svg"]), "application/manifest+json"),
        sealer(assets.urls): assets.file(SEALER),
    }
    loaded = {url: assets.file(source) for source, url in assets.urls.items() if source not in ELSEWHERE}
    script = keeper(assets.file("keeper.js").contents, {**own, **loaded, **also}, packs)
    return own | {KEEPER: packed(script, "text/javascript")}


def keeper(script: bytes, kept: Mapping[str, Fixed], packs: Iterable[str] = ()) -> bytes:
    """The service worker: what it keeps, then what it does (browser/kiosk/keeper.ts)."""
    digests = {path: hashlib.sha256(kept[path].contents).digest() for path in sorted(kept)}
    files = {path: base64.b64encode(digest).decode() for path, digest in digests.items()}
    listed: dict[str, object] = {"files": files, "packs": sorted(packs)}
    listed["version"] = hashlib.sha256(json.dumps(listed).encode() + script).hexdigest()[:12]
    written = json.dumps(listed, separators=(",", ":"))
    return f"const KEPT={written};\n".encode() + script


def manifest(first: Offer, icon: str) -> bytes:
    """The web app manifest: a neutral name and the envelope."""
    name = first.text("title")
    return json.dumps(
        {
            "id": HOME,
            "name": name,
            "short_name": name,
            "lang": first.language.tag,
            "dir": first.language.direction,
            "start_url": HOME,
            "scope": HOME,
            "display": "fullscreen",
            "background_color": "#f6f1e7",
            "theme_color": "#f6f1e7",
            "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any"}],
        },
        ensure_ascii=False,
    ).encode()
