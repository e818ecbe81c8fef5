"""Collect the words of the staff's pages, and bring the Dutch up to date with them: of the handout, of the desk
and of the network book.

    .venv/bin/python scripts/words.py

The English in templates and code is the source. What is new stands in the Dutch file without a translation, unless
another file has the same text in Dutch already; what is gone leaves it. Tests say what is missing. What all share
(intake/web) stands in each; what only local programs have (intake/web/local) in theirs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "intake" / "web"
LOCAL = SHARED / "local"
OFFLINE = (LOCAL, *(ROOT / "intake" / name for name in ("exchange", "local", "locked")))
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# {pages}. The English in templates and code is the source; scripts/words.py collects it."


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one application: where they are, what to call them, and the ``code`` that has texts for them."""

    folder: Path
    name: str
    called: str
    code: tuple[Path, ...]

    @property
    def template(self) -> Path:
        """All texts, without translations."""
        return self.folder / "translations" / f"{self.name}.pot"

    @property
    def dutch(self) -> Path:
        """The translations."""
        return self.folder / "translations" / "nl.po"


ROOM = ROOT / "intake" / "relay" / "handout"
HANDOUT = Pages(ROOM, "handout", "The pages of those who hand out", (ROOM,))
BEHIND = ROOT / "intake" / "desk"
DESK = Pages(BEHIND / "web", "desk", "The desk's pages", (BEHIND, ROOT / "intake" / "envelope", *OFFLINE))
BOOK = ROOT / "intake" / "network"
NETWORK = Pages(BOOK / "web", "network", "The network book's pages", (BOOK, *OFFLINE))
ALL = (HANDOUT, DESK, NETWORK)


def collected(pages: Pages) -> Catalog:
    """Every text of the pages, with the files it stands in; no line numbers, so that a moved line changes nothing."""
    catalog = empty(pages, None)
    for folder in (*pages.code, SHARED):
        found = extract_from_dir(
            folder, METHODS, {"**.html": {"silent": "false", "trimmed": "true"}}, KEYWORDS, directory_filter=_belongs
        )
        for file, _line, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
            catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def _belongs(folder: str) -> bool:
    """Is this folder below another one to be read with it? What only local programs have is named by itself."""
    return Path(folder) != LOCAL and not Path(folder).name.startswith((".", "_"))


def empty(pages: Pages, locale: str | None) -> Catalog:
    """With a head that names nobody."""
    named = dict.fromkeys(("msgid_bugs_address", "last_translator", "language_team", "copyright_holder"), "Envelop")
    header = HEADER.format(pages=pages.called)
    return Catalog(locale, project="Envelop", version="1", header_comment=header, charset="utf-8", fuzzy=False, **named)


def kept(pages: Pages, file: Path, locale: str) -> Catalog:
    """The catalogue in ``file``, or an empty one."""
    if not file.is_file():
        return empty(pages, locale)
    with file.open("rb") as source:
        return read_po(source, locale=locale)


def take_over(dutch: Catalog, known: Sequence[Catalog]) -> None:
    """Give what has no Dutch the one that stands in ``known`` for the same text."""
    for message in dutch:
        if message.id and _lacks(message):
            same = (each.get(message.id) for each in known)
            found = next((other for other in same if other is not None and not _lacks(other)), message)
            message.string = found.string


def _lacks(message: Message) -> bool:
    """Has it no Dutch, for one or for many?"""
    return not all(message.string if isinstance(message.string, tuple | list) else [message.string])


def write(catalog: Catalog, file: Path) -> None:
    """Without what changes by itself: dates, line numbers."""
    for name in ("creation_date", "revision_date"):
        setattr(catalog, name, ALWAYS)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(
            target, catalog, width=0, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True
        )


def main() -> None:
    """Write all files."""
    known = [kept(pages, pages.dutch, "nl") for pages in ALL]
    for pages in ALL:
        template = collected(pages)
        write(template, pages.template)
        dutch = kept(pages, pages.dutch, "nl")
        dutch.update(template, no_fuzzy_matching=True)
        take_over(dutch, known)
        write(dutch, pages.dutch)
        lacking = [message.id for message in dutch if message.id and _lacks(message)]
        sys.stdout.write(f"{pages.name}: {len(template)} texts, {len(lacking)} without Dutch\n")


if __name__ == "__main__":
    main()
