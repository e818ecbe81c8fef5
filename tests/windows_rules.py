"""What Windows refuses and POSIX allows, refused here too, while code of ours does it.

A file that is open is not renamed or taken away, nor the folder it lies in, and no file takes its place; a folder is
not opened as a file; a name has no colon in it; a link needs an administrator. Python announces each of these before
it is done (PEP 578). Windows itself is asked nothing here: these are its rules as Microsoft documents them, not its
behaviour.
"""

from __future__ import annotations

import os
import pathlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

OURS = str(Path(__file__).parents[1] / "intake") + os.sep
BETWEEN = pathlib.__file__
IMPOSSIBLE = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$')
DESCRIPTORS = Path("/proc/self/fd")


class WindowsRefusesError(PermissionError):
    """As Windows would."""


_rules = {"hold": False, "known": False}


@contextmanager
def windows_rules() -> Iterator[None]:
    """While this lasts they hold, in this process."""
    if not _rules["known"]:
        sys.addaudithook(_look)  # it cannot be taken away again
        _rules["known"] = True
    _rules["hold"] = True
    try:
        yield
    finally:
        _rules["hold"] = False


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if _rules["hold"] and event in _LOOKS and _by_us(sys._getframe(1)):
        _LOOKS[event](arguments)


def _by_us(frame: FrameType | None) -> bool:
    """Is it code of ours that asked? What a library does, it does otherwise on Windows."""
    while frame is not None and frame.f_code.co_filename == BETWEEN:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(OURS)


def _refuse_open(arguments: tuple[object, ...]) -> None:
    opened = set(_opened())
    for path in _paths(arguments):
        real = str(path.resolve())
        if real in opened or any(each.startswith(real + os.sep) for each in opened):
            raise WindowsRefusesError(13, "another process uses this file (so Windows would say)", str(path))


def _opened() -> Iterator[str]:
    for descriptor in DESCRIPTORS.iterdir():
        with suppress(OSError):  # the one that lists them
            yield str(descriptor.readlink())


def _refuse_name(arguments: tuple[object, ...]) -> None:
    for path in _paths(arguments[:1]):
        if path.is_dir():
            raise WindowsRefusesError(13, "a folder is not opened as a file", str(path))
        if IMPOSSIBLE.search(path.name):
            raise WindowsRefusesError(22, "no name for a file", str(path))


def _refuse_link(_: tuple[object, ...]) -> None:
    raise WindowsRefusesError(1314, "the client does not have the right to make links")


def _paths(arguments: tuple[object, ...]) -> Iterator[Path]:
    return (Path(each) for each in arguments if isinstance(each, str | os.PathLike))


_LOOKS = {"os.rename": _refuse_open, "os.remove": _refuse_open, "open": _refuse_name, "os.symlink": _refuse_link}
