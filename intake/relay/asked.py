"""Which questionnaires a relay asks: the one of each of its inboxes, in the order of their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from intake.config import Inbox
from intake.errors import ConfigError
from intake.questionnaire.loader import load
from intake.questionnaire.model import Questionnaire
from intake.questionnaire.shipped import shipped_questionnaire


def questionnaires(folders: Sequence[Path], inboxes: Sequence[Inbox]) -> Sequence[Questionnaire]:
    """The one that each inbox asks: from the configured ``folders``, or among those that come with the program.

    Raises ConfigError where one is not there, QuestionnaireError where a folder holds none.
    """
    given = [load(folder) for folder in folders]
    asked = {(inbox.questionnaire, inbox.version) for inbox in inboxes}
    known = {(each.id, each.version): each for each in given}
    for name, version in sorted(asked - known.keys()):
        shipped = load(shipped_questionnaire(name))
        if shipped.version != version:
            raise ConfigError(
                f"there is no version {version} of the questionnaire {name}",
                "Name its folder in [relay] questionnaires.",
            )
        known[name, version] = shipped
    return [known[each] for each in sorted(asked)]
