"""Where the questionnaires that come with the program are.

A GGD's own questionnaire is not among them: it is any folder, given by its path to intake.questionnaire.loader.
"""

from __future__ import annotations

from pathlib import Path

from intake.errors import QuestionnaireError

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "data" / "questionnaires"
_SOURCE = _PACKAGE.parent / "questionnaires"


def shipped_folder() -> Path:
    """The folder of folders: inside the package where a wheel was installed, else in the source tree."""
    return _INSTALLED if _INSTALLED.is_dir() else _SOURCE


def shipped_questionnaire(name: str) -> Path:
    """The folder of one shipped questionnaire, by its id. Raises QuestionnaireError."""
    for file in shipped_folder().glob("*/questionnaire.toml"):
        if file.parent.name == name:
            return file.parent
    raise QuestionnaireError("no questionnaire of this name comes with the program", "Give a folder by its path.")
