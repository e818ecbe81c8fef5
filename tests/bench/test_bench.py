"""`intake bench` measures the real thing: an import, a served relay. No time is asserted here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def test_each_figure_is_a_ratio_to_a_named_limit_of_the_same_run() -> None:
    command = [sys.executable, "-m", "intake.cli", "bench", "--json", "--rounds", "1", "--count", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = {figure["name"]: figure for figure in json.loads(done.stdout)["figures"]}
    assert {name: figure["limit_name"] for name, figure in figures.items()} == {
        "opened": "bare HPKE decryptions",
        "stored": "bare SQLCipher commits",
    }
    for figure in figures.values():
        assert figure["achieved"] > 0
        assert figure["ratio"] == pytest.approx(figure["achieved"] / figure["limit"], rel=0.05)
