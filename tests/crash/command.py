"""`intake` with arguments, the whole command, in this process: also what it prints as bytes."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from intake.cli.main import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended, what it printed, and what it said besides."""

    status: int
    out: str
    err: str


def run(arguments: Sequence[str]) -> Ended:
    """Run it."""
    out, err, status = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["intake", *arguments])
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    out.flush()
    out.seek(0)
    return Ended(status, out.read(), err.getvalue())
