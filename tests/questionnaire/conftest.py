"""The shipped questionnaire, and folders made from changed copies of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.questionnaire import Questionnaire, load, shipped_questionnaire

WriteFolder = Callable[[str], Path]


@pytest.fixture(scope="session")
def ggd10() -> Questionnaire:
    return load(shipped_questionnaire("ggd10"))


@pytest.fixture(scope="session")
def ggd10_toml() -> str:
    return (shipped_questionnaire("ggd10") / "questionnaire.toml").read_text(encoding="utf-8")


@pytest.fixture
def write_folder(tmp_path: Path) -> WriteFolder:
    """Writes a questionnaire.toml with this text, and gives its folder."""

    def write(toml: str) -> Path:
        (tmp_path / "questionnaire.toml").write_text(toml, encoding="utf-8")
        return tmp_path

    return write
