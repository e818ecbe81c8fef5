"""``intake links``: hand out links; list and end those of tablets."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from intake.cli.files import refuse_existing, write_new
from intake.cli.opening import opened_relay
from intake.cli.options import config_option, passphrase_option
from intake.config import load, section
from intake.envelope.link import token_of
from intake.questionnaire.languages import language
from intake.relay.clock import utc_now
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import end_kiosk, kiosk_id
from intake.relay.links.kiosks import kiosks as kiosks_of
from intake.relay.links.register import Kind
from intake.relay.self_referral import poster_address


@click.group("links")
def command() -> None:
    """Links that open the form. Who used one, and whether, is known to nobody."""


organisation_option = click.option(
    "--organisation", required=True, metavar="ID", help="Who hands the links out; from the configuration."
)


@command.command()
@config_option
@passphrase_option
@organisation_option
@click.option("--count", type=click.IntRange(1, 10_000), default=1, show_default=True, help="How many.")
@click.option("--kiosk", is_flag=True, help="For a tablet that many people use, one after the other.")
@click.option("--cards", "out", type=click.Path(path_type=Path), help="Onto cards instead, to print: a PDF.")
@click.option("--language", "tag", default="nl", show_default=True, help="The cards' language.")
def new(
    config_path: Path,
    passphrase_file: Path | None,
    organisation: str,
    count: int,
    kiosk: bool,
    out: Path | None,
    tag: str,
) -> None:
    """Make links, and print them one a line, or cards of them. They stand nowhere else: keep them or hand them out."""
    if kiosk and out is not None:
        raise click.UsageError("A tablet has no card: --cards and --kiosk do not go together.")
    if out is not None:
        _new_cards(config_path, passphrase_file, organisation, count, out, tag)
        return
    kind = Kind.KIOSK if kiosk else Kind.CARD
    relay = opened_relay(config_path, passphrase_file)
    made = hand_out_links(relay, organisation, kind, now=utc_now(), count=count)
    click.echo("\n".join(made))
    if kiosk:
        for url in made:
            click.echo(f"Write on the tablet: {kiosk_id(token_of(url))}", err=True)


@command.command()
@config_option
@passphrase_option
@organisation_option
def kiosks(config_path: Path, passphrase_file: Path | None, organisation: str) -> None:
    """List the organisation's tablets, one a line: a short id, and the last day on which it opens."""
    relay = opened_relay(config_path, passphrase_file)
    for kiosk in kiosks_of(relay, organisation, utc_now().date()):
        click.echo(f"{kiosk.id}  {kiosk.expires}")


@command.command()
@config_option
@passphrase_option
@organisation_option
@click.argument("kiosk_id", metavar="ID")
def end(config_path: Path, passphrase_file: Path | None, organisation: str, kiosk_id: str) -> None:
    """End the tablet ID (as `kiosks` lists it): it opens no more. What waits on it is taken for 30 days."""
    kiosk = end_kiosk(opened_relay(config_path, passphrase_file), organisation, kiosk_id, utc_now().date())
    click.echo(f"{kiosk.id}  ended")


@command.command("self")
@config_option
@click.option("--inbox", required=True, metavar="ID", help="One that takes people without a link.")
@click.option("--poster", "out", type=click.Path(path_type=Path), help="Also make the poster, as PDF.")
@click.option("--language", "tag", default="nl", show_default=True, help="The poster's language.")
def without_link(config_path: Path, inbox: str, out: Path | None, tag: str) -> None:
    """Print the address for a poster: people who scan it need no link. It is the same for all, and no secret."""
    address = poster_address(section(load(config_path).relay, "relay"), inbox)
    if out is not None:
        _write_poster(out, tag, address)
    click.echo(address)


def _new_cards(
    config_path: Path, passphrase_file: Path | None, organisation: str, count: int, out: Path, tag: str
) -> None:
    from intake.cli.cards import Printing

    printing, now = Printing.into(out, tag), utc_now()
    relay = opened_relay(config_path, passphrase_file)
    links = partial(hand_out_links, relay, organisation, Kind.CARD, now=now, count=count)
    printing.write(relay, organisation, now, links)


def _write_poster(out: Path, tag: str, address: str) -> None:
    from intake.paper.poster import poster
    from intake.translations.domains import FORM, own_domain

    refuse_existing(out)
    write_new(out, poster(own_domain(FORM).texts(language(tag)), address))
