"""What commands print, on standard output."""

from __future__ import annotations

from collections.abc import Iterable

import click
import msgspec


def print_lines(lines: Iterable[str]) -> None:
    """One below the other."""
    for line in lines:
        click.echo(line)


def print_json(value: object) -> None:
    """On one line."""
    click.echo(msgspec.json.encode(value))
