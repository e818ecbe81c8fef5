"""What stands under /kiosk/: the form for tablets, the same for everybody, and the list of what a tablet keeps."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from flask.testing import FlaskClient

from intake.relay.newcomer.fixed import packed
from intake.relay.newcomer.kiosk import keeper

KEPT = re.compile(r"^const KEPT=(\{.*?\});\n")


def kept(client: FlaskClient) -> dict[str, str]:
    """The digest of each file that the service worker keeps, by path."""
    found = KEPT.match(client.get("/kiosk/keeper.js").text)
    assert found is not None
    files: dict[str, str] = json.loads(found[1])["files"]
    return files


def test_the_page_and_its_worker_are_the_same_bytes_whoever_asks(client: FlaskClient) -> None:
    for path in ("/kiosk/", "/kiosk/keeper.js", "/kiosk/manifest.webmanifest"):
        one = client.get(path)
        other = client.get(path, headers={"Cookie": "a=b", "Accept-Language": "ti", "User-Agent": "x", "Referer": "y"})
        assert (one.status_code, one.data, one.headers) == (200, other.data, other.headers)
        assert one.headers["Cache-Control"] == "no-store"
    assert client.get("/kiosk/keeper.js").mimetype == "text/javascript"


def test_it_is_the_form_with_the_tablets_script(client: FlaskClient) -> None:
    form, tablet = client.get("/").text, client.get("/kiosk/").text
    languages = re.compile(r'<button type="button" class="button language".*?</button>')
    assert languages.findall(form) == languages.findall(tablet)
    assert "kiosk" not in form
    assert re.findall(r'<script type="module" src="/assets/(\w+)-', form + tablet) == ["form", "kiosk"]


def test_every_kept_file_is_served_with_the_digest_that_is_listed(client: FlaskClient) -> None:
    listed = kept(client)
    for path, digest in listed.items():
        assert base64.b64encode(hashlib.sha256(client.get(path).data).digest()).decode() == digest
    assert {"/kiosk/", "/kiosk/manifest.webmanifest"} < listed.keys()


def test_what_the_page_names_is_kept_and_nothing_that_is_not_code_text_or_picture(client: FlaskClient) -> None:
    listed = kept(client)
    named = set(re.findall(r'"(/(?:assets|text|kiosk)/[^"]+)"', client.get("/kiosk/").text))
    assert named - {path for path in named if "/plain-" in path} - {"/kiosk/keeper.js"} <= listed.keys()
    assert not [path for path in listed if not path.startswith(("/kiosk/", "/assets/", "/text/"))]


def test_another_file_is_another_version() -> None:
    one, other = (keeper(b"x", {"/kiosk/": packed(page, "text/html")}) for page in (b"a", b"b"))
    assert one != other
    assert one == keeper(b"x", {"/kiosk/": packed(b"a", "text/html")})


def test_the_manifest_has_a_neutral_name_and_the_envelope(client: FlaskClient) -> None:
    said = client.get("/kiosk/manifest.webmanifest").get_json(force=True)
    assert (said["name"], said["display"], said["start_url"]) == ("Mijn gezondheid", "fullscreen", "/kiosk/")
    assert client.get(said["icons"][0]["src"]).mimetype == "image/svg+xml"
