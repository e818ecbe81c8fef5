"""Information about health and care: one page per language, the same for everybody, of fixed texts and facts.

What desks published comes in by region, and is the same on every page of a language.
A page is in one language from end to end. A language that lacks any text of it gets the whole page in another one.
Figures (numbers to call, amounts) come from the facts, so that a translation cannot carry a wrong or an old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from intake.errors import ConfigError
from intake.exchange.published import PublicDestination
from intake.questionnaire.texts import Texts
from intake.relay.newcomer.facts import Costs, ImportantNumbers, as_written
from intake.relay.newcomer.near import everyday, speakers
from intake.relay.offer import Offer
from intake.relay.shown import Shown

TOPICS = ("care", "costs", "rights", "sleep", "family", "birth")
FIRST, LAST, TALK, NUMBERS = "phase", "help", "talk", "numbers"
PHASES = ("reception", "first", "later")
CALLED = ("emergency", "heavy", "home")
"""Numbers that stand within a sentence."""
FROM_FORM = ("draft", "button.exit", "button.language", "numbers.title", "numbers.free", "checked.on", "checked.not")
DUTCH = re.compile(
    r"(?<![A-Za-z])(apotheek|consultatiebureau|eigen risico|GGD|GZA|huisartsenpost|huisarts|Juridisch Loket|POH-GGZ"
    r"|sleutelpersoon|verloskundige|VluchtelingenWerk|wijkteam|zorgtoeslag)(?![A-Za-z])"
)
"""Words that stay Dutch, because people will meet them on doors and in letters."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a page's links lead: the form, the choice of languages, Exit. A ``kiosk`` goes back there by itself."""

    form: str
    languages: str
    exit: str
    kiosk: bool = False


