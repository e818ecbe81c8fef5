"""A form that is shown again, with one sentence above it that says what to do. No secret is shown again."""

from __future__ import annotations

from flask import Response, make_response, render_template

from intake.web.slowing import Slowed
from intake.web.waiting import in_words
from intake.web.words import _

UNFIT, TOO_MANY = 422, 429


class Wrong(Exception):  # noqa: N818 - it is no error of the program
    """What was sent does not do; ``text`` (marked with `N_`) says what to do."""

    def __init__(self, text: str) -> None:
        super().__init__("what was sent does not do")
        self.text = text


def shown_again(template: str, problem: Wrong | Slowed, **values: object) -> Response:
    """The page of the form once more, with the problem."""
    if isinstance(problem, Wrong):
        return make_response(render_template(template, problem=_(problem.text), **values), UNFIT)
    answer = make_response(render_template(template, problem=in_words(problem.seconds), **values), TOO_MANY)
    answer.headers["Retry-After"] = str(problem.seconds)
    return answer
