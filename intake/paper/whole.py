"""A page is whole in one language or not printed at all, and says so while one of its texts is a draft."""

from __future__ import annotations

from intake.errors import QuestionnaireError
from intake.questionnaire.texts import Texts
from intake.translations.screens import Screen

HINT = "It is never printed in two languages. See `intake translations status`, or choose another language."


def refuse_half(what: str, page: Screen, *texts: Texts) -> None:
    """Raise QuestionnaireError where ``texts`` lack something of ``page``, or are not of one language."""
    tags = [each.language.tag for each in texts]
    if len(set(tags)) > 1:
        raise QuestionnaireError(f"{what} is asked for in {' and '.join(tags)} at once", HINT)
    lacks = [key for each in texts for key in page.of(each.missing)]
    if lacks:
        more = f" and {len(lacks) - 3} more" if len(lacks) > 3 else ""
        raise QuestionnaireError(f"{what} is not complete in {tags[0]}: {', '.join(lacks[:3])}{more} missing", HINT)


def is_draft(page: Screen, *texts: Texts) -> bool:
    """Whether a text of ``page`` was not reviewed yet."""
    return any(page.of(each.drafts) for each in texts)
