"""``intake relay backup``, ``restore`` and ``upgrade``."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.opening import relay_and_passphrase
from intake.cli.options import config_option, passphrase_option
from intake.relay.clock import utc_now

_LOST = """What that means:
- The next bundle says that the relay was restored. The desk tells it at the import and counts nothing twice.
- Envelopes that came after that day, and that no desk has, went with the old machine.
- Links handed out after that day do not open. Hand out new ones.
- Tablets that were ended and colleagues who were disabled after that day are as they were: look at both lists.
- Everybody signs in again; invitations that were open are sent again."""


@click.command()
@config_option
@passphrase_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(config_path: Path, passphrase_file: Path | None, file: Path) -> None:
    """Write a backup of the whole relay to FILE, also while it serves. It is as secret as the relay itself."""
    from intake.relay.backup.making import back_up

    relay, passphrase = relay_and_passphrase(config_path, passphrase_file)
    back_up(relay, passphrase, file, utc_now().date())
    click.echo(f"the relay is in {file}; try it once by `intake relay restore` in another place")


@click.command()
@config_option
@passphrase_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(config_path: Path, passphrase_file: Path | None, file: Path) -> None:
    """Make the relay from the backup FILE, in a place where there is none. The passphrase is that of its day."""
    from intake.relay.backup.restoring import restore as restore_relay

    relay, passphrase = relay_and_passphrase(config_path, passphrase_file)
    about = restore_relay(relay, passphrase, file)
    click.echo(f"the relay is back as it was on {about.made}, and begins epoch {about.epoch}\n\n{_LOST}")


@click.command()
@config_option
@passphrase_option
def upgrade(config_path: Path, passphrase_file: Path | None) -> None:
    """Bring the databases of an older version up to date. Stop the relay and the handout before."""
    from intake.relay.upgrading import upgrade_relay

    relay, passphrase = relay_and_passphrase(config_path, passphrase_file)
    click.echo("\n".join(upgrade_relay(relay, passphrase) or ["everything is up to date"]))
