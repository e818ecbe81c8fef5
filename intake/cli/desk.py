"""``intake desk``: the offline workstation, by command."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from intake.cli.desk_audit import audit
from intake.cli.desk_bringing_in import aside, receipt
from intake.cli.desk_cases import CASES
from intake.cli.desk_casework import CASEWORK
from intake.cli.desk_deciding import DECIDING
from intake.cli.desk_keeping import KEEPING
from intake.cli.desk_letter import letter
from intake.cli.desk_serve import serve
from intake.cli.desk_unlocking import language_option, print_json, print_lines, section_and_passphrase, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.screen import another_screen
from intake.desk.errors import DeskError
from intake.desk.unlock import init_desk
from intake.desk.wording import Dictionary, StaffLanguage
from intake.envelope.encoding import from_base64url
from intake.envelope.signatures import fingerprint


@click.group("desk")
def command() -> None:
    """The offline workstation: opens envelopes, keeps cases, shows who needs somebody first."""


@command.command()
@config_option
@passphrase_option
@click.option("--relay-key", required=True, metavar="BASE64URL", help="The relay's public key, as its init printed it.")
def init(config_path: Path, passphrase_file: Path | None, relay_key: str) -> None:
    """Make the desk's database, which takes bundles of this one relay only."""
    try:
        key = from_base64url(relay_key, 32)
    except ValueError:
        raise DeskError("this is not a relay's public key", "Copy all 43 letters that `relay init` printed.") from None
    desk, passphrase = section_and_passphrase(config_path, passphrase_file)
    instance = init_desk(desk, passphrase, relay_key=key)
    click.echo(f"desk   {instance.desk}")
    click.echo(f"relay  {fingerprint(key)}  (fingerprint: compare it with the relay's, by telephone)")


@command.command("import")
@config_option
@passphrase_option
@json_option
@click.argument("bundle", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--receipt",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the receipt: a new file, for the courier to carry back.",
)
def import_(config_path: Path, passphrase_file: Path | None, bundle: Path, receipt: Path, as_json: bool) -> None:
    """Open a bundle's envelopes and put the cases into the queue; write the receipt."""
    from intake.desk.folder import refuse_unwritable
    from intake.desk.importing import import_bundle
    from intake.desk.terminal.summary import summary_lines, summary_members

    refuse_unwritable(receipt)
    with unlocked(config_path, passphrase_file) as desk, _Bar() as bar:
        summary = import_bundle(desk, bundle, receipt, progress=bar.show)
    if as_json:
        print_json(summary_members(summary))
        return
    print_lines(summary_lines(summary))
    click.echo(f"Receipt {summary.receipt}: {receipt}")


class _Bar:
    """A progress bar, only where somebody looks at a terminal."""

    def __init__(self) -> None:
        self._shown = False

    def show(self, done: int, total: int) -> None:
        """``done`` of ``total`` envelopes."""
        if sys.stderr.isatty():
            self._shown = True
            full = 30 * done // total
            click.echo(f"\r[{'#' * full}{'-' * (30 - full)}] {done} of {total} envelopes", nl=False, err=True)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo(err=True)


@command.command()
@config_option
@passphrase_option
@json_option
@language_option
def queue(config_path: Path, passphrase_file: Path | None, as_json: bool, language: StaffLanguage) -> None:
    """List the cases: the most urgent level first, then the nearest date."""
    from intake.desk.queue import read_queue
    from intake.desk.terminal.queue import queue_lines

    with unlocked(config_path, passphrase_file) as desk:
        waiting = read_queue(desk)
        if as_json:
            print_json([each.members() for each in waiting])
        else:
            print_lines(queue_lines(waiting, Dictionary(desk.library, language), language))


@command.command()
@config_option
@passphrase_option
@json_option
@language_option
@click.argument("case")
def show(config_path: Path, passphrase_file: Path | None, as_json: bool, language: StaffLanguage, case: str) -> None:
    """Show one CASE, given by its number or its short code: how to reach the person safely, and why."""
    from intake.desk.casework.work import read_work
    from intake.desk.looking import look_at
    from intake.desk.terminal.case import case_lines

    with unlocked(config_path, passphrase_file) as desk:
        found = look_at(desk, case)
        with desk.reading() as connection:
            work = read_work(desk, connection, found)
        if as_json:
            print_json(found.members() | work.members())
        else:
            wording = Dictionary(desk.library, language).of(found.questionnaire, found.version)
            print_lines(case_lines(found, wording, language, work))


@command.command()
@config_option
@passphrase_option
@json_option
@click.option("--language", "tag", metavar="TAG", help="The form's language, where a whole pile has the same.")
@click.option(
    "--interface",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="Be asked in Dutch or English.",
)
def paper(
    config_path: Path, passphrase_file: Path | None, as_json: bool, tag: str | None, interface: StaffLanguage
) -> None:
    """Put in a form that came on paper: what was crossed, step by step, then a summary to confirm."""
    from intake.desk.paper.dialogue import Dialogue
    from intake.desk.paper.putting_in import put_in, told
    from intake.desk.paper.words import Words

    words = Words(interface)
    dialogue = Dialogue(sys.stdin, partial(click.echo, err=True), partial(click.echo, nl=False, err=True), words)
    with unlocked(config_path, passphrase_file) as desk, another_screen():
        entered = put_in(desk, dialogue, words, interface, tag)
    if as_json:
        print_json(entered)
    else:
        print_lines(told(entered, words, interface))


command.add_command(aside)
command.add_command(audit)
command.add_command(receipt)
command.add_command(serve)
command.add_command(letter)
for each in (*CASES, *CASEWORK, *DECIDING, *KEEPING):
    command.add_command(each)
