"""Submissions a second by one machine and by two on one PostgreSQL server: `python -m tests.bench.machines`.

Many people send at once over connections of their own. Sender, machines and server share this computer, so the figures
say what one machine costs beside another, not what many would do. The server's files lie in the system's temporary
folder, on a disk; what each envelope adds there and to the write-ahead log is printed too.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from intake.envelope.format import MEDIA_TYPE
from tests.relay.served import Served
from tests.relay.server import Server

SENDERS = 24
LIMITS = "\n[relay.limits]\nenvelopes_per_minute = 1000000\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--envelopes", type=int, default=2000)
    count = arguments.parse_args().envelopes
    with tempfile.TemporaryDirectory(prefix="envelop-machines-") as name:
        print(f"{'files':24} {_rate([_made(Path(name) / 'files', None)], count):8.0f} envelopes/s")
        server = Server(Path(tempfile.gettempdir()))
        try:
            _on_server(server, Path(name), count)
        finally:
            server.stop()


def _on_server(server: Server, folder: Path, count: int) -> None:
    server.command("template1", "CREATE DATABASE bench")
    server.make_roles("bench")
    first = _made(folder / "first", server.address("bench"))
    machines = [first, first.further(folder / "second")]
    for number in (1, 2):
        before = _written(server)
        rate = _rate(machines[:number], count)
        log = (_written(server) - before) / count
        print(f"{f'a server, {number} machine(s)':24} {rate:8.0f} envelopes/s, {log:.0f} bytes of write-ahead log each")
    with server.administrator("bench") as administrator:
        size = administrator.execute("SELECT pg_total_relation_size('arrival') / (SELECT count(*) FROM arrival)")
        print(f"{'its tables':24} {size.fetchone()[0]:8} bytes an envelope")  # type: ignore[index]


def _made(folder: Path, database: str | None) -> Served:
    made = Served(folder, database=database)
    with made.config_file.open("a") as file:
        file.write(LIMITS)
    return made


def _written(server: Server) -> int:
    with server.administrator("bench") as administrator:
        found = administrator.execute("SELECT (pg_current_wal_lsn() - '0/0')::bigint").fetchone()
    assert found is not None
    assert isinstance(found[0], int)
    return found[0]


def _rate(machines: Sequence[Served], count: int) -> float:
    """Envelopes a second that all ``machines`` together received."""
    token, envelopes = machines[0].link(), [machines[0].ggd.seal() for _ in range(count)]
    try:
        for machine in machines:
            machine.start()
        start = time.perf_counter()
        with ThreadPoolExecutor(SENDERS) as people:
            stored = sum(people.map(lambda n: _send(machines[n % len(machines)].port, token, envelopes[n::SENDERS]),
                                    range(SENDERS)))  # fmt: skip
        assert stored == count
        return count / (time.perf_counter() - start)
    finally:
        for machine in machines:
            machine.stop()


def _send(port: int, token: str, envelopes: Sequence[bytes]) -> int:
    connection, stored = HTTPConnection("127.0.0.1", port), 0
    for data in envelopes:
        headers = {"Authorization": f"Link {token}", "Content-Type": MEDIA_TYPE}
        connection.request("POST", "/api/envelopes", data, headers)
        answer = connection.getresponse()
        answer.read()
        stored += answer.status == 201
    connection.close()
    return stored


if __name__ == "__main__":
    main()
