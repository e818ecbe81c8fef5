"""``intake relay mail``: try out whether the mails to the GGD can be sent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from intake.cli.options import config_option
from intake.config import Mail, load, section
from intake.errors import ConfigError
from intake.relay.clock import utc_now
from intake.relay.telling.letters import Letter, written
from intake.relay.telling.rounds import HERE
from intake.relay.telling.server import MailError, send
from intake.relay.telling.settings import addresses, check_mail


@click.command("mail")
@config_option
@click.option("--test", is_flag=True, required=True, help="Send both kinds of mail now, as they are always sent.")
def mail(config_path: Path, test: bool) -> None:
    """Try out [relay.mail]: send now what is else sent on working days. Tell those who get it that it is a trial."""
    relay = section(load(config_path).relay, "relay")
    check_mail(relay)
    told = [(inbox, letter, to) for inbox in relay.inboxes for letter, to in addresses(inbox).items()]
    if relay.mail is None or not told:
        raise ConfigError("no inbox is to be told by mail", "Name post and alarm in [[relay.inboxes]].")
    refused = [_refused(relay.mail, inbox.id, letter, to, utc_now().astimezone(HERE)) for inbox, letter, to in told]
    if any(refused):
        raise MailError("not every mail was taken", "The lines above say which, and why.")


def _refused(settings: Mail, inbox: str, letter: Letter, to: str, now: datetime) -> bool:
    """Send one and say what became of it; whether the server did not take it."""
    try:
        send(settings, written(letter, sender=settings.sender, to=to, now=now))
    except MailError as error:
        click.echo(f"{inbox}: {letter.value}: {error.message}. {error.hint}")
        return True
    click.echo(f"{inbox}: {letter.value}: the server took it")
    return False
