"""The pages of ceremonies, for the coordinator: each does one thing, asks for the passphrase, and is recorded."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.errors import DeskError
from intake.desk.keys.ceremony import PERIOD_DAYS, SHEET_DAYS
from intake.desk.keys.destroying import Loss, destroy, loss
from intake.desk.keys.keeping import OnScreen
from intake.desk.keys.printing import Screen, shares_css
from intake.desk.keys.recovery import from_file, from_shares, hold_drill, take_in
from intake.desk.keys.rotation import rotate
from intake.desk.keys.shares import Scheme
from intake.desk.keys.signing import sign_certificate, sign_sheet
from intake.desk.keys.splitting import split_and_record
from intake.desk.keys.standing import standing
from intake.desk.opening import OpeningKey
from intake.desk.web.keys.said import PURPOSES, STATES, WARNINGS
from intake.desk.web.keys.typed import Typed
from intake.desk.web.renewing import renew
from intake.desk.web.service import Service, open_desk
from intake.envelope.sheet import KeySheet, read_sheet
from intake.locked import unlock_bytes
from intake.web.local.again import attempted, confirmed
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_, _

LARGEST_FILE = 128 * 1024
TOLD = N_(
    "Print these pages now. They are in this window and nowhere else: once it is closed nobody can show them again. "
    "A printer may remember what it printed; use one without a network. Then type the shares back in a drill, from the "
    "paper."
)


def ceremony(service: Service) -> Blueprint:
    """How the keys stand, and what can be done with them."""
    room = Blueprint("ceremony", __name__, url_prefix="/keys")

    @room.get("")
    def page() -> str:
        found = standing(open_desk())
        said = [WARNINGS[warning] for warning in found.warnings]
        done = request.args.get("done", "")
        values = {"warnings": said, "states": STATES, "purposes": PURPOSES, "done": done}
        return render_template("ceremony/page.html", standing=found, today=service.clock().date(), **values)

    @room.get("/shares.css")
    def styles() -> Response:
        return Response(shares_css(), mimetype="text/css")

    _signing(room, service)
    _recovering(room, service)
    _periods(room, service)
    return room


def _signing(room: Blueprint, service: Service) -> None:
    @room.get("/sheet")
    def sheet() -> str:
        return _sheet()

    @room.post("/sheet")
    def sign() -> Answer:
        def work(passphrase: str) -> Answer:
            signed = sign_sheet(open_desk(), passphrase, days=_number("days", 1, 100))
            return _download(signed.raw, f"key-sheet-until-{signed.expires}.json")

        return confirmed(service, work, _sheet)

    @room.get("/certificate")
    def certificate() -> str:
        return _certificate()

    @room.post("/certificate")
    def certify() -> Answer:
        def work(passphrase: str) -> Answer:
            return _download(sign_certificate(open_desk(), passphrase), f"certificate-{service.clock().date()}.json")

        return confirmed(service, work, _certificate)


def _recovering(room: Blueprint, service: Service) -> None:
    @room.get("/drill")
    def drill() -> str:
        return _drill()

    @room.post("/drill")
    def try_shares() -> Answer:
        def work() -> Answer:
            typed = Typed.now()
            if "go" not in request.form or not typed.complete:
                return make_response(_drill(typed=typed))
            hold_drill(open_desk(), typed.shares)
            return redirect(url_for("ceremony.page", done="drill"), 303)

        return attempted(work, _drill)

    @room.get("/recover")
    def recover() -> str:
        return _recover()

    @room.post("/recover")
    def take() -> Answer:
        typed = Typed.now()
        if "go" not in request.form or not (typed.complete or _brought("file")):
            return make_response(_recover(typed=typed))

        def work(passphrase: str) -> Answer:
            take_in(open_desk(), passphrase, _key(typed, passphrase))
            renew(service, passphrase)
            return redirect(url_for("ceremony.page", done="recovered"), 303)

        return confirmed(service, work, lambda problem: _recover(problem, typed))

    @room.get("/paper")
    def paper() -> str:
        return _paper()

    @room.post("/paper")
    def split() -> Answer:
        def work(passphrase: str) -> Answer:
            keep = OnScreen(_scheme(), _screen())
            desk = open_desk()
            split_and_record(desk, _from_file(desk.ring, passphrase), keep)
            return make_response(keep.page)

        return confirmed(service, work, _paper)


def _periods(room: Blueprint, service: Service) -> None:
    @room.get("/period")
    def period() -> str:
        return _period(service)

    @room.post("/period")
    def turn() -> Answer:
        def work(passphrase: str) -> Answer:
            keep = OnScreen(_scheme(), _screen())
            days = _number("days", 1, 3650)
            rotate(open_desk(), passphrase, keep=keep, start=_day("start"), period_days=days)
            renew(service, passphrase)
            return make_response(keep.page)

        return confirmed(service, work, lambda problem: _period(service, problem))

    @room.get("/destroy")
    def destruction() -> str:
        return _destruction(service, loss(open_desk(), request.args.get("key", "")))

    @room.post("/destroy")
    def destroy_key() -> Answer:
        gone = loss(open_desk(), request.form.get("key", ""))

        def work(passphrase: str) -> Answer:
            destroy(open_desk(), passphrase, gone.id, typed=request.form.get("typed", ""))
            renew(service, passphrase, others=True)
            return redirect(url_for("ceremony.page", done="destroyed"), 303)

        return confirmed(service, work, lambda problem: _destruction(service, gone, problem))


def _sheet(problem: str | None = None) -> str:
    return render_template("ceremony/sheet.html", problem=problem, days=request.form.get("days", SHEET_DAYS))


def _certificate(problem: str | None = None) -> str:
    return render_template("ceremony/certificate.html", problem=problem)


def _drill(problem: str | None = None, typed: Typed | None = None) -> str:
    return render_template("ceremony/drill.html", problem=problem, typed=typed or Typed())


def _recover(problem: str | None = None, typed: Typed | None = None) -> str:
    return render_template("ceremony/recover.html", problem=problem, typed=typed or Typed())


def _paper(problem: str | None = None) -> str:
    return render_template("ceremony/paper.html", problem=problem, typed=request.form)


def _period(service: Service, problem: str | None = None) -> str:
    today, last = service.clock().date(), max(key.end for key in open_desk().ring.keys)
    values = {"today": today, "tomorrow": today + timedelta(days=1), "last": last, "start": max(today, last)}
    return render_template("ceremony/period.html", problem=problem, typed=request.form, days=PERIOD_DAYS, **values)


def _destruction(service: Service, gone: Loss, problem: str | None = None) -> str:
    comes = gone.still_comes(service.clock().date())
    return render_template("ceremony/destroy.html", problem=problem, loss=gone, comes=comes)


def _key(typed: Typed, passphrase: str) -> OpeningKey:
    """From the file that was brought, or from the shares; named by this desk's ring or by a key sheet beside it."""
    brought = _brought("sheet")
    named = read_sheet(brought) if brought else open_desk().ring
    return from_shares(typed.shares, named) if typed.complete else _from_file(named, passphrase)


def _from_file(named: KeySheet, passphrase: str) -> OpeningKey:
    words = request.form.get("file_passphrase", "") or passphrase
    return from_file(unlock_bytes(_brought("file"), words, called=_("the file")), named)


def _brought(name: str) -> bytes:
    file = request.files.get(name)
    if file is None:
        return b""
    file.stream.seek(0)
    return file.stream.read(LARGEST_FILE)


def _scheme() -> Scheme:
    return Scheme.read(f"{_number('needed', 0, 99)}-of-{_number('made', 0, 99)}")


def _screen() -> Screen:
    return Screen(url_for("ceremony.styles"), _(TOLD), url_for("ceremony.page"), _("They are printed: go on"))


def _number(name: str, least: int, most: int) -> int:
    sent = request.form.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 5 and least <= int(sent) <= most):
        raise Refused(Refusal.BAD_REQUEST)
    return int(sent)


def _day(name: str) -> date:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        raise DeskError(N_("this is not a day"), N_("Choose it in the calendar.")) from None


def _download(data: bytes, name: str) -> Answer:
    answer = Response(data, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
