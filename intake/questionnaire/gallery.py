"""A page with all pictures and no word beside them, to be shown to people who say what they see.

Every picture has a number; ``gallery_key`` says which option it is. Black on white, white on black where the reader
has chosen so, and in forced colours: the drawings take the colour of the text around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from intake.questionnaire.drawing import Drawing

Row = Mapping[str, Drawing]
"""The pictures of one question, by the option's name."""

STYLE = """
:root { color-scheme: light dark; }
body { margin: 24px; font: 16px/1.4 system-ui, sans-serif; }
section { display: flex; flex-wrap: wrap; align-items: end; padding: 12px 0; border-block-end: 1px solid;
  break-inside: avoid; }
figure { margin: 0; width: 176px; }
div { display: flex; align-items: end; gap: 12px; height: 104px; }
svg { width: 96px; height: 96px; }
svg + svg { width: 44px; height: 44px; }
"""


def gallery(rows: Sequence[Row]) -> str:
    """The page as HTML: each picture large, and as small as on a telephone."""
    sections = "\n".join(f"<section>{''.join(_figures(number, row))}</section>" for number, row in _numbered(rows))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
    whole = f"<head>{head}<title>1, 2, 3</title></head>\n<body>\n{sections}\n</body>"
    return f'<!doctype html>\n<html lang="en">\n{whole}\n</html>\n'


def gallery_key(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Each number on the page, and the option that it stands for."""
    return [(f"{number}.{place}", name) for number, row in _numbered(rows) for place, name in enumerate(row, start=1)]


def question_rows(drawings: Mapping[str, Drawing]) -> list[Row]:
    """One row for each question, in order."""
    rows: dict[str, dict[str, Drawing]] = {}
    for name, drawing in drawings.items():
        rows.setdefault(name.partition(".")[0], {})[name] = drawing
    return list(rows.values())


def _numbered(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    return iter(enumerate((row for row in rows if row), start=1))


def _figures(number: int, row: Row) -> Iterator[str]:
    for place, drawing in enumerate(row.values(), start=1):
        yield f"<figure><div>{drawing.markup() * 2}</div><figcaption>{number}.{place}</figcaption></figure>"
