"""``intake desk letter``: a letter or slip about one case, as PDF."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click

from intake.cli.desk_unlocking import unlocked
from intake.cli.options import config_option, passphrase_option
from intake.desk.letters.errors import LetterError

KINDS = ("gp", "invitation", "slip", "ambassador")


@click.command()
@config_option
@passphrase_option
@click.argument("case")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="To a GP, to the person, a slip, who goes along.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A new file.")
@click.option(
    "--fields",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A TOML file with what the desk does not know (docs/letters.md). Delete it afterwards.",
)
def letter(
    config_path: Path, passphrase_file: Path | None, case: str, kind: str, out: Path, fields: Path | None
) -> None:
    """Write a letter about CASE (its number or short code) as PDF. That it was printed is in the case's history."""
    from intake.desk.folder import refuse_unwritable, write_new
    from intake.desk.letters.frame import pdf
    from intake.desk.letters.writing import begin, overlaid, print_letter

    refuse_unwritable(out)
    typed = {} if fields is None else _read(fields)
    with unlocked(config_path, passphrase_file) as desk:
        draft = overlaid(begin(desk, case, kind), typed)
        print_letter(desk, draft, draft.revision, pdf, lambda made: write_new(out, made))
    click.echo(str(out))


def _read(path: Path) -> dict[str, object]:
    """Raises LetterError, which quotes nothing of the file."""
    hint = "docs/letters.md shows how the fields are written."
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise LetterError(f"cannot read {path}", hint) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise LetterError(f"{path} is not TOML", hint) from None
