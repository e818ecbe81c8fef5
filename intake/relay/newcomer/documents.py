"""The HTML documents, written once when the program starts.

``form`` is one document for everybody: the language choice first, every later screen inside it. ``paper`` is the
same form for printing. ``start`` is where Exit leads: ordinary content that says nothing about where one was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from intake.paper.blocks import Paper
from intake.paper.environment import TEMPLATES as PAPER
from intake.questionnaire.drawing import NAMESPACE, Drawing
from intake.questionnaire.model import Questionnaire
from intake.relay.newcomer.facts import ImportantNumbers
from intake.relay.newcomer.information import KIOSK, PHONE, Home, Section
from intake.relay.newcomer.kiosk import KEEPER, MANIFEST, sealer
from intake.relay.offer import Offer

TEMPLATES = Path(__file__).resolve().parent / "templates"
SECOND = "en"
"""The first screen's heading stands in one more language."""


class Documents:
    """Writes them. ``assets`` and ``catalogues`` are URLs, by source name and by language tag.

    ``informed``: there are pages of information, to which the form has a link. ``names``: where the languages' names
    can be heard, and of which languages.
    """

    def __init__(
        self,
        offered: Sequence[Offer],
        assets: Mapping[str, str],
        catalogues: Mapping[str, str],
        *,
        informed: bool = False,
        names: str = "",
    ) -> None:
        self._offered, self._assets, self._informed = offered, assets, informed
        self._globals = {"offered": offered, "assets": assets, "catalogues": catalogues, "names": names}
        self._templates = Environment(
            loader=FileSystemLoader([TEMPLATES, PAPER]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"name": _with_name, "counted": _counted}

    def form(self, first: Offer, *, entry: bool, towns: str | None = None, no_card: str | None = None) -> bytes:
        """The form; with ``entry`` it goes on in the language of ``first`` without asking.

        With ``towns`` (see `intake.relay.newcomer.towns`) it begins without a card; ``no_card`` is where that form is.
        """
        return self._form(first, PHONE, entry=entry, towns=towns, no_card=no_card)

    def kiosk(self, first: Offer) -> bytes:
        """The same form for tablets that many people use."""
        return self._form(first, KIOSK, keeper=KEEPER, manifest=MANIFEST, sealer=sealer(self._assets))

    def practice(self, first: Offer, questionnaire: Questionnaire) -> bytes:
        """The same form for colleagues to practise with: it opens by itself, and sends nothing."""
        return self._form(first, PHONE, practice=f"{questionnaire.id} {questionnaire.version}")

    def paper(self, offer: Offer, numbers: ImportantNumbers) -> bytes:
        """Each questionnaire of the language, for printing."""
        papers = [Paper.of(offer.form, asked, texts, _drawn) for asked, texts in offer.questionnaires.values()]
        return self._write("paper.html", offer=offer, numbers=numbers, papers=papers)

    def information(self, offer: Offer, sections: Sequence[Section], home: Home) -> bytes:
        """The page of information in one language."""
        return self._write("info.html", offer=offer, sections=sections, home=home)

    def information_languages(self, first: Offer, second: Offer | None, home: Home) -> bytes:
        """Where its language is chosen; the heading stands in two."""
        return self._write("info_languages.html", first=first, second=second, home=home)

    def figures(self, language: str, texts: Mapping[str, str], releases: Sequence[object], other: str) -> bytes:
        """What GGDs released, in ``nl`` or ``en``; ``other`` is where it stands in the other one."""
        return self._write("figures.html", language=language, texts=texts, releases=releases, other=other)

    def start(self) -> bytes:
        """The neutral page."""
        return self._write("start.html")

    def _form(self, first: Offer, home: Home, **differs: object) -> bytes:
        second = next((each for each in self._offered if each.language.tag == SECOND and each is not first), None)
        info = home.languages if self._informed else None
        usual = dict.fromkeys(("entry", "towns", "no_card", "keeper", "manifest", "sealer", "practice"))
        return self._write("form.html", first=first, second=second, info=info, **(usual | differs))

    def _write(self, template: str, **values: object) -> bytes:
        return self._templates.get_template(template).render(**self._globals, **values).encode()


def _with_name(text: str, ggd: str) -> Markup:
    """The text with the health service's name in it."""
    return Markup(str(escape(text)).replace("{ggd}", str(Markup("<bdi>{}</bdi>").format(ggd))))  # noqa: S704 - escaped


def _drawn(drawing: Drawing) -> Markup:
    """A drawing that says nothing which the words beside it do not say. HTML needs no namespace."""
    mirrored = "picture turns" if drawing.turns else "picture"
    shown = Markup(drawing.markup().replace(f' xmlns="{NAMESPACE}"', ""))  # noqa: S704 - geometry only
    return Markup('<span class="{}" aria-hidden="true">{}</span>').format(mirrored, shown)


def _counted(text: str) -> Markup:
    """The text with a place for a figure that the browser writes."""
    return Markup(str(escape(text)).replace("{count}", "<bdi></bdi>"))  # noqa: S704 - escaped
