"""Putting in a form that came on paper: its code and language, the form on one page, a look at it, the queue."""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.paper import reading
from intake.desk.paper.entering import known_case
from intake.desk.paper.reading import UnclearError
from intake.desk.paper.sheet import Sheet
from intake.desk.paper.words import Words
from intake.desk.terminal.plain import grouped
from intake.desk.web.paper.pile import my_pile
from intake.desk.web.paper.shown import SEVERAL, fields
from intake.desk.web.service import Service, open_desk
from intake.errors import IntakeError
from intake.places.municipalities import load_municipalities
from intake.questionnaire import LANGUAGES
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_, _

NO_CODE = N_("A code has 8 letters and digits; U is not among them.")


def paper(service: Service) -> Blueprint:
    """The pages for forms on paper."""
    room = Blueprint("paper", __name__, url_prefix="/paper")
    room.add_app_template_filter(grouped, "grouped")

    @room.get("")
    def page() -> str:
        return _begin_page()

    @room.post("")
    def begin() -> Answer | tuple[str, int]:
        desk, typed = open_desk(), request.form.get("code", "").strip()
        try:
            code = reading.code(typed)
        except UnclearError:
            return _begin_page(typed, wrong=_(NO_CODE)), 400
        with desk.reading() as connection:
            known = known_case(connection, None if code is None else str(code))
        if known is not None:
            return _begin_page(typed, known=known), 409
        versions = {" ".join(version): version for version in desk.library.versions()}
        kept = desk.library.find(versions.get(request.form.get("version", ""), ("", "")))
        language = request.form.get("language", "")
        if kept is None or language not in {each.tag for each in LANGUAGES}:
            raise Refused(Refusal.BAD_REQUEST)
        name = my_pile().begin(None if code is None else str(code), kept, language)
        return redirect(url_for("paper.form", name=name), 303)

    @room.get("/<name>")
    def form(name: str) -> str | Answer:
        sheet = my_pile().sheets.get(name)
        if sheet is None or sheet.entered:
            return _away(name, sheet)
        words = Words(g.language)
        steps = sheet.steps(open_desk(), g.language)
        shown = fields(sheet, steps, sheet.read(steps), words, service.section.questionnaires)
        values = {
            "name": name,
            "sheet": sheet,
            "look": sheet.show(),
            "fields": shown,
            "wrong": [each for each in shown if each.wrong],
        }
        return render_template("paper/form.html", **values, places=sorted(each.name for each in load_municipalities()))

    @room.post("/<name>")
    def fill(name: str) -> Answer:
        sheet = my_pile().sheets.get(name)
        if sheet is None or sheet.entered:
            return _away(name, sheet)
        steps = sheet.steps(open_desk(), g.language)
        sheet.finish({step.name: _typed(step.name) for step in steps})
        there = "paper.form" if sheet.read(steps).unclear else "paper.check"
        return redirect(url_for(there, name=name), 303)

    @room.post("/<name>/keep")
    def keep(name: str) -> Response:
        """What was typed so far, from the page's script: so that nothing is lost by another page or a mistake."""
        sheet = my_pile().sheets.get(name)
        if sheet is not None:
            steps = sheet.steps(open_desk(), g.language)
            look, number = (request.form.get(each, 0, int) for each in ("look", "number"))
            sheet.keep({step.name: _typed(step.name) for step in steps}, look=look, number=number)
        return Response(status=204)

    @room.get("/<name>/check")
    def check(name: str) -> str | Answer:
        sheet = my_pile().sheets.get(name)
        if sheet is None or sheet.entered:
            return _away(name, sheet)
        return _check_page(name, sheet) or redirect(url_for("paper.form", name=name), 303)

    @room.post("/<name>/check")
    def enter(name: str) -> Answer | tuple[str, int]:
        sheet = my_pile().sheets.get(name)
        if sheet is None:
            return _away(name, sheet)
        try:
            sheet.enter(open_desk())
        except IntakeError as error:
            page = _check_page(name, sheet, f"{_(error.message)}. {_(error.hint)}")
            return (page, 409) if page else redirect(url_for("paper.form", name=name), 303)
        return redirect(url_for("paper.done", name=name), 303)

    @room.get("/<name>/done")
    def done(name: str) -> str | Answer:
        sheet = my_pile().sheets.get(name)
        if sheet is None or sheet.entered is None:
            return _away(name, sheet)
        return _begin_page(done=sheet)

    @room.post("/<name>/drop")
    def drop(name: str) -> Answer:
        my_pile().sheets.pop(name, None)
        return redirect(url_for("paper.page"), 303)

    return room


def _typed(name: str) -> str:
    return " ".join(request.form.getlist(name)) if name == SEVERAL else request.form.get(name, "")


def _begin_page(code: str = "", *, wrong: str = "", known: int | None = None, done: Sheet | None = None) -> str:
    pile, versions = my_pile(), _versions()
    chosen = request.form.get("language") or pile.language
    version = request.form.get("version") or pile.version or (versions[-1] if versions else "")
    said = {"code": code, "wrong": wrong, "known": known, "done": done, "unfinished": pile.unfinished()}
    languages = [each.tag for each in LANGUAGES]
    return render_template(
        "paper/page.html", **said, languages=languages, language=chosen, versions=versions, version=version
    )


def _versions() -> list[str]:
    """What the desk has, once it took in what the configuration names."""
    desk = open_desk()
    with desk.writing() as connection:
        desk.library.take_in(connection, desk.section.questionnaires, desk.clock().date())
    return [" ".join(version) for version in desk.library.versions()]


def _check_page(name: str, sheet: Sheet, problem: str = "") -> str | None:
    """None where something is not clear."""
    steps = sheet.steps(open_desk(), g.language)
    read = sheet.read(steps)
    if read.unclear:
        return None
    rows = [(step.mark, step.name, step.title, step.shown(read.values[step.name])) for step in steps]
    return render_template("paper/check.html", name=name, sheet=sheet, rows=rows, problem=problem)


def _away(name: str, sheet: Sheet | None) -> Answer:
    """A form that was put in is done; one that is not there was put in or thrown away, or the desk was locked."""
    if sheet is not None and sheet.entered is not None:
        return redirect(url_for("paper.done", name=name), 303)
    return redirect(url_for("paper.page") if sheet is None else url_for("paper.form", name=name), 303)
