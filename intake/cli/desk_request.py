"""``intake desk request``: what a person may ask about their own data."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import unlocked
from intake.cli.options import config_option, passphrase_option
from intake.desk.wording import StaffLanguage

_GROUNDS = {"wgbo": "REQUEST_WGBO", "gdpr": "REQUEST_GDPR"}


@click.group("request")
def request() -> None:
    """Requests of persons: a copy of what is kept of them, or to erase it. CASE is a number or a short code.

    A code proves nothing: find out first who asks, and whether it is safe to answer (docs/desk-keeping.md).
    """


@request.command()
@config_option
@passphrase_option
@click.argument("case")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A new .pdf or .html file.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--leave-out", multiple=True, type=click.Choice(["notes", "meldcode"]), help="Where it is about others.")
def show(
    config_path: Path,
    passphrase_file: Path | None,
    case: str,
    out: Path,
    language: StaffLanguage,
    leave_out: tuple[str, ...],
) -> None:
    """Write a copy of everything about one case, for the person: as PDF, or as a page to print."""
    from intake.desk.folder import refuse_unwritable, write_new
    from intake.desk.requests.gathering import Part, gather
    from intake.desk.web.keeping.copying import copy_document

    if out.suffix.lower() not in (".pdf", ".html"):
        raise click.UsageError("--out is the name of a .pdf or .html file.")
    refuse_unwritable(out)
    with unlocked(config_path, passphrase_file) as desk:
        found = gather(desk, case, leave_out=[Part(each) for each in leave_out])
        document = copy_document(desk, found, language, pdf=out.suffix.lower() == ".pdf")
    write_new(out, document, mode=0o600)
    click.echo(f"the copy is in {out}; read it before you give it, print it, then erase the file")
    if found.others:
        click.echo(f"put together with it, each with a copy of its own: {', '.join(map(str, found.others))}")


@request.command()
@config_option
@passphrase_option
@click.argument("case")
@click.option("--ground", required=True, type=click.Choice(list(_GROUNDS)), help="Which law the request rests on.")
@click.option("--apply", "applied", is_flag=True, help="Erase it. Without this, only show what would go.")
def erase(config_path: Path, passphrase_file: Path | None, case: str, ground: str, applied: bool) -> None:
    """Erase everything about one case, and about those put together with it, because the person asks."""
    from intake.desk.requests.answering import erase_on_request, what_would_go
    from intake.desk.retention.erasing import Ground

    with unlocked(config_path, passphrase_file) as desk:
        plan = erase_on_request(desk, case, Ground[_GROUNDS[ground]]) if applied else what_would_go(desk, case)
    numbers = ", ".join(map(str, plan.cases)) or "none"
    click.echo(f"{'erased' if applied else 'would go'}: cases {numbers}; sealed envelopes {plan.sealed}")
    if plan.told:
        click.echo(f"tell them too that it is erased (GDPR 19): {', '.join(plan.told)}")
    if plan.meldcode and not applied:
        click.echo("there is a record of the reporting code: somebody else, perhaps a child, may need that it is kept")
    if not applied:
        click.echo("Nothing was erased. Run it with --apply, or write down a refusal: `intake desk request refuse`.")


@request.command()
@config_option
@passphrase_option
@click.argument("case")
@click.option("--request", "kind", required=True, type=click.Choice(["see", "erase"]), help="What was asked.")
@click.option("--reason", required=True, type=click.Choice(["another-person", "legal-duty", "not-shown"]))
def refuse(config_path: Path, passphrase_file: Path | None, case: str, kind: str, reason: str) -> None:
    """Write down that a request is refused, and why: another person's interest, a law, or who asks is not shown."""
    from intake.desk.requests.answering import Kind, Refusal, refuse_request

    with unlocked(config_path, passphrase_file) as desk:
        number = refuse_request(desk, case, Kind(kind), Refusal(reason))
    click.echo(f"it is written down for case {number}; tell the person why, and where they can complain")
