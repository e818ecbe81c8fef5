"""The pages on which a letter is written. What was typed goes from page to page in the form and is kept nowhere.

A letter is looked at beside the fields it comes of, and printed as PDF, or as a page of its own where this computer can
make none. Either is recorded before it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flask import Blueprint, Response, make_response, render_template, request, url_for
from markupsafe import Markup

from intake.desk.audit import Action
from intake.desk.casework.history import Happened, newest_entry, read_history
from intake.desk.casework.revision import ChangedMeanwhileError, revision_of
from intake.desk.letters import frame
from intake.desk.letters.errors import Fault, UnfitError
from intake.desk.letters.field import as_typed, lacking
from intake.desk.letters.kinds import KINDS
from intake.desk.letters.writing import Draft, begin, go_on, letter_of, print_letter
from intake.desk.unlock import OpenDesk
from intake.desk.web.letters.asking import FAULTS, HINTS, NAMES, questions
from intake.desk.web.service import Service, open_desk
from intake.errors import IntakeError
from intake.pdf import PdfError, pdf_possible
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_, _

Made = TypeVar("Made", bytes, str)
HOUR = "private, max-age=3600"
FILE = 'inline; filename="letter.pdf"'
"""A name that says nothing among somebody's downloads."""
REVISION, ENTRY = "revision", "entry"
NO_PDF = N_("This computer cannot make a PDF. Print it from the browser: it is the same letter.")


def letters(service: Service) -> Blueprint:
    """Writing and printing letters."""
    room = Blueprint("letters", __name__)

    @room.get("/letter.css")
    def styles() -> Response:
        sheet = frame.browser_styles(url_for("look.mark"))
        return Response(sheet, mimetype="text/css", headers={"Cache-Control": HOUR})

    def page(number: int, kind: str) -> str:
        draft = begin(open_desk(), str(number), kind)
        return _written(draft.case.number, kind, dict(as_typed(draft.fields)), draft)

    def look(number: int, kind: str) -> str:
        typed = _typed()
        try:
            draft = go_on(open_desk(), str(number), kind, typed)
        except UnfitError as error:
            return _written(number, kind, typed, faults=error.faults)
        return _written(number, kind, typed, draft, faults=dict.fromkeys(lacking(draft.fields), Fault.NEEDED))

    def pdf(number: int, kind: str) -> Response:
        made = _printed(number, kind, frame.pdf)
        if isinstance(made, Response):
            return made
        return Response(made, mimetype="application/pdf", headers={"Content-Disposition": FILE})

    def print_page(number: int, kind: str) -> Response:
        return make_response(_printed(number, kind, _page))

    for kind in KINDS:
        path, this = f"/cases/<int:number>/letters/{kind}", {"kind": kind}
        room.add_url_rule(path, "page", page, defaults=this)
        room.add_url_rule(path, "look", look, defaults=this, methods=["POST"])
        room.add_url_rule(f"{path}/pdf", "pdf", pdf, defaults=this, methods=["POST"])
        room.add_url_rule(f"{path}/print", "print", print_page, defaults=this, methods=["POST"])
    return room


def _typed() -> dict[str, object]:
    return {name: value for name, value in request.form.items() if name not in (REVISION, ENTRY)}


def _page(letter: frame.Letter) -> str:
    tools = Markup(render_template("letters/_tools.html"))  # noqa: S704 - a template of ours, which escapes
    return frame.page(letter, styles=url_for("letters.styles"), tools=tools)


def _printed(number: int, kind: str, make: Callable[[frame.Letter], Made]) -> Made | Response:
    """What is printed; or, where it cannot be, the page to write it on, with what was typed and why."""
    desk, typed = open_desk(), _typed()
    draft, faults, notice, since = None, dict[str, Fault](), "", list[Happened]()
    try:
        draft = go_on(desk, str(number), kind, typed)
        return print_letter(desk, draft, _sent(REVISION), make)
    except UnfitError as error:
        faults = dict(error.faults)
    except ChangedMeanwhileError as error:
        notice, since = _sentences(error), _since(desk, number)
    except PdfError:
        notice = _(NO_PDF)
    except IntakeError as error:
        notice = _sentences(error)
    return make_response(_written(number, kind, typed, draft, faults=faults, notice=notice, since=since), 409)


def _written(
    number: int,
    kind: str,
    values: Mapping[str, object],
    draft: Draft | None = None,
    *,
    faults: Mapping[str, Fault] | None = None,
    notice: str = "",
    since: Sequence[Happened] = (),
) -> str:
    """The page with the fields as they were typed, and the letter below them where there is one to look at."""
    desk, shown, wrong = open_desk(), None, dict(faults or {})
    try:
        shown = None if draft is None else frame.content(letter_of(desk, draft))
    except UnfitError as error:
        wrong = dict(error.faults) | wrong if request.method == "POST" else wrong
    except IntakeError as error:
        notice = notice or _sentences(error)
    with desk.reading() as connection:
        seen = {REVISION: revision_of(connection, number), ENTRY: newest_entry(connection)}
    said = {name: _(FAULTS[fault]) for name, fault in wrong.items()}
    kept = {"number": number, "kind": kind, "values": values, "known": None if draft is None else draft.known}
    more = {"name": NAMES[kind], "hint": HINTS[kind], "groups": questions(kind), "content": shown}
    pdf = shown is not None and pdf_possible()
    return render_template(
        "letters/write.html", notice=notice, since=since, wrong=said, pdf=pdf, **seen, **kept, **more
    )


def _since(desk: OpenDesk, number: int) -> list[Happened]:
    """What changed in the case since its letter was opened."""
    with desk.reading() as connection:
        happened = read_history(connection, number, after=_sent(ENTRY))
    return [each for each in happened if each.action not in (Action.CASE_VIEWED, Action.LETTER_PRINTED)]


def _sentences(error: IntakeError) -> str:
    what = _(error.message)
    return f"{what[0].upper()}{what[1:]}. {_(error.hint)}"


def _sent(name: str) -> int:
    sent = request.form.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 16):
        raise Refused(Refusal.BAD_REQUEST)
    return int(sent)
