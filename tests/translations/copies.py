"""A copy of the texts, to be changed as a test likes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from intake.questionnaire import Questionnaire, load, shipped_questionnaire
from intake.translations.domains import translations_folder


def copied(folder: Path) -> Path:
    """All texts of form and information, in ``folder``."""
    return Path(shutil.copytree(translations_folder(), folder / "translations"))


def copied_questionnaire(folder: Path) -> Questionnaire:
    """The shipped questionnaire with its texts, in ``folder``."""
    return load(Path(shutil.copytree(shipped_questionnaire("ggd10"), folder / "ggd10")))


def edited(folder: Path, locale: str, key: str, text: str, *, name: str = "form") -> None:
    """Another text for ``key``; an empty one is missing."""
    change(folder / locale / "LC_MESSAGES" / f"{name}.po", key, text)


def change(file: Path, key: str, text: str) -> None:
    """Put ``text`` into the file's message of this key."""
    found = re.compile(rf'(msgctxt "{re.escape(key)}"\nmsgid .*\nmsgstr ).*\n')
    before = file.read_text(encoding="utf-8")
    assert found.search(before), key
    file.write_text(found.sub(lambda match: f'{match[1]}"{text}"\n', before), encoding="utf-8")
