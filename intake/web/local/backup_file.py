"""Where a backup goes that somebody makes in a page: into a folder that they name, or to the browser."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Response, request

from intake.errors import IntakeError
from intake.marking import N_

_STEP = 1 << 20
_LEFT = ".download."


def named_place(data: Path, name: str, error: type[IntakeError]) -> Path:
    """The new file ``name`` in the folder that was named: not in ``data``, where the program's own data lie."""
    typed = request.form.get("folder", "").strip()
    folder = Path(typed)
    if not typed or not folder.is_absolute() or not folder.is_dir():
        raise error(N_("there is no such folder"), N_("Is the stick in? Copy the folder’s whole path."))
    if data.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise error(N_("a backup beside what it is of is lost with it"), N_("Choose a folder on another disk."))
    return folder / name


def downloaded(data: Path, name: str, make: Callable[[Path], object]) -> Response:
    """The file as ``make`` writes it into ``data``, then gone from there; the browser keeps the only copy."""
    for left in data.glob(f"{_LEFT}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_LEFT, dir=data))
    try:
        make(folder / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    answer = Response(_read(folder / name), mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Length"] = str((folder / name).stat().st_size)
    answer.call_on_close(lambda: shutil.rmtree(folder, ignore_errors=True))
    return answer


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while part := opened.read(_STEP):
            yield part
