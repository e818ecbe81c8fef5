"""``intake desk facts``: what the first talk told, shown or written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from sqlalchemy import Connection

from intake.cli.desk_deed import case_argument, do, looked
from intake.cli.desk_fields import fields_option, read_fields, refuse_unknown
from intake.cli.desk_unlocking import print_json, print_lines
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.errors import DeskError
from intake.desk.unlock import OpenDesk

if TYPE_CHECKING:
    from intake.desk.casework.facts import Facts, Written

AGREED = "agreed"


@click.command()
@config_option
@passphrase_option
@json_option
@fields_option
@case_argument
def facts(config_path: Path, passphrase_file: Path | None, as_json: bool, fields: Path | None, case: str) -> None:
    """Show what the talk told about CASE; with --fields, write it down.

    What the file names takes the place of what was known, also where it is empty; what it leaves out stays.
    """
    from intake.desk.casework.facts import read_facts, write_facts

    if fields is None:
        number, written = looked(config_path, passphrase_file, case, lambda _, *where: read_facts(*where))
        print_json({"case": number, "written": written}) if as_json else print_lines(_lines(written))
        return
    learnt = _learnt(fields)

    def deed(desk: OpenDesk, connection: Connection, number: int, seen: int) -> int:
        return write_facts(desk, connection, number, seen, _over(read_facts(connection, number), learnt))

    do(config_path, passphrase_file, case, deed)


def _lines(written: Written | None) -> Iterator[str]:
    from intake.desk.terminal.plain import flat, plain

    if written is None:
        yield "nothing was written yet"
        return
    yield f"written {written.at} by {plain(written.actor)}"
    members = msgspec.to_builtins(written.facts)
    met = members.pop(AGREED, {})
    for name, value in (*((f"{AGREED}.{name}", each) for name, each in met.items()), *members.items()):
        yield f"  {name}: {flat(_said(value))}"


def _said(value: object) -> str:
    return ", ".join(value) if isinstance(value, list | tuple) else {True: "yes"}.get(value is True, str(value))


def _learnt(path: Path) -> Mapping[str, object]:
    """As the file has it, once each member is known to fit; raises DeskError, which quotes no value."""
    from intake.desk.casework.facts import Facts
    from intake.desk.contact import Agreed

    names = [name for name in Facts.__struct_fields__ if name != "version"]
    members = read_fields(path, names, of="a talk")
    met = members.get(AGREED, {})
    if not isinstance(met, dict):
        raise _wrong(AGREED)
    refuse_unknown(met, Agreed.__struct_fields__, of="what was agreed about contact")
    _refuse_unfit(met, Agreed)
    _refuse_unfit({name: value for name, value in members.items() if name != AGREED}, Facts)
    return members


def _refuse_unfit(members: Mapping[str, object], kind: type[msgspec.Struct]) -> None:
    for name, value in members.items():
        try:
            msgspec.convert({} if value == "" else {name: value}, kind)
        except msgspec.ValidationError:
            raise _wrong(name) from None


def _wrong(name: str) -> DeskError:
    return DeskError(f"{name} cannot be what the file says", "docs/casework.md has an example, with the words.")


def _over(before: Written | None, learnt: Mapping[str, object]) -> Facts:
    from intake.desk.casework.facts import Facts

    known: dict[str, object] = {} if before is None else msgspec.to_builtins(before.facts)
    met = {**_members(known.get(AGREED)), **_members(learnt.get(AGREED))}
    return msgspec.convert({**_filled({**known, **learnt}), AGREED: _filled(met)}, Facts)


def _members(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _filled(members: Mapping[str, object]) -> dict[str, object]:
    """Without what was emptied."""
    return {name: value for name, value in members.items() if value != ""}
