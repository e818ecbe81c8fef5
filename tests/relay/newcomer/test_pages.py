"""The form's pages: the same bytes for everybody, nothing inline, no telling word anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import intake.relay.newcomer
from intake.questionnaire import LANGUAGES

TAGS = [language.tag for language in LANGUAGES]
PAGES = ["/", "/start/", *(f"/{tag}/" for tag in TAGS), *(f"/paper/{tag}/" for tag in TAGS)]
PAGES += ["/info/", "/kiosk/info/", *(f"{under}/info/{tag}/" for tag in TAGS for under in ("", "/kiosk"))]
FILE = re.compile(r'"(/(?:assets|text)/[^"]+)"')
TELLING = (
    "violen", "abus", "trauma", "partner", "police", "rape", "suicid", "victim", "sexual",
    "geweld", "misbruik", "mishandel", "politie", "verkracht", "zelfmoord", "slachtoffer", "seks",
    "عنف", "شرطة", "اغتصاب", "انتحار", "ضحية", "جنس", "ዓመጽ", "ፖሊስ", "ምጥፋእ ነብሲ", "ጾታ",
)  # fmt: skip


PROMISE = re.compile(r'"self\.secret":"[^"]*"')
"""The one text that names who learns nothing: below a heading, for everybody who comes without a card."""


def files(client: FlaskClient) -> list[str]:
    """Every file that a page names."""
    return sorted({found for page in PAGES for found in FILE.findall(client.get(page).text)})


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same_bytes_whoever_asks(client: FlaskClient, path: str) -> None:
    one = client.get(path)
    other = client.get(path, headers={"Cookie": "a=b", "Accept-Language": "ti", "User-Agent": "x", "Referer": "y"})
    assert (one.status_code, one.mimetype) == (200, "text/html")
    assert one.data == other.data
    assert one.headers == other.headers
    assert one.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in one.headers


@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|<form|<iframe|<base|http-equiv", page)
    assert "//" not in re.sub(r"<!doctype[^>]*>", "", page), "an address of somebody else"


def test_an_entry_in_a_language_differs_by_its_default_only(client: FlaskClient) -> None:
    plain, entry = client.get("/").text, client.get("/nl/").text
    assert entry.replace(' data-entry="nl"', "") == plain


def test_every_language_is_offered_in_its_own_script(client: FlaskClient) -> None:
    page = client.get("/").text
    for language in LANGUAGES:
        assert f'lang="{language.tag}" dir="{language.direction}" data-texts=' in page
        assert f">{language.own_name}</button>" in page


def test_every_file_a_page_names_is_there(client: FlaskClient) -> None:
    named = files(client)
    assert len([name for name in named if name.startswith("/text/")]) == len(LANGUAGES)
    assert {client.get(name).status_code for name in named} == {200}


@pytest.mark.parametrize(
    "path", ["/text/nothing.json", "/assets/manifest.json", "/assets/../pages.py", "/xx/", "/paper/"]
)
def test_anything_else_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_compressed_is_the_same(client: FlaskClient) -> None:
    for name in [*files(client), "/"]:
        plain, packed = client.get(name), client.get(name, headers={"Accept-Encoding": "gzip, br"})
        assert plain.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["Content-Encoding"] in ("br", "gzip")
        assert len(packed.data) < len(plain.data)


def test_exit_leads_to_a_page_that_clears_the_cache_and_names_nothing(client: FlaskClient) -> None:
    page = client.get("/start/")
    assert page.headers["Clear-Site-Data"] == '"cache"', '"storage" would wipe what a tablet keeps to send'
    assert not re.search(r"GGD|gezond|health|form|/text/|envelope", page.text, re.IGNORECASE)
    assert "<script" not in page.text


def test_no_page_text_or_file_name_holds_a_telling_word(app: Flask, client: FlaskClient) -> None:
    folder = Path(intake.relay.newcomer.__file__).parent
    names = [str(path.relative_to(folder)) for path in folder.rglob("*")] + [
        str(rule) for rule in app.url_map.iter_rules()
    ]
    served = {path: PROMISE.sub("", client.get(path).text) for path in (*PAGES, *files(client))}
    for word in TELLING:
        assert [name for name in names if word in name.lower()] == []
        assert [path for path, text in served.items() if word in text.lower()] == []


def test_every_page_of_the_form_has_the_same_title_in_its_language(client: FlaskClient) -> None:
    titles = {tag: re.findall(r"<title>(.*?)</title>", client.get(f"/{tag}/").text) for tag in TAGS}
    papers = {tag: re.findall(r"<title>(.*?)</title>", client.get(f"/paper/{tag}/").text) for tag in TAGS}
    assert titles == papers
    assert titles["en"] == ["My health"]
