"""How what stands on a case went on, by command: which of them, and the state that it is in now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

number_option = click.option("--number", type=int, help="Which one, as the list numbers them.")


def to_option(states: Iterable[str]) -> Callable[[F], F]:
    """``--to STATE``, beside --number."""
    return click.option("--to", type=click.Choice(list(states)), help="What became of it, or how far it is now.")


def went_on(number: int | None, to: str | None, fields: Path | None) -> tuple[int, str] | None:
    """Which one, and what it is now; None where no state was given. Raises UsageError for half of it."""
    if number is None and to is None:
        return None
    if number is None or to is None:
        raise click.UsageError("--number and --to belong together.")
    if fields is not None:
        raise click.UsageError("--fields is for a new one: leave out --number and --to.")
    return number, to
