"""A relay for the office: it seals for the office's own keys, and cuts bundles."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.context import Context
from intake.envelope.format import digest
from intake.envelope.sealing import seal
from intake.envelope.sheet import Purpose
from intake.envelope.submission import Submission
from tests.desk.web.office import BASE, INBOX, RELAY, Browser, Office

PATIENCE = 30
Found = TypeVar("Found")


def envelope(office: Office, content: Submission | bytes, *, version: str = "1") -> bytes:
    """Sealed as the form does."""
    ring = read_ring(Folder(office.section.data), inbox=INBOX)
    keys = {role.value: ring.recipient(role, office.now.date()).public for role in (Purpose.DESK, Purpose.RECOVERY)}
    plain = content.to_json() if isinstance(content, Submission) else content
    return seal(plain, context=Context(INBOX, "ggd10", version), **keys)


def bundle(*envelopes: bytes, sequence: int = 1, key: Any = RELAY, inbox: str = INBOX) -> bytes:
    """A bundle's file."""
    ordered = sorted(set(envelopes), key=digest)
    digests = [digest(each) for each in ordered]
    manifest = Manifest(
        v=1,
        inbox=inbox,
        relay="relay-one",
        epoch=1,
        sequence=sequence,
        previous=None,
        cut="2026-11-23",
        count=len(ordered),
        contents=contents_digest(digests),
        handed_out=(),
    )
    return b"".join(write_bundle(key, manifest, digests, ordered))


def send(browser: Browser, data: bytes, name: str = "bundle.envelop", **environ: str) -> TestResponse:
    """Choose the file in the page, and press."""
    boundary, body = encode_multipart({"bundle": FileStorage(BytesIO(data), name)})
    return browser.client.post(
        "/bring-in/bundle",
        base_url=BASE,
        data=body,
        headers={"Origin": BASE},
        content_type=f"multipart/form-data; boundary={boundary}",
        environ_overrides=dict(environ),
    )


def afterwards(browser: Browser) -> TestResponse:
    """The page that follows once nothing is under way."""
    return wait_for(lambda: _done(browser))


def wait_for(look: Callable[[], Found | None]) -> Found:
    """What ``look`` gives once it gives something."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.01)
    raise AssertionError("it never came")


def _done(browser: Browser) -> TestResponse | None:
    answer = browser.get("/bring-in/under-way")
    return browser.get(answer.headers["Location"]) if answer.status_code == 303 else None


def lay(folder: Path, data: bytes, name: str = "bundle-ggd-demo-000001-0a1b2c3d.envelop") -> Path:
    """Into the shared folder, as the courier does."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name
