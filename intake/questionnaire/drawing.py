"""One plain line drawing: an SVG file of which only geometry is let through.

Guarantees: a Drawing holds shapes, coordinates and strokes in the colour of the text around it, and nothing else: no
script, style, link, text, colour or entity, whatever the file was made with. What is more than that is refused with
the file's name and the reason; nothing is repaired or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from intake.errors import QuestionnaireError

MAX_BYTES = 4096
MAX_DEPTH = 4
NAMESPACE = "http://www.w3.org/2000/svg"
HINT = "docs/questionnaires.md says what a picture may hold."
MIRRORED = "turns"
"""The class of a drawing that is mirrored where one reads from right to left."""

_NUMBER = r"-?(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})"
_LENGTH = re.compile(_NUMBER, re.ASCII)
_NUMBERS = re.compile(rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER})*\s*", re.ASCII)
_VIEW = re.compile(rf"{_NUMBER}(?: {_NUMBER}){{3}}", re.ASCII)
_PATH = re.compile(r"[Mm][MmLlHhVvCcSsQqTtAaZz0-9\s,.-]*", re.ASCII)
_PAINT = re.compile("none|currentColor")
_STYLE = {
    "fill": _PAINT,
    "stroke": _PAINT,
    "stroke-width": _LENGTH,
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
}
_GEOMETRY = {
    "path": {"d": _PATH},
    "circle": dict.fromkeys(("cx", "cy", "r"), _LENGTH),
    "ellipse": dict.fromkeys(("cx", "cy", "rx", "ry"), _LENGTH),
    "rect": dict.fromkeys(("x", "y", "width", "height", "rx", "ry"), _LENGTH),
    "line": dict.fromkeys(("x1", "y1", "x2", "y2"), _LENGTH),
    "polyline": {"points": _NUMBERS},
    "polygon": {"points": _NUMBERS},
}
_ROOT = {"viewBox": _VIEW, "class": re.compile(MIRRORED), **_STYLE}


@dataclass(frozen=True, slots=True)
class Shape:
    """One element and its attributes; those of the groups around it are among them."""

    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """``view`` is the viewBox, ``style`` holds for every shape that does not say otherwise."""

    view: str
    turns: bool
    style: Mapping[str, str]
    shapes: tuple[Shape, ...]

    def structure(self) -> Mapping[str, object]:
        """Ready for JSON; a browser makes the elements of it one by one."""
        shapes = [[shape.name, dict(shape.attributes)] for shape in self.shapes]
        return {"view": self.view, "turns": self.turns, "style": dict(self.style), "shapes": shapes}

    def markup(self) -> str:
        """As an ``svg`` element inside HTML, where it needs no namespace."""
        inside = "".join(f"<{shape.name}{_written(shape.attributes)}/>" for shape in self.shapes)
        return f"<svg{_written({'viewBox': self.view, **self.style})}>{inside}</svg>"


def read_drawing(file: Path) -> Drawing:
    """The drawing in this file. Raises QuestionnaireError with the file and the reason."""
    try:
        return _drawing(_read(file))
    except _RefusedError as refused:
        raise QuestionnaireError(f"{file}: {refused}", HINT) from None


class _RefusedError(Exception):
    """The reason; whoever knows the file's name says it."""


def _read(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise _RefusedError("cannot be read") from None
    if len(data) > MAX_BYTES:
        raise _RefusedError(f"larger than {MAX_BYTES} bytes")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise _RefusedError("not UTF-8 text") from None


def _drawing(text: str) -> Drawing:
    # With these gone there are no entities, so the parser can unfold nothing.
    if "<!" in text or "<?" in text or "&" in text:
        raise _RefusedError("holds a comment, an entity or an instruction: only elements are allowed")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - see above
    except ElementTree.ParseError:
        raise _RefusedError("not well-formed XML") from None
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise _RefusedError("does not begin with an svg element of the SVG namespace")
    own = _attributes(root, "svg", _ROOT)
    for needed in ("viewBox", "fill", "stroke"):
        if needed not in own:
            raise _RefusedError(f"svg: {needed} is missing")
    shapes = tuple(_shapes(root, {}, 0))
    if not shapes:
        raise _RefusedError("draws nothing")
    style = {name: value for name, value in own.items() if name in _STYLE}
    return Drawing(own["viewBox"], "class" in own, style, shapes)


def _shapes(parent: ElementTree.Element, around: Mapping[str, str], depth: int) -> Iterator[Shape]:
    """The shapes in ``parent``, with the style of the groups ``around`` them."""
    if depth > MAX_DEPTH:
        raise _RefusedError(f"groups lie more than {MAX_DEPTH} deep")
    _refuse_text(parent.text)
    for child in parent:
        _refuse_text(child.tail)
        name = child.tag.removeprefix(f"{{{NAMESPACE}}}")
        if name == "g":
            yield from _shapes(child, {**around, **_attributes(child, name, _STYLE)}, depth + 1)
        else:
            yield _shape(child, name, around)


def _shape(element: ElementTree.Element, name: str, around: Mapping[str, str]) -> Shape:
    if name not in _GEOMETRY:
        raise _RefusedError(f"{_short(name)}: an element that a picture may not have")
    _refuse_text(element.text)
    if len(element):
        raise _RefusedError(f"{name}: has something inside")
    return Shape(name, {**around, **_attributes(element, name, {**_GEOMETRY[name], **_STYLE})})


def _attributes(element: ElementTree.Element, name: str, forms: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    for key, value in element.attrib.items():
        if key not in forms:
            raise _RefusedError(f"{name}: {_short(key)}: an attribute that a picture may not have")
        if forms[key].fullmatch(value) is None:
            raise _RefusedError(f"{name}: {key}: not a value that a picture may have")
    return dict(element.attrib)


def _refuse_text(text: str | None) -> None:
    if text is not None and text.strip():
        raise _RefusedError("holds text")


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _short(name: str) -> str:
    """A name of the file that is safe to show."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name[:60])
