"""The form in the browsers of Debian that are not Chromium: `make elsewhere`.

Not part of `make test`, which runs in Chromium alone: these need half a gigabyte of packages. Each browser fills in
the form in three scripts, the envelope is opened, and Exit is tried with Back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from tests.browser.relay import FormRelay, serve_form

HERE = Path(__file__).parent
NODE = HERE.parents[1] / ".venv" / "bin" / "node"
SCREEN = ("xvfb-run", "--auto-servernum")
# Its sandbox needs privileges that containers do not give.
ENVIRONMENT = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "PATH": "/usr/bin:/bin"}
BROWSERS = ("firefox", "webkit")
LANGUAGES = ("en", "ar", "ti")


def walk(browser: str, relay: FormRelay, tag: str, pictures: Path) -> str:
    """One person; a line that says what came of it. Raises where the browser did not get to the end."""
    picture = pictures / f"{browser}-{tag}.png"
    command = (*SCREEN, str(NODE), str(HERE / "walk.mjs"), browser, relay.link(), tag, str(picture))
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=180)
    if ended.returncode:
        raise click.ClickException(f"{browser}, {tag}: {ended.stderr[-2000:]}")
    said = json.loads(ended.stdout.splitlines()[-1])
    submission = relay.submission(said["code"])
    if submission.language != tag or set(submission.answers.values()) != {None} or not said["fresh"]:
        raise click.ClickException(f"{browser}, {tag}: the envelope holds something else than was chosen")
    return f"{said['name']}: {tag}, {said['screens']} screens, sealed, sent, opened; Exit and Back show nothing"


@click.command()
@click.option("--to", "folder", default="screenshots/elsewhere", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Fill in the form in Firefox ESR and WebKitGTK."""
    folder.mkdir(parents=True, exist_ok=True)
    relay = serve_form(Path(tempfile.mkdtemp()))
    for browser in BROWSERS:
        for tag in LANGUAGES:
            click.echo(walk(browser, relay, tag, folder.resolve()))


if __name__ == "__main__":
    sys.exit(main())
