"""``intake audio``: sound packs - record them, fill them by machine, see what is wanting."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import click

from intake.audio.build import Job, build, job
from intake.audio.pack import PackError, Voice, read_packs
from intake.audio.script import Line, script
from intake.audio.speech import refuse_dumb
from intake.audio.standing import Standing, State, standing
from intake.audio.studio.serve import serve
from intake.audio.studio.session import Session, speaker_name
from intake.cli.options import config_option, json_option
from intake.config import load as load_config
from intake.config import section
from intake.questionnaire import LANGUAGES, Language, Questionnaire, language, load, shipped_questionnaire

F = TypeVar("F", bound=Callable[..., object])

OPEN = "Open this address in Chromium, Chrome, Edge or Firefox on this computer. It works once:"
STOP = "Everything is kept as you go. Stop with Ctrl+C."
RECORDED = (State.RECORDED, State.APPROVED, State.REFUSED)
COLUMNS = {
    "texts": tuple(State),
    "recorded": RECORDED,
    "approved": (State.APPROVED,),
    "refused": (State.REFUSED,),
    "synthetic": (State.SYNTHETIC,),
    "outdated": (State.OUTDATED,),
    "missing": (State.MISSING,),
}


def _questionnaires_option(function: F) -> F:
    return click.option(
        "--questionnaire",
        "folders",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A questionnaire's folder; several times for several. Otherwise the one that comes with the program.",
    )(function)


def _asked(folders: Sequence[Path]) -> list[Questionnaire]:
    return [load(folder) for folder in folders or [shipped_questionnaire("ggd10")]]


def _languages(tags: Sequence[str]) -> tuple[Language, ...]:
    return tuple(language(tag) for tag in dict.fromkeys(tags)) or LANGUAGES


def _today() -> date:
    return datetime.now(UTC).date()


@click.group()
def command() -> None:
    """Sound: packs of recordings, one file for each language."""


# --- build


@command.command("build")
@click.option("--language", "tags", multiple=True, metavar="TAG", help="A language; otherwise every one.")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder of the packs.")
@click.option("--fill", is_flag=True, help="Add what is wanting in packs that are there already.")
@_questionnaires_option
def build_packs(tags: tuple[str, ...], out: Path, fill: bool, folders: tuple[Path, ...]) -> None:
    """Let a machine read what nobody recorded: placeholders for trying out, marked synthetic, never for people."""
    refuse_dumb()
    jobs = [each for each in (_job(spoken, out, _asked(folders), fill=fill) for spoken in _languages(tags)) if each]
    length = sum(len(each.to_speak) for each in jobs)
    with click.progressbar(length=length, label="Speaking", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        build(jobs, _today(), bar.update)
    for each in jobs:
        click.echo(f"{each.language.tag:<4}{len(each.to_speak):>5} texts spoken  {each.file}")


def _job(spoken: Language, out: Path, questionnaires: Sequence[Questionnaire], *, fill: bool) -> Job | None:
    """What there is to do for a language; None, and a line that says why, where a machine can do nothing."""
    if spoken.voice is None:
        click.echo(f"{spoken.tag}: no machine here speaks {spoken.english_name}; people have to record it", err=True)
        return None
    lines = script(spoken, questionnaires)
    if len(lines) == 1:
        click.echo(f"{spoken.tag}: nothing is translated into {spoken.english_name} yet", err=True)
        return None
    return job(spoken, out, lines, fill=fill)


# --- status


@command.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", "tag", metavar="TAG", help="List every text of this language.")
@json_option
@config_option
@_questionnaires_option
def status(folder: Path | None, tag: str | None, as_json: bool, config_path: Path, folders: tuple[Path, ...]) -> None:
    """How far each language's pack is. FOLDER: that of the packs; otherwise [relay] audio of the configuration.

    recorded: by a person, of today's words; approved and refused are among them. outdated: the words changed since.
    """
    packs, questionnaires = read_packs(folder or _configured(config_path)), _asked(folders)
    scripts = {each: script(each, questionnaires) for each in _languages([tag] if tag else [])}
    clips = {each: packs[each.tag].clips if each.tag in packs else {} for each in scripts}
    found = [standing(each, lines, clips[each]) for each, lines in scripts.items()]
    if as_json:
        click.echo(json.dumps([_report(each, whole=tag is not None) for each in found], ensure_ascii=False))
    elif tag:
        click.echo(_list(found[0], scripts[found[0].language]))
    else:
        click.echo(_table(found))


def _configured(config_path: Path) -> Path:
    folder = section(load_config(config_path).relay, "relay").audio
    if folder is None:
        raise PackError("the configuration names no folder of packs", "Give a FOLDER, or set [relay] audio.")
    return folder


def _report(found: Standing, *, whole: bool) -> dict[str, object]:
    counts: dict[str, object] = {name: found.count(*states) for name, states in COLUMNS.items()}
    keys = {"keys": found.keys} if whole else {}
    return {"language": found.language.tag, **counts, "left_over": found.left_over, **keys}


def _table(found: Sequence[Standing]) -> str:
    head = "    " + "".join(f"{name:>10}" for name in COLUMNS)
    rows = [
        f"{each.language.tag:<4}" + "".join(f"{each.count(*states):>10}" for states in COLUMNS.values())
        for each in found
    ]
    return "\n".join([head, *rows])


def _list(found: Standing, lines: Sequence[Line]) -> str:
    english = {key: line.english for line in lines for key in line.keys}
    listed = [f"{state:<10}{key:<32}{english[key]}" for key, state in found.keys.items()]
    return "\n".join([*listed, *(f"{'left over':<10}{key}" for key in found.left_over)])


# --- record


@command.command()
@click.option("--language", "tag", required=True, metavar="TAG", help="The language that is read.")
@click.option("--speaker", required=True, help="Your name, or any name you choose; it stands in the pack.")
@click.option("--pack", "file", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The pack's file.")
@click.option("--voice", type=click.Choice(["woman", "man"]), help="Whose voice it is, if you want to say it.")
@click.option("--approve", is_flag=True, help="Hear what another speaker recorded, and approve or refuse it.")
@_questionnaires_option
def record(
    tag: str,
    speaker: str,
    file: Path,
    voice: Voice | None,
    approve: bool,
    folders: tuple[Path, ...],
) -> None:
    """Read a language's texts aloud, one by one, on a page of this computer. Every reading is kept at once."""
    spoken = language(tag)
    lines = script(spoken, _asked(folders))
    session = Session(spoken, lines, file, speaker_name(speaker), voice, approve)
    serve(session, _today, lambda address: click.echo(f"{OPEN}\n\n  {address}\n\n{STOP}"))
