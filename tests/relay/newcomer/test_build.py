"""What the browser loads: the same from the same sources, small, and with the logic of a reading direction."""

from __future__ import annotations

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from fontTools.ttLib import TTFont

import intake.look
import intake.relay.newcomer
from intake.relay.newcomer.assets import AssetsError, load_assets

NEWCOMER = Path(intake.relay.newcomer.__file__).parent
ROOT = NEWCOMER.parents[2]
NODE = ROOT / ".venv" / "bin" / "node"
BUDGET = 25_000
FONTS = 35_000
FIRST_SCREEN = ("form.js", "shared.js", "form.css", "envelope.svg", "seal.worker.js")
BROTLI = """
const { brotliCompressSync, constants } = require("zlib");
const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
process.stdout.write(String(brotliCompressSync(require("fs").readFileSync(0), { params }).length));
"""
PHYSICAL = re.compile(
    r"(margin|padding|border)-(left|right)|text-align:\s*(left|right)|float:|(?<![\w-])(left|right):", re.IGNORECASE
)


def build(folder: Path) -> dict[str, bytes]:
    subprocess.run([NODE, NEWCOMER / "browser" / "build.mjs", folder], check=True, cwd=ROOT)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def brotli(data: bytes) -> int:
    """How many bytes of brotli."""
    return int(subprocess.run([NODE, "-e", BROTLI], input=data, capture_output=True, check=True).stdout)


def test_the_same_sources_give_the_same_bytes_and_names_follow_contents(tmp_path: Path) -> None:
    one, other = build(tmp_path / "one"), build(tmp_path / "other")
    assert one == other
    manifest = json.loads(one["manifest.json"])
    assert set(FIRST_SCREEN) < set(manifest)
    assert {f"{name}{end}" for name in manifest.values() for end in ("", ".br", ".gz")} == one.keys() - {
        "manifest.json"
    }


def test_the_first_screen_with_sealing_fits_the_budget(
    client: FlaskClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = build(tmp_path)
    manifest = json.loads(files["manifest.json"])
    sizes = {"document": brotli(client.get("/").data)}
    sizes |= {name: len(files[f"{manifest[name]}.br"]) for name in FIRST_SCREEN}
    later = {name: len(files[f"{manifest[name]}.br"]) for name in ("steps.js", "steps.css")}
    later |= {path[-7:]: brotli(client.get(path).data) for path in re.findall(r"/text/[^\"]+", client.get("/").text)}
    with capsys.disabled():
        print(f"\nfirst screen, brotli: {sum(sizes.values())} bytes {sizes}; then {later}")
    assert sum(sizes.values()) <= BUDGET


@pytest.mark.parametrize("weight", [400, 700])
def test_the_font_has_every_ethiopic_letter_of_our_texts_and_is_small(tmp_path: Path, weight: int) -> None:
    files = build(tmp_path)
    font = files[json.loads(files["manifest.json"])[f"ethiopic-{weight}.woff2"]]
    texts = [*(ROOT / "translations").rglob("*.po"), *(ROOT / "questionnaires").rglob("*.po")]
    wanted = {sign for path in texts for sign in path.read_text(encoding="utf-8") if "\u1200" <= sign <= "\u139f"}
    assert len(wanted) > 100
    assert {ord(sign) for sign in wanted} <= TTFont(BytesIO(font)).getBestCmap().keys()
    assert 2 * len(font) <= FONTS


def too_new(folder: Path) -> list[str]:
    """What the scripts in ``folder`` use that the oldest browsers lack."""
    config = NEWCOMER / "browser" / "eslint.config.mjs"
    eslint = ROOT / "node_modules" / "eslint" / "bin" / "eslint.js"
    command = [str(NODE), str(eslint), "--config", str(config), "--no-ignore", "-f", "json", "*.js"]
    found = json.loads(subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout)
    return [message["message"] for file in found for message in file["messages"]]


def test_the_oldest_browsers_can_read_what_was_built(tmp_path: Path) -> None:
    build(tmp_path / "built")
    assert too_new(tmp_path / "built") == []
    (tmp_path / "syntax.js").write_text("let a = null; a ||= 1;")
    (tmp_path / "offer.js").write_text("structuredClone({});")
    assert len(too_new(tmp_path)) == 2


def test_files_that_are_not_built_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AssetsError) as refused:
        load_assets(tmp_path)
    assert refused.value.hint == "Run scripts/setup."


def test_styles_know_no_left_and_no_right() -> None:
    sheets = [*(NEWCOMER / "browser").glob("*.css"), *intake.look.FOLDER.rglob("*.css")]
    assert len(sheets) > 10
    found = {sheet.name: PHYSICAL.findall(sheet.read_text(encoding="utf-8")) for sheet in sheets}
    assert {name: lines for name, lines in found.items() if lines} == {}
