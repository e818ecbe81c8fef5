"""How far each language is: what is translated, what is reviewed, and whether a relay offers it in production.

A text whose English has changed since counts as not translated, and so does a fuzzy one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.questionnaire.catalogue import Review
from intake.questionnaire.languages import Language
from intake.questionnaire.texts import Texts
from intake.translations.domains import PRINTED, Domain


@dataclass(frozen=True, slots=True)
class Standing:
    """One language, over all its domains. Keys stand as ``domain:key``.

    ``texts`` are all that there should be: those ``translated``, ``missing`` and ``changed`` together. ``unexplained``
    are those without a back-translation. ``why`` says why a relay in production does not offer the language, or what
    it leaves out of it; empty where it offers all.
    """

    language: Language
    texts: int
    translated: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    reviews: dict[Review, int]
    unexplained: tuple[str, ...]
    production: bool
    why: str


def ready(texts: Texts) -> bool:
    """Whether newcomers may be given this in production: complete, and no text a draft."""
    return texts.complete and not texts.drafts


def standing(language: Language, domains: Sequence[Domain]) -> Standing:
    """Read now. Raises QuestionnaireError where a file of texts is none."""
    read = [(domain, domain.texts(language)) for domain in domains]
    messages = [message for _, texts in read for message in texts.messages.values()]
    missing = tuple(_named(domain, key) for domain, texts in read for key in texts.missing if key not in texts.changed)
    changed = tuple(_named(domain, key) for domain, texts in read for key in texts.changed)
    unexplained = tuple(
        _named(domain, key)
        for domain, texts in read
        for key, message in texts.messages.items()
        if not message.back_translation
    )
    reviews = {review: sum(message.review is review for message in messages) for review in Review}
    production, without = _production(read)
    return Standing(
        language=language,
        texts=sum(len(domain.sources) for domain in domains),
        translated=len(messages),
        missing=missing,
        changed=changed,
        reviews=reviews,
        unexplained=unexplained,
        production=production,
        why=_why(_shown(read)) if not production else f"without {', '.join(without)}" if without else "",
    )


def _named(domain: Domain, key: str) -> str:
    return f"{domain.name}:{key}"


def _production(read: Sequence[tuple[Domain, Texts]]) -> tuple[bool, list[str]]:
    """Whether the form offers it, and what there is not in it then: questionnaires, cards, letters."""
    own = [texts for domain, texts in _shown(read) if domain.questionnaire is None]
    asked = {domain.name: ready(texts) for domain, texts in read if domain.questionnaire is not None}
    printed = {domain.name: texts.complete for domain, texts in read if domain.name in PRINTED}
    without = [name for name, fit in (asked | printed).items() if not fit]
    return all(map(ready, own)) and any(asked.values()), without


def _shown(read: Sequence[tuple[Domain, Texts]]) -> Sequence[tuple[Domain, Texts]]:
    """What the form shows. What is printed is no part of it."""
    return [(domain, texts) for domain, texts in read if domain.name not in PRINTED]


def _why(read: Sequence[tuple[Domain, Texts]]) -> str:
    """What keeps it back, in numbers."""
    changed = sum(len(texts.changed) for _, texts in read)
    counts = {
        "missing": sum(len(texts.missing) for _, texts in read) - changed,
        "of an older English": changed,
        "not reviewed": sum(len(texts.drafts) for _, texts in read),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)
