"""What is to be read aloud in a language: every text that a screen reads, screen by screen, in the order of the form.

The same words stand under several keys (an answer such as "Often" belongs to many questions): they are one line and are
read once. Left out is what cannot be read beforehand (clip.as_read) and what only the eye or a screen reader needs. A
text that the language lacks is left out too: there is nothing to read yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.audio.clip import Clip, as_read
from intake.questionnaire.languages import Language, language
from intake.questionnaire.model import Questionnaire
from intake.translations.domains import FORM, Domain, own_domain, questionnaire_domain
from intake.translations.screens import FORM_SCREENS, FRAME, Screen, screens_of

NAME = "name"
"""The key of a language's own name, heard on the first screen."""

LAST_BEFORE_QUESTIONS = "exit"
# Marks, labels for a screen reader, parts of a line with figures in it, and what is seen before there is sound.
SILENT_FAMILIES = frozenset({"title", "draft", "progress", "listen", "day", "checked", "sheet"})
SILENT = frozenset({"button.language", "address.erase", "code.erase", "numbers.free"})
HEARD = frozenset({"listen.ear"})


@dataclass(frozen=True, slots=True)
class Line:
    """Words to read once, for every key in ``keys``.

    ``english`` and ``note`` explain them to whoever reads, and ``dutch`` where there is one. ``screen`` is the first
    screen that they stand on.
    """

    keys: tuple[str, ...]
    text: str
    english: str
    dutch: str
    note: str
    screen: Screen


@dataclass(frozen=True, slots=True)
class _Said:
    key: str
    text: str
    english: str
    dutch: str
    note: str
    screen: Screen


def script(spoken: Language, questionnaires: Sequence[Questionnaire]) -> tuple[Line, ...]:
    """The lines to read, in order. Raises QuestionnaireError where a file of texts is none."""
    same: dict[str, list[_Said]] = {}
    for said in (_own_name(spoken), *_in_order(spoken, questionnaires)):
        same.setdefault(said.text, []).append(said)
    return tuple(_line(all_said) for all_said in same.values())


def in_order(lines: Sequence[Line], clips: Mapping[str, Clip]) -> list[Clip]:
    """The clips in the order of the script; behind them those that nothing reads any more."""
    asked = [key for line in lines for key in line.keys]
    others = clips.keys() - set(asked)
    return [clips[key] for key in (*asked, *sorted(others)) if key in clips]


def _line(all_said: Sequence[_Said]) -> Line:
    first = all_said[0]
    keys = tuple(dict.fromkeys(said.key for said in all_said))
    return Line(keys, first.text, first.english, first.dutch, first.note, first.screen)


def _own_name(spoken: Language) -> _Said:
    dutch = "De naam van de taal"
    return _Said(NAME, spoken.own_name, spoken.english_name, dutch, "The name of the language.", FRAME)


def _in_order(spoken: Language, questionnaires: Sequence[Questionnaire]) -> Iterator[_Said]:
    form = own_domain(FORM)
    places = [screen.name for screen in FORM_SCREENS]
    middle = places.index(LAST_BEFORE_QUESTIONS) + 1
    yield from _said(form, FORM, (FRAME, *FORM_SCREENS[:middle]), spoken)
    for questionnaire in questionnaires:
        asked = questionnaire_domain(questionnaire)
        yield from _said(asked, asked.name, screens_of(asked), spoken)
    yield from _said(form, FORM, FORM_SCREENS[middle:], spoken)


def _said(domain: Domain, prefix: str, screens: Sequence[Screen], spoken: Language) -> Iterator[_Said]:
    texts, dutch = domain.texts(spoken).messages, domain.texts(language("nl")).messages
    for screen in screens:
        for key in screen.of(texts):
            words = as_read(texts[key].text)
            if words is not None and _is_heard(key):
                shown = as_read(dutch[key].text) if key in dutch else None
                english = as_read(texts[key].source) or ""
                yield _Said(f"{prefix}:{key}", words, english, shown or "", texts[key].note, screen)


def _is_heard(key: str) -> bool:
    return key in HEARD or (key not in SILENT and key.partition(".")[0] not in SILENT_FAMILIES)
