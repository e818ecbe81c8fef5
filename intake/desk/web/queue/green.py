"""Green cases on one page, each with what a nurse would read first, and one button for those that were ticked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.queue.green import Green, confirm_green, look_at_green, notable, skipped
from intake.desk.queue.paging import Key
from intake.desk.queue.rows import Row
from intake.desk.unlock import OpenDesk
from intake.desk.web.service import open_desk, seat
from intake.desk.web.walk import Walk
from intake.desk.wording import Dictionary, Wording
from intake.web.local.refusals import Refusal, Refused

_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_PAIR = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """One case in words: reasons, questions with their answers, and questions without."""

    row: Row
    reasons: tuple[str, ...]
    notable: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]
    every: tuple[tuple[str, str], ...]


def greens(room: Blueprint) -> None:
    """Add the page and its button to the queue's room."""

    @room.get("/queue/green")
    def green() -> str:
        desk = open_desk()
        found = look_at_green(desk, after=Key.read(request.args.get("after", "")))
        _remember(found.cases, found.after)
        values = {**_words(desk, found.cases), **_result()}
        after = found.after and url_for("queue.green", after=found.after.written())
        return render_template("queue/green.html", after=after, **values)

    @room.post("/queue/green")
    def confirm() -> Answer:
        result = confirm_green(open_desk(), _seen(request.form.getlist("case")))
        left = ".".join(map(str, result.left)) or None
        return redirect(url_for("queue.green", done=len(result.done), left=left), 303)


def _words(desk: OpenDesk, found: tuple[Green, ...]) -> Mapping[str, object]:
    dictionary = Dictionary(desk.library, g.language)
    wordings = [dictionary.of(each.row.questionnaire, each.row.version) for each in found]
    shown = [_shown(each, wording) for each, wording in zip(found, wordings, strict=True)]
    return {"shown": shown, "notices": list(dict.fromkeys(each.notice for each in wordings if each.notice))}


def _shown(green: Green, wording: Wording) -> Shown:
    asked = [question.id for question in wording.questionnaire.questions]
    every = dict(zip(asked, wording.answered(green.answers), strict=True))
    return Shown(
        green.row,
        tuple(wording.reason(reason) for reason in green.row.reasons),
        tuple(every[each] for each in notable(wording.questionnaire, green.answers)),
        tuple(every[each][0] for each in skipped(wording.questionnaire, green.answers)),
        tuple(every.values()),
    )


def _remember(found: tuple[Green, ...], after: Key | None) -> None:
    kept = seat()
    assert kept is not None
    following = None if after is None else url_for("queue.green", after=after.written())
    page = request.full_path.rstrip("?")
    kept.walk = Walk(page, tuple(each.row.number for each in found), after=following)


def _result() -> Mapping[str, object]:
    """What became of the last button, from the address: a count, and numbers of cases."""
    left = [int(each) for each in request.args.get("left", "").split(".") if _NUMBER.fullmatch(each)]
    return {"done": request.args.get("done", type=int), "left": left}


def _seen(sent: list[str]) -> dict[int, int]:
    """``17.3``: the case, and the revision that was shown."""
    found = [_PAIR.fullmatch(each) for each in sent]
    if None in found:
        raise Refused(Refusal.BAD_REQUEST)
    return {int(pair[1]): int(pair[2]) for pair in found if pair is not None}
