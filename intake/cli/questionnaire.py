"""``intake questionnaire``: look at a questionnaire's folder before it is used, and print it on paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from intake.cli.files import refuse_existing, write_new
from intake.cli.options import json_option
from intake.look import PICTURED, PICTURES
from intake.questionnaire import LANGUAGES, Language, Questionnaire, language, load, shipped_questionnaire
from intake.questionnaire.gallery import gallery, gallery_key, question_rows
from intake.questionnaire.pictures import Pictures, load_pictures, question_pictures
from intake.questionnaire.texts import Texts, load_staff_texts, load_texts

if TYPE_CHECKING:
    from intake.paper.printing import Sheets

SHIPPED = "ggd10"


class LanguageReport(TypedDict):
    """How far one language is."""

    tag: str
    complete: bool
    texts: int
    missing: list[str]
    left_over: list[str]
    drafts: int


class PictureReport(TypedDict):
    """Which options have no picture, and which drawings nothing asks for."""

    pictures: int
    missing: list[str]
    left_over: list[str]


class RuleReport(TypedDict):
    """One rule, with its condition in the form that the file uses."""

    id: str
    name: str
    level: str
    working_days: int | None
    when: str
    reason: str


class Report(TypedDict):
    """What ``check --json`` prints."""

    id: str
    version: str
    name: str
    validated: bool
    notice: str
    owner: str
    licence: str
    source: str
    valid_from: str
    questions: int
    scored: int
    score: list[int] | None
    bands: dict[str, list[int]]
    languages: list[LanguageReport]
    staff_languages: list[LanguageReport]
    pictures: PictureReport
    rules: list[RuleReport]


@click.group()
def command() -> None:
    """Look at questionnaires; print them."""


@command.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def check(folder: Path, *, as_json: bool) -> None:
    """Say what the questionnaire in FOLDER is, or refuse it with file, path and reason."""
    questionnaire = load(folder)
    texts = [load_texts(folder, language) for language in LANGUAGES]
    # English and Dutch: what staff read. Without a file of its own the questionnaire's own words serve.
    staff = [load_staff_texts(folder, language) for language in LANGUAGES if language.tag in ("nl", "en")]
    report = _report(questionnaire, texts, staff, question_pictures(questionnaire))
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else _words(report))


@command.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The page to write, .html.")
def pictures(folder: Path, *, out: Path) -> None:
    """Write a page of all pictures without a word, for people who say what they see; print which is which.

    After those of the questionnaire in FOLDER come those of the form's own questions.
    """
    own = load_pictures(PICTURES, PICTURED)
    rows = [*question_rows(question_pictures(load(folder)).drawings), *question_rows(own.drawings)]
    write_new(out, gallery(rows).encode())
    for number, name in gallery_key(rows):
        click.echo(f"{number:<6}{name}")


@command.command()
@click.option("--language", "tag", required=True, metavar="TAG", help="The form's language: ti, ar, ...")
@click.option("--questionnaire", "folder", type=click.Path(path_type=Path), help="A folder; the shipped one otherwise.")
@click.option("--copies", type=click.IntRange(1, 100), default=1, show_default=True, help="Each with its own code.")
@click.option("--ggd", default="GGD", metavar="NAME", help="The health service's name, as people read it.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write, .pdf.")
def paper(tag: str, folder: Path | None, *, copies: int, ggd: str, out: Path) -> None:
    """Make the form on paper as PDF: two sheets of A4 for each copy, printed on both sides.

    The first stays with the person: who reads it, numbers, a label for the envelope, a strip with a code of their own.
    The second goes into the envelope. The codes are new and kept nowhere else, so print a file once.
    """
    from intake.paper.printing import new_codes

    refuse_existing(out)
    data = _sheets(language(tag), folder or shipped_questionnaire(SHIPPED), ggd).pdf(new_codes(copies))
    write_new(out, data)


def _sheets(spoken: Language, folder: Path, ggd: str) -> Sheets:
    from intake.paper.printing import Sheets
    from intake.relay.newcomer.facts import load_numbers
    from intake.translations.domains import FORM, own_domain

    form, texts = own_domain(FORM).texts(spoken), load_texts(folder, spoken)
    return Sheets(form, load(folder), texts, load_numbers(), ggd)


def _report(questionnaire: Questionnaire, texts: list[Texts], staff: list[Texts], drawn: Pictures) -> Report:
    score = questionnaire.score
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "name": questionnaire.name,
        "validated": questionnaire.validated,
        "notice": questionnaire.notice,
        "owner": questionnaire.owner,
        "licence": questionnaire.licence,
        "source": questionnaire.source,
        "valid_from": questionnaire.valid_from.isoformat(),
        "questions": len(questionnaire.questions),
        "scored": len(questionnaire.scored),
        "score": None if score is None else [score.lowest, score.highest],
        "bands": {} if score is None else {band.id: [band.lowest, band.highest] for band in score.bands},
        "languages": [_language(each) for each in texts],
        "staff_languages": [_language(each) for each in staff],
        "pictures": {
            "pictures": len(drawn.drawings),
            "missing": list(drawn.missing),
            "left_over": list(drawn.left_over),
        },
        "rules": _rules(questionnaire),
    }


def _language(texts: Texts) -> LanguageReport:
    return {
        "tag": texts.language.tag,
        "complete": texts.complete,
        "texts": len(texts.messages),
        "missing": list(texts.missing),
        "left_over": list(texts.left_over),
        "drafts": len(texts.drafts),
    }


def _rules(questionnaire: Questionnaire) -> list[RuleReport]:
    return [
        {
            "id": rule.id,
            "name": rule.name,
            "level": rule.level.value,
            "working_days": rule.working_days,
            "when": str(rule.when),
            "reason": rule.reason,
        }
        for rule in questionnaire.rules
    ]


# --- the same in words


def _words(report: Report) -> str:
    return "\n".join(
        [
            f"{report['id']}, version {report['version']}, from {report['valid_from']}: "
            + (report["notice"] or report["name"]),
            f"owner    {report['owner']}",
            f"licence  {report['licence']}",
            f"source   {report['source']}",
            f"{report['questions']} questions; {_score_words(report)}",
            "",
            "What the newcomer reads",
            *(f"  {_language_words(each)}" for each in report["languages"]),
            "What staff read",
            *(f"  {_language_words(each)}" for each in report["staff_languages"]),
            "Pictures beside the options",
            f"  {_picture_words(report['pictures'])}",
            "",
            "Rules; all that fire are reported, the highest level counts",
            *(line for rule in report["rules"] for line in _rule_words(rule)),
        ]
    )


def _score_words(report: Report) -> str:
    if report["score"] is None:
        return "nothing is scored"
    bands = ", ".join(f"{name} {low}-{high}" for name, (low, high) in report["bands"].items())
    low, high = report["score"]
    return f"{report['scored']} scored, {low} to {high}; {f'bands {bands}' if bands else 'no bands'}"


def _language_words(report: LanguageReport) -> str:
    words = [f"{report['tag']:<3} {_state(report)}"]
    if report["texts"]:
        words.append(f"{report['texts']} texts, {report['drafts']} still draft")
    if report["texts"] and report["missing"]:
        words.append(f"missing: {' '.join(report['missing'])}")
    if report["left_over"]:
        words.append(f"nothing asks for: {' '.join(report['left_over'])}")
    return "; ".join(words)


def _picture_words(report: PictureReport) -> str:
    words = [f"{report['pictures']} pictures" if report["pictures"] else "none"]
    if report["missing"]:
        words.append(f"missing: {' '.join(report['missing'])}")
    if report["left_over"]:
        words.append(f"nothing asks for: {' '.join(report['left_over'])}")
    return "; ".join(words)


def _state(report: LanguageReport) -> str:
    if report["complete"]:
        return "complete"
    return f"{len(report['missing'])} missing" if report["texts"] else "no texts"


def _rule_words(rule: RuleReport) -> list[str]:
    days = rule["working_days"]
    target = "no contact" if days is None else f"within {days} working day{'s' if days > 1 else ''}"
    return [
        f"  {rule['id']:<4} {rule['name']}: {rule['level']}, {target}",
        f"       when {rule['when']}",
        f"       {rule['reason']}",
    ]
