"""A plain page of the figures that GGDs released: the tables as they left, what is hidden and why. Dutch and English.

It is for whoever wants to know how it goes, and says nothing that the tables do not say: each number was rounded and
each small one hidden at the desk, before it was signed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.exchange.published import PublishedTable, Words
from intake.relay.newcomer.documents import Documents
from intake.relay.shown import Shown

PATHS: Mapping[str, str] = {"/cijfers/": "nl", "/en/figures/": "en"}
"""By path, the language of the page."""

TEXTS: Mapping[str, Words] = {
    "title": Words("Cijfers", "Figures"),
    "lead": Words(
        "Hoe het gaat met de verzegelde envelop, in getallen. Er staat niemand in.",
        "How it goes with the sealed envelope, in numbers. Nobody is in them.",
    ),
    "notice": Words("GGD-achtig voorbeeld, niet gevalideerd", "GGD-style example, not validated"),
    "other": Words("This page in English", "Deze pagina in het Nederlands"),
    "how": Words("Zo zijn ze gemaakt", "How they were made"),
    "rounded": Words(
        "Elk getal is afgerond op {rounding}. Daardoor telt een tabel niet altijd precies op.",
        "Each number is rounded to {rounding}. So a table does not always add up exactly.",
    ),
    "hidden": Words(
        "Een punt (·) betekent: verborgen. Een getal onder {threshold} staat er nooit. Andere getallen zijn verborgen"
        " als je een klein getal ermee kon uitrekenen, of als ze over iedereen of niemand iets zeggen.",
        "A dot (·) means: hidden. A number below {threshold} is never shown. Other numbers are hidden where a small one"
        " could be worked out with them, or where they say something about all people or none.",
    ),
    "same": Words(
        "Wat eenmaal getoond is, verandert niet meer, zodat twee tabellen niet van elkaar af te trekken zijn.",
        "What was shown once does not change any more, so that no two tables can be subtracted.",
    ),
    "dot": Words("verborgen", "hidden"),
    "notes": Words("Wat er geteld is", "What was counted"),
    "issued": Words("Gegeven door de GGD op {date}.", "Given by the health service on {date}."),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table in one language, ready to be written. ``notes``: what of the table, and what it counts."""

    title: str
    period: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Release:
    """All tables of one GGD; ``issued`` as people write a day here."""

    ggd: str
    issued: str
    tables: tuple[Table, ...]
    made: tuple[str, ...]


def figures_pages(documents: Documents, shown: Sequence[Shown]) -> dict[str, bytes]:
    """By path; none where nothing was released."""
    told = [each for each in shown if each.said.figures]
    if not told:
        return {}
    other = {"nl": "/en/figures/", "en": "/cijfers/"}
    pages = {}
    for path, language in PATHS.items():
        texts = {key: words.said(language) for key, words in TEXTS.items()}
        releases = [_release(each, language, texts) for each in told]
        pages[path] = documents.figures(language, texts, releases, other[language])
    return pages


def _release(shown: Shown, language: str, texts: Mapping[str, str]) -> Release:
    day, tables = shown.said.issued, shown.said.figures
    kinds = sorted({(each.threshold, each.rounding) for each in tables})
    made = [
        text.format(threshold=threshold, rounding=rounding)
        for threshold, rounding in kinds
        for text in (texts["rounded"], texts["hidden"])
    ]
    issued = texts["issued"].format(date=f"{day.day}-{day.month}-{day.year}")
    return Release(shown.ggd, issued, tuple(_table(each, language) for each in tables), (*made, texts["same"]))


def _table(table: PublishedTable, language: str) -> Table:
    """One row of many columns is read from top to bottom."""
    rows, columns, cells = table.rows, table.columns, table.cells
    if len(rows) == 1 and len(columns) > 1:
        rows, columns, cells = columns, rows, tuple(zip(*cells, strict=True))
    return Table(
        title=table.title.said(language),
        period=period(table.period, language),
        columns=tuple(column.said(language) for column in columns),
        rows=tuple(zip((row.said(language) for row in rows), cells, strict=True)),
        # A note is about the column of its number.
        notes=tuple(
            (about.said(language), note.said(language)) for about, note in zip(table.columns, table.notes, strict=False)
        ),
    )


_QUARTERS = {"nl": ("1e", "2e", "3e", "4e"), "en": ("first", "second", "third", "fourth")}


def period(written: str, language: str) -> str:
    """``2026-Q3``, ``2026-H1`` or ``2026`` in words; anything else as it is written."""
    found = re.fullmatch(r"(\d{4})-([QH])([1-4])", written)
    if found is None:
        return written
    year, kind, number = found[1], found[2], _QUARTERS[language][int(found[3]) - 1]
    if language == "nl":
        return f"{number} {'kwartaal' if kind == 'Q' else 'halfjaar'} van {year}"
    return f"{number} {'quarter' if kind == 'Q' else 'half'} of {year}"
