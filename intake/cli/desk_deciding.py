"""``intake desk decide|state|reopen|attempt|one-more|call``: the same deeds as on the page of a case.

Levels, states and results are fixed words; reasons and notes come from a file or standard input.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from intake.cli.desk_deed import case_argument, do, read_words
from intake.cli.desk_unlocking import language_option, print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.casework.attempts import Attempt, Result, Way
from intake.desk.casework.states import BY_HAND, Outcome, Reopening, Status
from intake.desk.triage import Level
from intake.desk.wording import StaffLanguage
from intake.questionnaire import LANGUAGES

reason_option = click.option(
    "--reason-file",
    "reason",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where the reason stands; - for standard input.",
)


@click.command()
@config_option
@passphrase_option
@reason_option
@click.option("--level", required=True, type=click.Choice([level.value for level in Level]), help="How urgent it is.")
@case_argument
def decide(config_path: Path, passphrase_file: Path | None, reason: Path | None, level: str, case: str) -> None:
    """Decide how urgent CASE is. Another level than the rules suggest needs a reason."""
    from intake.desk.casework import deciding

    said = None if reason is None else read_words(reason)
    do(config_path, passphrase_file, case, deciding.decide, Level(level), said)


@click.command()
@config_option
@passphrase_option
@click.option("--outcome", type=click.Choice([outcome.value for outcome in Outcome]), help="How it ended: to close it.")
@case_argument
@click.argument("to", metavar="STATE", type=click.Choice(sorted(state.value for state in BY_HAND)))
def state(config_path: Path, passphrase_file: Path | None, outcome: str | None, case: str, to: str) -> None:
    """Put CASE on STATE: reached, held (the conversation was), declined, unreachable, or closed with an outcome."""
    from intake.desk.casework.states import change_state

    do(config_path, passphrase_file, case, change_state, Status(to), outcome)


@click.command()
@config_option
@passphrase_option
@case_argument
@click.argument("why", type=click.Choice([why.value for why in Reopening]))
def reopen(config_path: Path, passphrase_file: Path | None, case: str, why: str) -> None:
    """Open a closed CASE again, where it was before."""
    from intake.desk.casework import states

    do(config_path, passphrase_file, case, states.reopen, Reopening(why))


@click.command()
@config_option
@passphrase_option
@click.option("--at", "moment", metavar="MOMENT", help="When, by the clock here, as 2026-11-24T10:30; else now.")
@click.option(
    "--note-file",
    "note",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where a note stands; - for standard input.",
)
@case_argument
@click.argument("way", type=click.Choice([way.value for way in Way]))
@click.argument("result", type=click.Choice([result.value for result in Result]))
def attempt(
    config_path: Path,
    passphrase_file: Path | None,
    moment: str | None,
    note: Path | None,
    case: str,
    way: str,
    result: str,
) -> None:
    """Log an attempt to reach the person of CASE: by which WAY, and with what RESULT. Never outside the safe times."""
    from intake.desk.casework.attempts import log_attempt

    said = None if note is None else read_words(note)
    tried = Attempt(Way(way), Result(result), local_moment(moment), said)
    do(config_path, passphrase_file, case, log_attempt, tried)


@click.command("one-more")
@config_option
@passphrase_option
@reason_option
@case_argument
def one_more(config_path: Path, passphrase_file: Path | None, reason: Path | None, case: str) -> None:
    """Grant one more attempt for CASE, with a reason."""
    from intake.desk.casework.attempts import grant_one_more

    do(config_path, passphrase_file, case, grant_one_more, read_words(reason or Path("-")))


@click.command()
@config_option
@passphrase_option
@json_option
@language_option
@click.option("--woman", "caller", flag_value="woman", help="A woman calls: leave out who wishes for a man.")
@click.option("--man", "caller", flag_value="man", help="A man calls: leave out who wishes for a woman.")
@click.option(
    "--interpreter", metavar="TAG", type=click.Choice([each.tag for each in LANGUAGES]), help="Only this language."
)
@click.option("--everybody", is_flag=True, help="Also colleagues' cases.")
@click.option("--day", is_flag=True, help="The list for the rest of the day, to print: recorded in each case on it.")
@click.option("--numbers", is_flag=True, help="With --day: telephone numbers and addresses too.")
def call(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: StaffLanguage,
    caller: str | None,
    interpreter: str | None,
    everybody: bool,
    day: bool,
    numbers: bool,
) -> None:
    """List whose safe time is now, and whose comes later today. Open a case before you call: it says how."""
    from intake.desk.casework.calling import LISTED, Wanted, print_day, read_calls
    from intake.desk.terminal.calls import call_lines, call_members, day_lines

    if (day and as_json) or (numbers and not day):
        raise click.UsageError("--day is for paper and not for --json; --numbers belongs to --day.")
    with unlocked(config_path, passphrase_file) as desk:
        wanted = Wanted(caller, interpreter, None if everybody else desk.actor)  # type: ignore[arg-type]
        if day:
            print_lines(day_lines(print_day(desk, wanted, LISTED, numbers=numbers), language))
            return
        calls = read_calls(desk, wanted)
    if as_json:
        print_json(call_members(calls))
    else:
        print_lines(call_lines(calls, language))


def local_moment(typed: str | None) -> datetime | None:
    """A minute on a Dutch clock, in UTC."""
    from intake.desk.casework.typed import local_minute
    from intake.desk.local_time import HERE

    local = local_minute(typed)
    return None if local is None else datetime.fromisoformat(local).replace(tzinfo=HERE).astimezone(UTC)


DECIDING = (decide, state, reopen, attempt, one_more, call)
