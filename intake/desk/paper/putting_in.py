"""The whole way of one form: its code first, so that nobody types a form that is there; then everything on it."""

from __future__ import annotations

from collections.abc import Iterator

from intake.desk.errors import DeskError
from intake.desk.library import Kept
from intake.desk.paper import reading
from intake.desk.paper.dialogue import Dialogue
from intake.desk.paper.entering import Entered, Form, enter, refuse_known
from intake.desk.paper.steps import Step, steps
from intake.desk.paper.words import Words
from intake.desk.terminal.labels import Labels
from intake.desk.terminal.plain import grouped
from intake.desk.unlock import OpenDesk
from intake.desk.wording import Dictionary, StaffLanguage
from intake.questionnaire import LANGUAGES, language


def put_in(desk: OpenDesk, dialogue: Dialogue, words: Words, interface: StaffLanguage, tag: str | None) -> Entered:
    """Ask for everything and enter it. ``tag``: the form's language, asked for where it is None.

    Raises DeskError (the code is known, or the nurse stopped) or QuestionnaireError: then nothing was written.
    """
    known = tuple(each.tag for each in LANGUAGES)
    said = None if tag is None else language(tag).tag
    with desk.writing() as connection:
        desk.library.take_in(connection, desk.section.questionnaires, desk.clock().date())
    dialogue.begin()
    code = dialogue.text(Step("c", "code", words("code"), reading.code, hint=words("code.hint")))
    with desk.reading() as connection:
        refuse_known(connection, code)
    kept = _questionnaire(desk, dialogue, words)
    said = said or dialogue.text(_named("t", "language", words, known))
    assert said is not None
    form = Form(code, kept, said)
    questionnaire, today = kept.questionnaire, desk.clock().date()
    wording = Dictionary(desk.library, interface).of(questionnaire.id, questionnaire.version)
    values = dialogue.fill_in(steps(wording, words, today))
    return enter(desk, form, form.submission(values, today))


def _questionnaire(desk: OpenDesk, dialogue: Dialogue, words: Words) -> Kept:
    """The only one there is, or the one that the form names."""
    names = {" ".join(version): version for version in desk.library.versions()}
    chosen = None
    if len(names) == 1:
        (chosen,) = names
    elif names:
        chosen = dialogue.text(_named("v", "questionnaire", words, tuple(names)))
    kept = None if chosen is None else desk.library.find(names[chosen])
    if kept is None:
        raise DeskError("the desk has no questionnaire", "Name its folder in [desk] questionnaires.")
    return kept


def _named(mark: str, name: str, words: Words, known: tuple[str, ...]) -> Step:
    return Step(mark, name, words(name), reading.one_word_of(known), hint=words(f"{name}.hint"))


def told(entered: Entered, words: Words, interface: StaffLanguage) -> Iterator[str]:
    """What to say about it."""
    level = Labels(interface)[f"level.{entered.level}"]
    yield words("done", case=entered.case, code=grouped(entered.code), level=level)
    if entered.new_code:
        yield words("new code", code=grouped(entered.code))
