"""How the product looks: one small design system that form, handout and desk share.

Only files: tokens.css (colour, space, type, corners), a stylesheet for each component, the mark, and the pictures
beside the form's own answers (intake/questionnaire/pictures.py reads them). page/index.html
shows every component to developers. The form bundles what it needs at build; the others serve ``stylesheet()``.
Nothing here loads a font, a script or anything from elsewhere.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
MARK = FOLDER / "envelope.svg"
"""The envelope as an SVG file: favicon, cards, letters."""

PICTURES = FOLDER / "pictures"
PICTURED = {
    "moment": ("now", "later"),
    "age": ("adult", "teen", "child"),
    "practice": ("often", "sometimes", "never"),
    "reach": ("call", "message", "come", "no"),
    "address": ("phone", "email"),
    "line": ("mine", "shared", "unknown"),
    "when": ("weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"),
    "professional": ("woman", "man", "any"),
    "ambassador": ("yes", "other-town", "no"),
    "skip": (),
}
"""The form's own questions whose answers have pictures there, as its texts call them."""


def stylesheet() -> str:
    """Tokens and all components as one sheet, in a fixed order."""
    sheets = [FOLDER / "tokens.css", *sorted((FOLDER / "components").glob("*.css"))]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
