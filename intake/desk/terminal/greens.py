"""Green cases for a terminal: of each what a nurse would look at on its own page, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator

from intake.desk.queue.green import Green, Greens, notable, skipped
from intake.desk.terminal.labels import Labels
from intake.desk.terminal.plain import grouped, plain
from intake.desk.wording import Dictionary, StaffLanguage, Wording


def green_lines(found: Greens, dictionary: Dictionary, language: StaffLanguage) -> Iterator[str]:
    """The lines to print; each case begins with its number and revision, as they are confirmed by."""
    labels = Labels(language)
    if not found.cases:
        yield labels["no green"]
        return
    wordings = [dictionary.of(each.row.questionnaire, each.row.version) for each in found.cases]
    yield from (plain(notice) for notice in dict.fromkeys(each.notice for each in wordings if each.notice))
    yield labels["suggests"]
    for each, wording in zip(found.cases, wordings, strict=True):
        yield ""
        yield from _case(each, wording, labels)
    if found.after is not None:
        yield ""
        yield f"--after {found.after.written()}"


def _case(green: Green, wording: Wording, labels: Labels) -> Iterator[str]:
    row = green.row
    yield f"{row.number}.{row.revision}  {grouped(row.code)}  {labels[f'level.{row.level}']}  {row.language}"
    for reason in row.reasons:
        yield f"    {reason.rule} {plain(wording.reason(reason))}"
    # What was answered quietly is left out; what was not answered says so.
    for question in (*notable(wording.questionnaire, green.answers), *skipped(wording.questionnaire, green.answers)):
        answer = wording.answer(question, green.answers.get(question))
        yield f"    {plain(wording.question(question))}: {plain(answer)}"
