"""The page's web application: its files for anybody who asks here, everything else for the one who came in."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec
from flask import Blueprint, Flask, Response, abort, request

from intake.audio.mp3 import SoundError
from intake.audio.script import Line
from intake.audio.studio.guard import Guard
from intake.audio.studio.shelf import RefusedJudgementError, Shelf
from intake.audio.studio.showing import clip_of, shown
from intake.errors import IntakeError
from intake.look import MARK, stylesheet

PAGE = Path(__file__).resolve().parent / "page"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
LARGEST = 12 * 1024 * 1024  # a minute of speech at 96 kHz

Asked = TypeVar("Asked")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page sends first."""

    token: str


class Judgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the reading ``take`` that was just heard."""

    take: str
    approved: bool
    remark: str = ""


def create_app(shelf: Shelf, guard: Guard) -> Flask:
    """The application over one shelf."""
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, PROVIDE_AUTOMATIC_OPTIONS=False)
    guard.stand_before(app)
    _files(app)
    app.add_url_rule("/enter", methods=["POST"], view_func=lambda: guard.enter(_asked(Entry).token))
    app.register_blueprint(_behind_the_guard(shelf, guard))
    app.register_error_handler(IntakeError, _problem)
    return app


def _files(app: Flask) -> None:
    files = {file.name for file in PAGE.iterdir()}

    def view(name: str = "index.html") -> Response:
        if name not in files or Path(name).suffix not in TYPES:
            abort(404)
        return Response((PAGE / name).read_bytes(), mimetype=TYPES[Path(name).suffix])

    app.add_url_rule("/", endpoint="page", view_func=view)
    app.add_url_rule("/page/<name>", endpoint="files", view_func=view)
    app.add_url_rule("/look.css", view_func=lambda: Response(stylesheet(), mimetype="text/css"), endpoint="look")
    mark = MARK.read_bytes()
    app.add_url_rule("/envelope.svg", view_func=lambda: Response(mark, mimetype="image/svg+xml"), endpoint="mark")


def _behind_the_guard(shelf: Shelf, guard: Guard) -> Blueprint:
    session = shelf.session
    inside = Blueprint("studio", __name__)
    inside.before_request(guard.refuse_strangers)

    @inside.get("/script.json")
    def script() -> Response:
        clips = shelf.clips()
        spoken = session.language
        return _json(
            {
                "language": {"tag": spoken.tag, "direction": spoken.direction, "name": spoken.own_name},
                "speaker": session.speaker,
                "approve": session.approve,
                "file": session.file.name,
                "lines": [
                    shown(number, line, clips, speaker=session.speaker) for number, line in enumerate(session.lines)
                ],
            }
        )

    @inside.get("/takes/<int:number>/<take>.mp3")
    def hear(number: int, take: str) -> Response:
        clip = clip_of(_line(shelf, number), shelf.clips())
        return abort(404) if clip is None else Response(clip.mp3, mimetype="audio/mpeg")

    @inside.post("/takes/<int:number>")
    def keep(number: int) -> Response:
        _refuse_unless(not session.approve)
        wrong = shelf.keep(_line(shelf, number), request.get_data(), anyway="anyway" in request.args)
        return _now(shelf, number, wrong)

    @inside.post("/judgements/<int:number>")
    def judge(number: int) -> Response:
        _refuse_unless(session.approve)
        asked = _asked(Judgement)
        shelf.judge(_line(shelf, number), asked.take, approved=asked.approved, remark=asked.remark.strip())
        return _now(shelf, number, None)

    return inside


def _line(shelf: Shelf, number: int) -> Line:
    lines = shelf.session.lines
    return lines[number] if number < len(lines) else abort(404)


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        abort(403)


def _now(shelf: Shelf, number: int, fault: str | None) -> Response:
    line = shown(number, _line(shelf, number), shelf.clips(), speaker=shelf.session.speaker)
    return _json({"fault": fault, "line": line})


def _asked(kind: type[Asked]) -> Asked:
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except msgspec.DecodeError:
        abort(400)


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), mimetype="application/json")


def _problem(error: IntakeError) -> tuple[Response, int]:
    """In one word where the page has words for it, else as the command would print it."""
    if isinstance(error, RefusedJudgementError):
        return _json({"why": error.why}), 409
    return _json({"message": error.message, "hint": error.hint}), 400 if isinstance(error, SoundError) else 500
