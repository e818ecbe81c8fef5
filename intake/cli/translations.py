"""``intake translations``: how far each language is, and the booklet with which native speakers review one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from intake.cli.options import json_option
from intake.cli.table import table
from intake.questionnaire import LANGUAGES, load, shipped_questionnaire
from intake.questionnaire.catalogue import Review
from intake.translations.domains import Domain, every_domain
from intake.translations.standing import Standing, standing

SHIPPED = "ggd10"
F = TypeVar("F", bound=Callable[..., object])

HEAD = (
    "tag",
    "language",
    "texts",
    "translated",
    "missing",
    "changed",
    "draft",
    "reviewed",
    "approved",
    "no back-translation",
)
IN_PRODUCTION = "in production"


def _folders(command: F) -> F:
    asked = click.option(
        "--questionnaire",
        "questionnaires",
        type=click.Path(path_type=Path, file_okay=False),
        multiple=True,
        help=f"The folder of a questionnaire; may be given again.  [default: the {SHIPPED} that comes along]",
    )
    texts = click.option(
        "--translations",
        "folder",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="The folder with form.pot and info.pot.  [default: the one that comes along]",
    )
    return asked(texts(command))


def _domains(questionnaires: Sequence[Path], folder: Path | None) -> tuple[Domain, ...]:
    asked = questionnaires or [shipped_questionnaire(SHIPPED)]
    return every_domain([load(each) for each in asked], folder)


@click.group()
def command() -> None:
    """How far each language is, and booklets for those who review one."""


@command.command()
@json_option
@_folders
def status(*, as_json: bool, questionnaires: tuple[Path, ...], folder: Path | None) -> None:
    """A table of the languages: what is translated and reviewed, and what a relay in production offers."""
    domains = _domains(questionnaires, folder)
    found = [standing(language, domains) for language in LANGUAGES]
    if as_json:
        click.echo(json.dumps([_report(each) for each in found], ensure_ascii=False))
        return
    rows = [(*HEAD, IN_PRODUCTION), *map(_row, found)]
    for line in table(rows, right=range(2, len(HEAD))):
        click.echo(line)


def _row(found: Standing) -> tuple[str, ...]:
    counts = (found.texts, found.translated, len(found.missing), len(found.changed))
    reviews = tuple(found.reviews[review] for review in Review)
    offered = ("yes, " if found.why else "yes") if found.production else "no: "
    numbers = map(str, (*counts, *reviews, len(found.unexplained)))
    return found.language.tag, found.language.english_name, *numbers, f"{offered}{found.why}"


def _report(found: Standing) -> dict[str, Any]:
    return {
        "tag": found.language.tag,
        "language": found.language.english_name,
        "own_name": found.language.own_name,
        "texts": found.texts,
        "translated": found.translated,
        "missing": len(found.missing),
        "changed": len(found.changed),
        **{review.value: count for review, count in found.reviews.items()},
        "back_translations_missing": len(found.unexplained),
        "production": found.production,
        "why": found.why,
        "missing_keys": found.missing,
        "changed_keys": found.changed,
        "back_translations_missing_keys": found.unexplained,
    }
