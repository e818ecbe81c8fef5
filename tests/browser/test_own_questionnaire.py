"""A questionnaire of a GGD's own: a scale among its questions, and not in every language of the form."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from intake.questionnaire import LANGUAGES
from tests.browser.newcomer import CONTACT, Newcomer
from tests.browser.relay import FormRelay, serve_form

TOML = """
id = "own"
version = "2"
name = "Our own"
validated = true
owner = "A GGD"
licence = "All rights reserved"
source = "A test"
valid_from = 2026-11-22
questions = [
  { id = "pressure", kind = "scale", minimum = 0, maximum = 10, factor = 1 },
  { id = "walk", kind = "choice", options = ["yes", "no"], weights = { yes = 0, no = 1 } },
]
[score]
missing_at_most = 1
[[rules]]
id = "R1"
name = "HIGH"
level = "amber"
working_days = 5
when = "score >= 8 or missing(scored) >= 1"
reason = "high"
advice = "look"
[[rules]]
id = "R2"
name = "NONE"
level = "green"
when = "no earlier rule"
reason = "nothing"
advice = "none"
"""
TEXTS = {
    "title": "My health",
    "skip": "I do not want to answer",
    "pressure": "How heavy were the last days?",
    "pressure.minimum": "Not heavy",
    "pressure.maximum": "Very heavy",
    "walk": "Do you walk every day?",
    "walk.yes": "Yes",
    "walk.no": "No",
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    folder = tmp_path_factory.mktemp("own")
    (folder / "questionnaire.toml").write_text(TOML, encoding="utf-8")
    texts = folder / "translations" / "questions"
    texts.mkdir(parents=True)
    messages = [f'msgctxt "{key}"\nmsgid "{text}"\nmsgstr "{text}"\n' for key, text in TEXTS.items()]
    (texts / "en.po").write_text("\n".join(messages), encoding="utf-8")
    return serve_form(tmp_path_factory.mktemp("relay"), own=folder)


def test_a_scale_is_answered_with_a_number(newcomer: Newcomer, own: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(own.link())
    newcomer.fill(until="sleep")
    expect(page.locator("h1")).to_have_text("How heavy were the last days?")
    assert page.locator(".card").count() == 12
    assert page.inner_text(".ends") == "Not heavy\nVery heavy"
    assert page.inner_text(".progress .figures") == "1 / 2"
    assert page.evaluate("document.documentElement.scrollHeight") == 640
    newcomer.choose("8")
    newcomer.go_on()
    newcomer.choose("no")
    newcomer.go_on()
    newcomer.fill(start=CONTACT[0])
    found = own.submission(newcomer.send())
    assert (found.questionnaire, found.version, dict(found.answers)) == ("own", "2", {"pressure": 8, "walk": "no"})


def test_a_language_without_it_offers_those_that_have_it(newcomer: Newcomer, own: FormRelay) -> None:
    page = newcomer.page
    newcomer.arrive(own.link())
    assert page.locator(".languages button").count() == len(LANGUAGES)
    newcomer.speak("ar")
    said = "هذه الأسئلة غير متوفرة بهذه اللغة بعد. يرجى اختيار لغة أخرى."
    expect(page.locator("p.notice:not(#error)")).to_have_text(said)
    assert page.locator(".languages button").all_inner_texts() == ["English"]
    newcomer.speak("en")
    expect(page.locator("h1")).to_have_text("Who reads your answers?")
