"""How print shows a drawing: as a background, for the words beside it say the same and need not be heard twice."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from intake.questionnaire.drawing import Drawing


def drawn(drawing: Drawing) -> Markup:
    """In black; its size is the style sheet's (``.picture``)."""
    source = drawing.markup().replace("currentColor", "#000")
    shown = f"data:image/svg+xml;base64,{b64encode(source.encode()).decode()}"
    turns = " turns" if drawing.turns else ""
    return Markup('<span class="picture{}" style="background-image: url({})"></span>').format(turns, shown)
