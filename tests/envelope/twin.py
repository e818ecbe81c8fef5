"""What the browser runs, asked from Python: the same TypeScript, in Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".venv" / "bin" / "node"
BRIDGE = ROOT / "tests" / "vectors" / "bridge.ts"


class RefusedError(Exception):
    """The browser's side refused."""


class Twin:
    """One question, one answer, over a pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._ask, self._answers = process.stdin, process.stdout

    def ask(self, name: str, **question: object) -> Any:
        """The answer, as JSON gives it; raises RefusedError."""
        self._ask.write(json.dumps({"ask": name, **question}) + "\n")
        self._ask.flush()
        answer = json.loads(self._answers.readline())
        if "refused" in answer:
            raise RefusedError(name)
        return answer.get("answer")

    def refuses(self, name: str, **question: object) -> bool:
        try:
            self.ask(name, **question)
        except RefusedError:
            return True
        return False


@contextmanager
def running_twin() -> Iterator[Twin]:
    command = [NODE, BRIDGE]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Twin(process)
        assert process.stdin
        process.stdin.close()
