"""A single sign-on that really runs (provider.mjs), and a person who signs in to it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from intake.config import Group, Handout, SingleSignOn
from tests.relay.handout.world import HANDOUT, SCHOOL, TOWN

ROOT = Path(__file__).parents[3]
CLIENT, SECRET = "envelop", "a secret of tests"
TENANT, OTHER_TENANT = "0b3f6c1e-tenant", "ffffffff-tenant"
HANDS_OUT, COORDINATES, OPERATES, ELSEWHERE = "g-hand-out", "g-coordinate", "g-operate", "g-elsewhere"
GROUPS = (
    Group(OPERATES, "operator"),
    Group(COORDINATES, "coordinator", SCHOOL),
    Group(HANDS_OUT, "hander-out", SCHOOL),
    Group(ELSEWHERE, "hander-out", TOWN),
    Group("g-gone", "hander-out", "closed-long-ago"),
)
BACK = "/handout/sso/back"
Claims = dict[str, Any]


def person(login: str, *groups: str, **claims: Any) -> Claims:
    """What the issuer says of somebody."""
    said = {"tid": TENANT, "oid": f"oid-{login}", "name": login.title(), "email": f"{login}@example.nl"}
    return {**said, "groups": list(groups), **claims}


def settings_for(issuer: str, folder: Path, *, origin: str = HANDOUT, tenant: str | None = TENANT) -> Handout:
    """A handout that trusts this issuer."""
    secret = folder / "secret"
    secret.write_text(SECRET + "\n")
    one = SingleSignOn("Gemeente Voorbeeld", issuer, CLIENT, secret, tenant, groups=GROUPS)
    return Handout(origin, single_sign_on=(one,))


@dataclass(frozen=True)
class Issuer:
    """``address`` is its name and where it answers."""

    address: str

    def knows(self, **people: Claims) -> None:
        """From now on these people and no others, by the name they sign in with."""
        requests.put(f"{self.address}/people", json=people, timeout=10).raise_for_status()

    def sign_in(self, address: str, login: str) -> str:
        """As whoever is led to ``address`` does; the address that the issuer leads back to, with its query."""
        with requests.Session() as agent:
            page = agent.get(address, timeout=10)
            form = page.text.partition('action="')[2].partition('"')[0]
            answer = agent.post(
                form, {"prompt": "login", "login": login, "password": "x"}, timeout=10, allow_redirects=False
            )
            while urlsplit(answer.headers["Location"]).path != BACK:
                answer = agent.get(answer.headers["Location"], timeout=10, allow_redirects=False)
            return answer.headers["Location"]


@contextmanager
def running(*redirects: str) -> Iterator[Issuer]:
    """An issuer that leads back to ``redirects``, until the block ends."""
    command = [ROOT / ".venv" / "bin" / "node", Path(__file__).with_name("provider.mjs")]
    asked = {"redirects": redirects, "client": {"id": CLIENT, "secret": SECRET}}
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        port = int(next(line for line in process.stdout if line.strip().isdecimal()))
        try:
            yield Issuer(f"http://localhost:{port}")
        finally:
            process.stdin.close()  # its end is the end of the process
            process.wait(20)
