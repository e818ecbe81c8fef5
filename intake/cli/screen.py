"""A screen of its own for what should not stay in a terminal's window: answers from paper, words of a share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def another_screen() -> Iterator[None]:
    """On a terminal: a screen of its own, which is gone afterwards with all that was typed, also what scrolled by."""
    shown = sys.stderr.isatty()
    click.echo("\x1b[?1049h\x1b[H" if shown else "", nl=False, err=True)
    try:
        yield
    finally:
        click.echo("\x1b[?1049l" if shown else "", nl=False, err=True)
