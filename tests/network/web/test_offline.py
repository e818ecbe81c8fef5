"""No network for the network book either: the process that serves its pages cannot get out. It leaves nothing lying."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.desk.web.test_offline import TRY, free_port, ran
from tests.network.commands import CONFIG

SERVED = (
    TRY
    + """
import threading, time
from pathlib import Path
from intake.network.web.serve import serve
from tests.network.world import section
port, lines = int(sys.argv[2]), []
asked = dict(port=port, demo=False, open_browser=False, say=lines.append)
threading.Thread(target=serve, args=(section(Path(sys.argv[1])),), kwargs=asked, daemon=True).start()
for _ in range(300):
    if len(lines) > 1:
        break
    time.sleep(0.1)
leaf = (Path(sys.argv[1]) / "open-the-network-book.html").read_text()
told = {name: tried(way) for name, way in WAYS.items()}
print(json.dumps({"told": told, "leaf": f'action="http://127.0.0.1:{port}/start"' in leaf}), flush=True)
import os; os._exit(0)
"""
)


def test_who_serves_the_pages_has_shut_every_way_out(tmp_path: Path) -> None:
    told = ran(SERVED, tmp_path / "network", free_port())
    ways = told["told"]
    assert isinstance(ways, dict)
    assert len(ways) == 18
    assert {name: words for name, words in ways.items() if words != "the network book opens no connection"} == {}
    assert told["leaf"] is True


def test_by_command_it_says_where_it_is_and_at_its_end_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "intake.cli", "network", "serve", "--config", "config.toml", "--no-browser"]
    run = [*command, "--port", port]
    with subprocess.Popen(run, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        lines = [served.stdout.readline().rstrip() for _ in range(3)]
        laid = (tmp_path / "network" / "open-the-network-book.html").is_file()
        served.terminate()
    assert served.returncode == 0
    assert re.fullmatch(r"Start code for a browser, once: (\w{4}-){3}\w{4}", lines[0])
    assert lines[1:] == [
        f"The network book is at http://127.0.0.1:{port}/  (Ctrl+C ends it)",
        "There is no network book here yet. The page makes it with you.",
    ]
    assert laid
    assert not (tmp_path / "network").exists()
