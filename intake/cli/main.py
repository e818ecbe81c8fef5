"""The ``intake`` command and its groups.

A group is imported only when it is called: so a machine of one zone need not have the other zones' packages,
and the relay's process never loads a module of the desk (tests/boundary shows it).
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module  # noqa: TID251 - the one place: a fixed table, below
from importlib.util import find_spec  # noqa: TID251 - as above
from io import TextIOWrapper, UnsupportedOperation
from pathlib import Path

import click

from intake.cli.options import config_option, passphrase_option
from intake.errors import IntakeError

NAMES = (
    "questionnaire", "keys", "relay", "links", "handout", "staff", "courier", "desk", "network", "demo", "bench",
    "audio", "translations",
)  # fmt: skip
# A relay's wheel leaves out the modules of the desk: there, `intake` does not offer them.
GROUPS = {name: f"intake.cli.{name}" for name in NAMES}


class Groups(click.Group):
    """A group whose commands are imported on demand from GROUPS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(name for name, module in GROUPS.items() if find_spec(module))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(GROUPS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Groups, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="envelop" if find_spec("intake.desk") else "envelop-relay", prog_name="intake")
@config_option
@passphrase_option
def intake(config_path: Path, passphrase_file: Path | None) -> None:
    """Envelop: the sealed envelope, digital.

    Ten questions, answered alone; sealed in the browser; opened only by the health service, offline.
    """


def _in_every_script() -> None:
    """Windows would write into a file, and read from one, in the letters of its country: a name in Arabic has none."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What was read from before keeps its letters.
        with suppress(UnsupportedOperation):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8")


def main() -> None:
    """Run the command. Exit status: 0 done, 1 refused with a reason, 2 wrong usage."""
    _in_every_script()
    try:
        intake()
    except IntakeError as error:
        click.echo(f"error: {error.message}", err=True)
        if error.hint:
            click.echo(f"hint: {error.hint}", err=True)
        sys.exit(1)
