"""The wheel for online machines: works by itself, and holds nothing that opens envelopes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires  # noqa: TID251 - asks what is installed
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The project itself stands on the path of the tests' environment; here only its packages may.
ALONE = """\
import sys
wheel, project = sys.argv.pop(1), sys.argv.pop(1)
sys.path[:] = [wheel, *(path for path in sys.path if path not in ("", project))]
"""
COMMAND = "from intake.cli.main import main; main()"
NOT_HERE = ("intake/desk", "intake/network", "intake/web/local", "intake/demo", "intake/bench")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT / "packaging" / "relay",
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("envelop_relay-*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def alone(wheel: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``code`` where only the wheel has a package `intake`."""
    return subprocess.run(
        [sys.executable, "-c", ALONE + code, str(wheel), str(ROOT), *arguments],
        cwd=wheel,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_holds_no_desk_and_no_command_of_the_desk(wheel: Path) -> None:
    held = {path.relative_to(wheel).as_posix() for path in wheel.rglob("*") if path.is_file()}
    assert "intake/relay/app.py" in held
    assert not [path for path in held if path.startswith(NOT_HERE)]
    commands = {"courier", "handout", "links", "questionnaire", "relay", "staff"}
    others = {
        "__init__",
        "__main__",
        "backup",
        "cards",
        "discard",
        "files",
        "mail",
        "main",
        "opening",
        "options",
        "status",
        "table",
    }
    assert {Path(path).stem for path in held if path.startswith("intake/cli/")} == commands | others
    assert not [path for path in held if path.endswith(".py") and "X25519PrivateKey" in (wheel / path).read_text()]


def test_whatever_it_imports_it_brings_or_asks_for(wheel: Path) -> None:
    imported = {name for path in wheel.rglob("*.py") for name in imports(path)}
    own = {name for name in imported if name.split(".")[0] == "intake"}
    assert not [name for name in own if not is_there(wheel / name.replace(".", "/"))]
    provided = packages_distributions()
    asked_for = {canonical(each) for each in ASKED.findall((ROOT / "packaging/relay/pyproject.toml").read_text())}
    asked_for |= {canonical(NAME.match(each)[0]) for name in asked_for for each in requires(name) or ()}  # type: ignore[index]
    others = {name.split(".")[0] for name in imported - own} - sys.stdlib_module_names
    assert not {name for name in others if not {canonical(each) for each in provided[name]} & asked_for}


NAME = re.compile(r"[\w.-]+")
ASKED = re.compile(r'"([\w-]+)>=')


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imports(path: Path) -> Iterator[str]:
    """Modules that a file imports, wherever in it; of our own also a name that is a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module


def is_there(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or path.is_dir()


def test_no_module_of_the_desk_can_be_found_beside_it(wheel: Path) -> None:
    code = "import intake, importlib.util as u; print(intake.__file__, u.find_spec('intake.desk'))"
    assert alone(wheel, code).stdout == f"{wheel}/intake/__init__.py None\n"


def test_its_command_offers_the_online_side_only(wheel: Path) -> None:
    told = alone(wheel, COMMAND, "--help")
    offered = [line.split()[0] for line in told.stdout.split("Commands:\n")[1].splitlines() if line]
    assert (told.returncode, offered) == (0, ["courier", "handout", "links", "questionnaire", "relay", "staff"])
    assert alone(wheel, COMMAND, "relay", "--help").returncode == 0
    assert alone(wheel, COMMAND, "--version").stdout == "intake, version 0.1.0\n"


START = """
from pathlib import Path
from intake.config import load
from intake.locked import FLOOR
from intake.relay.instance import open_relay
from intake.relay.making import make_relay
from intake.relay.serve import create_app
config, passphrase = load(Path(sys.argv[1])).relay, "correct horse battery staple"
make_relay(config, passphrase, cost=FLOOR)
print(create_app(open_relay(config, passphrase)).test_client().get("/").status_code)
"""


def test_it_brings_all_that_a_relay_needs_to_start(wheel: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[relay]\ndata = "relay"\norigin = "https://formulier.example.nl"\n'
        'draft_languages = ["en"]\n'
        '[[relay.inboxes]]\nid = "ggd-demo"\nidentity = "AAAAAAAAAAAAAAAAAAAAAA"\n'
        'questionnaire = "ggd10"\nversion = "1"\n'
    )
    served = alone(wheel, START, str(config))
    assert served.stdout == "200\n", served.stderr
