"""What desks, network books and couriers run, runs on Windows: nothing in it asks for what only POSIX has.

Nobody here runs Windows. So the type checker reads every module that one of them can reach as if it were on
Windows, whose own list it knows of what Python lacks there; what that list cannot tell, the walk over the code asks.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTS = (
    "intake.desk",
    "intake.network",
    "intake.courier",
    "intake.cli.main",
    "intake.cli.desk",
    "intake.cli.network",
    "intake.cli.keys",
    "intake.cli.courier",
)
PLACES = re.compile(r"(?:^|[\s'\"=])/(?:dev|tmp|proc|etc|usr|var|home|media|mnt)(?:/|$)")
# A second name for a file is made where the file system can, so there is another way beside it.
RENAMED = {
    "intake/courier/part.py": "closed before, on Windows",
    "intake/courier/shared.py": "nobody has it open, and the name was looked up as free",
    "intake/desk/importing/staging.py": "closed before; the name was drawn at random",
    "intake/desk/library.py": "a folder with no file in it open; what was there is taken away before",
    "intake/local/database.py": "every connection to it was closed",
    "intake/local/folders.py": "a folder with no file in it open; what is there must be empty",
    "intake/local/files.py": "a stick knows no links; the name was looked up as free",
}
OTHER_OPENS = ("os.open", "webbrowser.open", "tarfile.open")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)
IMPOSSIBLE = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def reached() -> tuple[Path, ...]:
    """Every file of ours that one of them imports, wherever in it."""
    files = {module(path): path for path in (ROOT / "intake").rglob("*.py")}
    todo = [name for name in files if name.startswith(STARTS)]
    found = set(todo)
    while todo:
        for name in imported(files[todo.pop()]):
            parts = name.split(".")
            for upper in (".".join(parts[: length + 1]) for length in range(len(parts))):
                if upper in files and upper not in found:
                    found.add(upper)
                    todo.append(upper)
    return tuple(sorted(files[name] for name in found))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call, by the words of what is called: ``os.link``, ``path.rename``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_walk_reaches_what_is_asked_for_and_nothing_of_the_relays_server() -> None:
    names = {short(path) for path in reached()}
    needed = {"intake/desk/unlock.py", "intake/desk/web/serve.py", "intake/cli/keys.py", "intake/courier/part.py"}
    needed |= {"intake/network/web/serve.py", "intake/web/local/door.py"}
    assert needed | {"intake/envelope/format.py", "intake/sqlcipher.py", "intake/pdf/drawing.py"} <= names
    assert not {name for name in names if name.startswith("intake/relay/")}


def test_the_type_checker_finds_nothing_that_windows_lacks() -> None:
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/windows"),
            *("--follow-imports", "silent", *map(short, reached())),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_that_check_would_find_it(tmp_path: Path) -> None:
    code = "import fcntl, os, signal\nfcntl.flock(0, 1)\nos.fork()\nos.O_NOFOLLOW\nsignal.SIGKILL\nos.chown('', 1, 1)\n"
    (tmp_path / "posix.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--platform", "win32", "--cache-dir", str(tmp_path / "cache"), "posix.py"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert [name for name in ("flock", "fork", "O_NOFOLLOW", "SIGKILL", "chown") if f'"{name}"' not in told] == []


def test_no_mode_of_a_file_is_the_only_protection() -> None:
    """Windows ignores modes. What is private is encrypted; who may open the folder, whoever keeps the computer says."""
    assert callers("chmod", "umask") == set()


def test_nobody_calls_what_does_something_else_there() -> None:
    """os.rename takes another file's place on POSIX alone; links need an administrator; a temporary file opens once."""
    assert {path for path in callers("rename") for name, _ in calls(ROOT / path) if name == "os.rename"} == set()
    assert callers("symlink", "symlink_to", "hardlink_to", "NamedTemporaryFile", "killpg") == set()


def callers(*called: str) -> set[str]:
    """The files that call something of these names."""
    return {short(path) for path in reached() for name, _ in calls(path) if name.rpartition(".")[2] in called}


def test_a_second_name_for_a_file_is_made_only_where_another_way_stands_beside_it() -> None:
    for path in reached():
        tried = {
            id(inner)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Try) and any("OSError" in ast.unparse(each) for each in node.handlers)
            for part in node.body
            for inner in ast.walk(part)
        }
        assert not [name for name, call in calls(path) if name == "os.link" and id(call) not in tried], short(path)


def test_every_renaming_was_thought_through() -> None:
    """Nothing that is open can be renamed there, and nothing to a name that is taken: add it above with the reason."""
    assert callers("rename") == set(RENAMED)


def test_no_text_names_a_place_that_only_a_unix_has() -> None:
    for path in reached():
        said = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
        texts = [
            node.value
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        ]
        assert not [text for text in texts if PLACES.search(text)], short(path)


def test_every_text_file_is_read_and_written_as_utf_8() -> None:
    """Left out, the encoding is that of the country: a name in Arabic stops the program."""
    found = [f"{short(path)}:{call.lineno}" for path in reached() for name, call in calls(path) if guesses(name, call)]
    assert found == []


def guesses(name: str, call: ast.Call) -> bool:
    """Does this call read or write text in whatever encoding there is?"""
    said = [each.value for each in call.args if isinstance(each, ast.Constant)]
    if "encoding" in {keyword.arg for keyword in call.keywords} or "utf-8" in said:
        return False
    if name.endswith((".read_text", ".write_text")):
        return True
    mode = call.args[1:2] if name in ("open", "os.fdopen") else call.args[:1]
    opens = name in ("open", "os.fdopen") or (name.endswith(".open") and name not in OTHER_OPENS)
    return opens and (not mode or (isinstance(mode[0], ast.Constant) and "b" not in str(mode[0].value)))


def test_no_day_is_written_by_letters_that_only_one_c_library_knows() -> None:
    for path in reached():
        texts = [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
        assert not [text for text in texts if isinstance(text, str) and re.search("%-[dmHIMSjy]", text)], short(path)


def test_every_file_that_is_installed_has_a_name_that_windows_takes() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "intake", "questionnaires", "translations"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    names = [name for name in listed if name]
    assert len(names) > 300
    parts = {part for name in names for part in name.split("/")}
    assert not [part for part in parts if RESERVED.match(part) or IMPOSSIBLE.search(part)]
    assert len({name.casefold() for name in names}) == len(names)
    # 260 letters is what a path may have, the folder that it is installed in included.
    assert max(map(len, names)) < 140
