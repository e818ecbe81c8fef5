"""The documents speak of what is there: every test they name exists, every link in them leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "keys" / "README.md"])
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_every_property_of_the_threat_model_names_a_test_that_exists() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    named = NAMED.findall(text)
    assert len(named) > 25
    missing = [f"{path}::{name}" for path, name in named if f"def {name}(" not in (ROOT / path).read_text("utf-8")]
    assert missing == []


def test_every_attacker_in_the_threat_model_points_at_a_property() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    properties = set(re.findall(r"^\| ([A-Z]\d) \|", text, re.MULTILINE))
    pointed = set(re.findall(r"\[([A-Z]\d)\]", text))
    assert pointed
    assert pointed <= properties


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
