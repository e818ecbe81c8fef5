"""Every test of the desk runs under what Windows refuses; these show that it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.windows_rules import OURS, WindowsRefusesError

BAD = {
    "a file that is open gets another name": "(folder / 'open').rename(folder / 'other')",
    "a file that is open is replaced": "(folder / 'closed').replace(folder / 'open')",
    "a file that is open is taken away": "(folder / 'open').unlink()",
    "a folder with an open file in it gets another name": "folder.rename(folder.with_name('elsewhere'))",
    "a folder is opened as a file": "os.open(folder, os.O_RDONLY)",
    "a name has a colon": "(folder / '10:30').write_text('', encoding='utf-8')",
    "a link is made": "(folder / 'link').symlink_to(folder / 'open')",
}


def as_ours(code: str, folder: Path) -> None:
    """Run it as if it stood in the program."""
    exec(compile(f"import os\n{code}", f"{OURS}desk/example.py", "exec"), {"folder": folder})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("open", "closed"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", BAD.values(), ids=BAD.keys())
def test_code_of_ours_is_refused(folder: Path, code: str) -> None:
    with (folder / "open").open("rb"), pytest.raises(WindowsRefusesError):
        as_ours(code, folder)


def test_what_windows_allows_is_allowed(folder: Path) -> None:
    with (folder / "open").open("rb"):
        as_ours("(folder / 'closed').rename(folder / 'other')", folder)
    as_ours("(folder / 'other').replace(folder / 'open')", folder)
    as_ours("(folder / 'open').unlink()", folder)
