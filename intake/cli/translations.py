"""``intake translations``: how far each language is, and the booklet with which native speakers review one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from intake.cli.options import json_option
from intake.cli.table import table
from intake.errors import IntakeError
from intake.questionnaire import LANGUAGES, Language, language, load, shipped_questionnaire
from intake.questionnaire.catalogue import Review
from intake.translations.domains import CARD, FORM, INFO, LETTER, Domain, every_domain
from intake.translations.review import Reviewer, Verdict, judged, take_in
from intake.translations.rows import groups, version
from intake.translations.sheet import LARGEST, read_sheet, write_sheet
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
        help="The folder with form.pot and the other templates.  [default: the one that comes along]",
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


# --- booklets

QUESTIONS = "questions"
AROUND = "en"


@command.command()
@click.option("--language", "tag", required=True, help="The language's tag in `intake translations status`.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the booklet here (.pdf), and beside it the result sheet (.csv).",
)
@click.option(
    "--part",
    "parts",
    type=click.Choice((QUESTIONS, FORM, INFO, CARD, LETTER)),
    multiple=True,
    help="Only this part; may be given again.  [default: all]",
)
@click.option(
    "--read",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Read a filled result sheet back.",
)
@click.option("--reviewer", metavar="NAME", help='Who reviewed, or "NAME and NAME".')
@click.option(
    "--role",
    type=click.Choice((Review.REVIEWED.value, Review.APPROVED.value)),
    default=Review.REVIEWED.value,
    show_default=True,
    help="How far this review brings a text; approved needs an earlier review by somebody else.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="When it was reviewed.  [default: today]")
@_folders
def pack(
    *,
    tag: str,
    out: Path | None,
    parts: tuple[str, ...],
    sheet: Path | None,
    reviewer: str | None,
    role: str,
    on: datetime | None,
    questionnaires: tuple[Path, ...],
    folder: Path | None,
) -> None:
    """Print a language's texts as a booklet for native speakers, and read back what they found.

    With --out: the booklet and its result sheet. With --read and --reviewer: every ticked text is marked as reviewed,
    every correction replaces its text, or nothing at all is changed and each wrong line is named.
    """
    spoken, domains = language(tag), _domains(questionnaires, folder)
    if out is not None and sheet is None:
        _write(spoken, [domain for domain in domains if not parts or _part(domain) in parts], out)
    elif sheet is not None and out is None and reviewer:
        day = datetime.now(UTC).date() if on is None else on.date()
        _read(spoken, domains, sheet, Reviewer(reviewer, Review(role), day))
    else:
        raise click.UsageError("Give --out FILE.pdf, or --read FILE.csv with --reviewer NAME.")


def _part(domain: Domain) -> str:
    return domain.name if domain.questionnaire is None else QUESTIONS


def _write(spoken: Language, domains: Sequence[Domain], out: Path) -> None:
    try:
        from intake.pdf import write_pdf
        from intake.translations.booklet import booklet
    except ModuleNotFoundError:
        raise IntakeError("this machine cannot make PDFs", "Install Envelop with its extra: envelop[pdf].") from None
    sheet = out.with_suffix(".csv")
    if out.suffix.lower() != ".pdf":
        raise click.UsageError("--out must end with .pdf.")
    for file in (out, sheet):
        if file.exists():
            raise IntakeError(f"{file} exists", "Booklets are never overwritten; choose another name.")
    found = groups(spoken, domains)
    rows = [row for group in found for row in group.rows]
    if not rows:
        raise IntakeError("there is no text in this language yet", "`intake translations status` shows which have.")
    made = write_pdf(booklet(spoken, found, sheet.name), language=language(AROUND))
    _create({out: made, sheet: write_sheet(rows)})
    click.echo(f"{out}: {len(rows)} texts, version {version(rows)}")
    click.echo(f"{sheet}: the result goes here")


def _create(files: dict[Path, bytes]) -> None:
    """All of them or none."""
    made: list[Path] = []
    try:
        for file, contents in files.items():
            with file.open("xb") as stream:
                made.append(file)
                stream.write(contents)
    except OSError:
        for file in made:
            file.unlink(missing_ok=True)
        raise IntakeError("the booklet cannot be written there", "Does the folder exist, and is there room?") from None


def _read(spoken: Language, domains: Sequence[Domain], sheet: Path, reviewer: Reviewer) -> None:
    rows = [row for group in groups(spoken, domains) for row in group.rows]
    with sheet.open("rb") as stream:
        lines = read_sheet(stream.read(LARGEST + 1))
    findings = judged(lines, rows, spoken, reviewer)
    changed = take_in(findings, spoken, reviewer)
    counts = Counter(finding.verdict for finding in findings)
    click.echo(", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict))
    for file in changed:
        click.echo(f"changed: {file}")