PHONE = Home(form="/", languages="/info/", exit="/start/")
KIOSK = Home(form="/kiosk/", languages="/kiosk/info/", exit="/kiosk/", kiosk=True)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a smaller heading, or under none. With ``terms`` each line explains a word."""

    lines: tuple[Markup, ...]
    title: str = ""
    terms: tuple[Markup, ...] = ()

    @property
    def pairs(self) -> Iterator[tuple[Markup, Markup]]:
        """Each word with what explains it."""
        return zip(self.terms, self.lines, strict=True)


@dataclass(frozen=True, slots=True)
class Section:
    """One topic. ``name`` also names its drawing; ``checked`` says whether somebody checked its figures."""

    name: str
    title: str
    parts: tuple[Part, ...]
    checked: Markup | None = None


class Information:
    """Makes the sections in the language of an offer. ``numbers`` and ``costs`` are the same in all."""

    def __init__(self, numbers: ImportantNumbers, costs: Costs) -> None:
        self._numbers, self._costs = numbers, costs
        by_id = {each.id: each.number for each in numbers.numbers}
        missing = [each for each in CALLED if each not in by_id]
        if missing:
            raise ConfigError(f"numbers.toml has no number {missing[0]}", "The information names it; see docs/form.md.")
        called = {each: by_id[each] for each in CALLED}
        self._figures: Mapping[str, str] = {**called, "amount": str(costs.own_risk), "year": str(costs.year)}

    def language_of(self, offer: Offer, others: Sequence[Offer]) -> Offer | None:
        """In whose language ``offer``'s page is: its own where it is whole, else the lender's, else the first whole."""
        candidates = (offer, *([offer.lender] if offer.lender else []), *others)
        return next((each for each in candidates if self._whole(each)), None)

    def speaks(self, offered: Sequence[Offer]) -> bool:
        """Whether there is a page in any language."""
        return any(map(self._whole, offered))

    def sections(self, offer: Offer, shown: Sequence[Shown] = (), reader: str | None = None) -> tuple[Section, ...]:
        """In the order of the page; with what desks published, where one did.

        ``reader`` is the language (BCP 47) of who reads, where the page is in another one.
        """
        info = offer.info
        phases = (Part(self._lines(info, f"phase.{each}"), info.get(f"phase.{each}")) for each in PHASES)
        topics = (self._topic(offer, name) for name in TOPICS)
        helpers = [key for key in _under(info, LAST) if not key.endswith((".text", ".title"))]
        terms = tuple(self._written(info, key) for key in helpers)
        who = Part(tuple(self._written(info, f"{key}.text") for key in helpers), terms=terms)
        return (
            Section(FIRST, info.get("phase.title"), tuple(phases)),
            *topics,
            Section(LAST, info.get("help.title"), (who, *self._near(offer, shown))),
            *([self._talk(offer.info, shown, reader or offer.language.tag)] if shown else []),
            self._important(offer),
        )

    def _topic(self, offer: Offer, name: str) -> Section:
        checked = _checked(offer.form, self._costs.checked_on) if name == "costs" else None
        return Section(name, offer.info.get(f"{name}.title"), (Part(self._lines(offer.info, name)),), checked)

    def _talk(self, info: Texts, shown: Sequence[Shown], reader: str) -> Section:
        """What an ambassador is, how to ask for one, and where there are some who speak the reader's language."""
        found = speakers(shown, reader)
        regions = tuple(_in_dutch(region) if region else self._written(info, "talk.all") for region in found)
        where = Part(tuple(_figure(str(count)) for count in found.values()), info.get("talk.where"), regions)
        return Section(TALK, info.get("talk.title"), (Part(self._lines(info, TALK)), *([where] if found else [])))

    def _near(self, offer: Offer, shown: Sequence[Shown]) -> Iterator[Part]:
        """Everyday places that a GGD lets everybody know, under its name where there are several."""
        for ggd, places in everyday(shown):
            title = offer.info.get("near.title") + (f" ({ggd})" if len(shown) > 1 else "")
            lines = tuple(_place(offer.form, each) for each in places)
            yield Part(lines, title, tuple(_in_dutch(each.name) for each in places))

    def _important(self, offer: Offer) -> Section:
        """The card of the last screen, line by line."""
        form = offer.form
        terms = tuple(escape(form.get(f"numbers.{each.id}")) for each in self._numbers.numbers)
        free = Markup(" <span>{}</span>").format(form.get("numbers.free"))
        lines = tuple(_figure(each.number) + (free if each.free else "") for each in self._numbers.numbers)
        checked = _checked(form, self._numbers.checked_on)
        return Section(NUMBERS, form.get("numbers.title"), (Part(lines, terms=terms),), checked)

    def _lines(self, info: Texts, family: str) -> tuple[Markup, ...]:
        keys = (key for key in _under(info, family) if key.rpartition(".")[2].isdecimal())
        return tuple(self._written(info, key) for key in keys if key.rpartition(".")[0] == family)

    def _written(self, info: Texts, key: str) -> Markup:
        """The text with its figures, each from left to right, and its Dutch words marked as Dutch."""
        escaped = str(escape(info.get(key)))
        if info.language.tag != "nl":
            escaped = DUTCH.sub(r'<bdi lang="nl">\1</bdi>', escaped)
        filled = re.sub(r"\{(\w+)\}", lambda found: str(_figure(self._figures[found[1]])), escaped)
        return Markup(filled)  # noqa: S704 - escaped above

    def _whole(self, offer: Offer) -> bool:
        needed = (*FROM_FORM, *(f"numbers.{each.id}" for each in self._numbers.numbers))
        return offer.info.complete and not set(needed) & set(offer.form.missing)


def _under(texts: Texts, family: str) -> Iterable[str]:
    return (key for key in texts.messages if key.startswith(f"{family}."))


def _figure(written: str) -> Markup:
    return Markup('<bdi dir="ltr" class="figures">{}</bdi>').format(written)


def _in_dutch(written: str) -> Markup:
    return Markup('<bdi lang="nl" class="name">{}</bdi>').format(written)


def _place(form: Texts, place: PublicDestination) -> Markup:
    """Telephone, hours in the words of whoever keeps them, and whether somebody checked."""
    lines = [_figure(place.phone)] if place.phone else []
    lines += [_in_dutch(place.hours)] if place.hours else []
    return Markup("<br>").join([*lines, _checked(form, place.checked_on)])


def _checked(form: Texts, day: date | None) -> Markup:
    if day is None:
        return escape(form.get("checked.not"))
    before, after = form.get("checked.on").split("{date}")
    return escape(before) + _figure(as_written(day)) + escape(after)
