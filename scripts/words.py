"""Collect the words of the staff's pages into their translations/handout.pot, and bring the Dutch up to date with them.

    .venv/bin/python scripts/words.py

The English in templates and code is the source. What is new stands in the Dutch file without a translation; what is
gone leaves it. A test (tests/relay/handout/test_words.py) says what is missing.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "intake" / "relay" / "handout"
TEMPLATE = PAGES / "translations" / "handout.pot"
DUTCH = PAGES / "translations" / "nl.po"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = (
    "# The pages of those who hand out. The English in templates and code is the source; scripts/words.py collects it."
)


def collected() -> Catalog:
    """Every text of the pages, with the files it stands in; no line numbers, so that a moved line changes nothing."""
    catalog = empty(None)
    found = extract_from_dir(PAGES, METHODS, {"**.html": {"silent": "false", "trimmed": "true"}}, KEYWORDS)
    for file, _line, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def empty(locale: str | None) -> Catalog:
    """With a head that names nobody."""
    named = dict.fromkeys(("msgid_bugs_address", "last_translator", "language_team", "copyright_holder"), "Envelop")
    return Catalog(locale, project="Envelop", version="1", header_comment=HEADER, charset="utf-8", fuzzy=False, **named)


def kept(file: Path, locale: str) -> Catalog:
    """The catalogue in ``file``, or an empty one."""
    if not file.is_file():
        return empty(locale)
    with file.open("rb") as source:
        return read_po(source, locale=locale)


def write(catalog: Catalog, file: Path) -> None:
    """Without what changes by itself: dates, line numbers."""
    for name in ("creation_date", "revision_date"):
        setattr(catalog, name, ALWAYS)
    file.parent.mkdir(exist_ok=True)
    with file.open("wb") as target:
        write_po(
            target, catalog, width=0, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True
        )


def main() -> None:
    """Write both files."""
    template = collected()
    dutch = kept(DUTCH, "nl")
    dutch.update(template, no_fuzzy_matching=True)
    write(template, TEMPLATE)
    write(dutch, DUTCH)
    lacking = [message.id for message in dutch if message.id and not message.string]
    sys.stdout.write(f"{len(template)} texts, {len(lacking)} without Dutch\n")


if __name__ == "__main__":
    main()
