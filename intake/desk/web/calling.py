"""Call now: whose safe time it is, matched with who calls; and the list for a day on paper.

What somebody says of themselves here, a woman or a man, is kept in their browser's seat until they lock, and nowhere
else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.casework.calling import LISTED, Caller, Wanted, print_day, read_calls
from intake.desk.days import working_days
from intake.desk.local_time import today
from intake.desk.web.queue.late import Late
from intake.desk.web.seats import Seat
from intake.desk.web.service import Service, myself, open_desk, seat
from intake.desk.web.walk import Walk
from intake.questionnaire import LANGUAGES

TAGS = frozenset(language.tag for language in LANGUAGES)
USUAL = 20
"""Cases on a list for a day, unless somebody asks for another number."""


def calling(service: Service) -> Blueprint:
    """The list, who calls, and the list to print."""
    room = Blueprint("calling", __name__)
    late = Late(working_days(service.section))

    @room.get("/call")
    def page() -> str:
        wanted = _wanted(request.args)
        calls = read_calls(open_desk(), wanted)
        beside = tuple(each.case for each in (*calls.now, *calls.later))
        _here().walk = Walk(url_for("calling.page", **_written(wanted)), beside)
        day = today(service.clock())
        return render_template("calling/page.html", calls=calls, late=late, today=day, **_asked(wanted))

    @room.post("/call/me")
    def caller() -> Answer:
        said = request.form.get("caller")
        _here().caller = "woman" if said == "woman" else "man" if said == "man" else None
        return redirect(url_for("calling.page", **_written(_wanted(request.form))), 303)

    @room.get("/call/day")
    def day() -> str:
        asked = _asked(_wanted(request.args))
        return render_template("calling/day.html", today=today(service.clock()), usual=USUAL, most=LISTED, **asked)

    @room.post("/call/day")
    def paper() -> str:
        wanted, numbers = _wanted(request.form), "numbers" in request.form
        listed = print_day(open_desk(), wanted, _count(request.form.get("most", "")), numbers=numbers)
        shown = {"listed": listed, "numbers": numbers, "now": service.clock()}
        return render_template("calling/paper.html", **shown, **_asked(wanted))

    return room


def _here() -> Seat:
    found = seat()
    assert found is not None
    return found


def _wanted(sent: Mapping[str, str]) -> Wanted:
    """What an address or a form asks for; whatever is not known is left out."""
    caller: Caller | None = _here().caller
    language = sent.get("language")
    return Wanted(
        caller=caller,
        language=language if language in TAGS else None,
        me=None if sent.get("everybody") == "1" else myself().name,
    )


def _written(wanted: Wanted) -> dict[str, Any]:
    """The same as `_wanted` reads it."""
    language: dict[str, Any] = {} if wanted.language is None else {"language": wanted.language}
    return language | ({"everybody": "1"} if wanted.me is None else {})


def _asked(wanted: Wanted) -> dict[str, object]:
    return {"wanted": wanted, "kept": _written(wanted), "languages": LANGUAGES}


def _count(sent: str) -> int:
    return min(int(sent), LISTED) if sent.isascii() and sent.isdigit() and len(sent) < 4 else USUAL
