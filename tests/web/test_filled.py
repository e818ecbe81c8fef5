"""A sentence with numbers in it, written by code that knows no page, is said in the reader's language."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, g

from intake.marking import N_, filled
from intake.web.words import _, speak

DUTCH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "bundles %(first)d to %(last)d"
msgstr "bundels %(last)d tot %(first)d"
"""
SAID = filled(N_("bundles %(first)d to %(last)d"), first=1, last=3)


def test_a_filled_sentence_is_translated_and_filled_in_anew(tmp_path: Path) -> None:
    (tmp_path / "nl.po").write_text(DUTCH, "utf-8")
    app = Flask("test")
    speak(app, tmp_path)
    with app.test_request_context():
        g.language = "nl"
        assert _(SAID) == "bundels 3 tot 1"
        g.language = "en"
        assert _(SAID) == SAID == "bundles 1 to 3"


def test_what_has_no_translation_stays_as_it_is(tmp_path: Path) -> None:
    app = Flask("test")
    speak(app, tmp_path)
    with app.test_request_context():
        g.language = "nl"
        assert _(filled("100 %% of %(name)s", name="%s")) == "100 % of %s"
