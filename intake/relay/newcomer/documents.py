"""The HTML documents, written once when the program starts.

``form`` is one document for everybody: the language choice first, every later screen inside it. ``paper`` is the
same form for printing. ``start`` is where Exit leads: ordinary content that says nothing about where one was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from intake.relay.newcomer.facts import ImportantNumbers
from intake.relay.newcomer.offer import Offer

TEMPLATES = Path(__file__).resolve().parent / "templates"
SECOND = "en"
"""The first screen's heading stands in one more language."""


class Documents:
    """Writes them. ``assets`` and ``catalogues`` are URLs, by source name and by language tag."""

    def __init__(self, offered: Sequence[Offer], assets: Mapping[str, str], catalogues: Mapping[str, str]) -> None:
        self._offered = offered
        self._globals = {"offered": offered, "assets": assets, "catalogues": catalogues}
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["name"] = _with_name

    def form(self, first: Offer, *, entry: bool, towns: str | None = None, no_card: str | None = None) -> bytes:
        """The form; with ``entry`` it goes on in the language of ``first`` without asking.

        With ``towns`` (see `intake.relay.newcomer.towns`) it begins without a card; ``no_card`` is where that form is.
        """
        second = next((each for each in self._offered if each.language.tag == SECOND and each is not first), None)
        return self._write("form.html", first=first, second=second, entry=entry, towns=towns, no_card=no_card)

    def paper(self, offer: Offer, numbers: ImportantNumbers) -> bytes:
        """Each questionnaire of the language, for printing."""
        return self._write("paper.html", offer=offer, numbers=numbers)

    def start(self) -> bytes:
        """The neutral page."""
        return self._write("start.html")

    def _write(self, template: str, **values: object) -> bytes:
        return self._templates.get_template(template).render(**self._globals, **values).encode()


def _with_name(text: str, ggd: str) -> Markup:
    """The text with the health service's name in it."""
    return Markup(str(escape(text)).replace("{ggd}", str(Markup("<bdi>{}</bdi>").format(ggd))))  # noqa: S704 - escaped
