"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket only, gone afterwards.

It is set as packaging/postgresql says, and its roles are made by the statements that stand there. As `initdb` refuses
root, it then runs as somebody else.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

PACKAGING = Path(__file__).parents[2] / "packaging" / "postgresql"
PROGRAMS = Path("/usr/lib/postgresql")
OWNER, HANDOUT = "envelop_relay", "envelop_handout"
ROOM = 4 << 30
AT_ONCE, POLITELY = signal.SIGQUIT, signal.SIGINT
"""What PostgreSQL does on each."""
SOMEBODY = ("postgres", "nobody")
QUICK = """
listen_addresses = ''
shared_buffers = 32MB
max_wal_size = 2GB
checkpoint_timeout = 1h
autovacuum = off
dynamic_shared_memory_type = mmap
"""
"""What makes it quick to make databases, and leaves house-keeping to the tests."""


class Server:
    """A running server; `stop` ends it and forgets everything."""

    def __init__(self, place: Path | None = None) -> None:
        """In a new folder in ``place``; in memory, where there is room, unless a place is given."""
        self.folder = Path(tempfile.mkdtemp(prefix="envelop-pg-", dir=place or _quick_folder()))
        self._data = self.folder / "data"
        # Whoever knows the socket's name reaches it, also without root's rights; the data are their owner's.
        self.folder.chmod(0o711)
        self._numbers = count(1)
        self._identity: dict[str, Any] = {}
        if (somebody := _somebody()) is not None:
            os.chown(self.folder, somebody.pw_uid, somebody.pw_gid)
            self._identity = {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
        made: Sequence[str | Path] = [
            _program("initdb"),
            "-D",
            self._data,
            "-A",
            "trust",
            "-U",
            "admin",
            "-N",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=self.folder, **self._identity)
        settings = (PACKAGING / "server.conf").read_text() + QUICK + f"unix_socket_directories = '{self.folder}'\n"
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(settings)
        self._start()

    def stop(self) -> None:
        """End it at once; nothing of it stays."""
        self._end(AT_ONCE)
        shutil.rmtree(self.folder)

    def restart_at_once(self) -> None:
        """As after a loss of power: no connection is ended politely, nothing in memory is written."""
        self._end(AT_ONCE)
        self._start()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nobody is at home until the end of the block."""
        self._end(POLITELY)
        try:
            yield
        finally:
            self._start()

    def reload(self) -> None:
        """Let it read its settings anew. A new connection is asked until it has."""
        with self.administrator("template1") as connection:
            (before,) = connection.execute("SELECT pg_conf_load_time()").fetchone() or (None,)
            connection.execute("SELECT pg_reload_conf()")
        while True:
            with self.administrator("template1") as connection:
                if connection.execute("SELECT pg_conf_load_time()").fetchone() != (before,):
                    return

    def new_database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of ``template``."""
        name = f"relay_{next(self._numbers)}"
        self.command("template1", f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
        return name

    def make_roles(self, database: str) -> None:
        """As an administrator would, before and after `intake relay init`."""
        self.command(database, (PACKAGING / "roles.sql").read_text())

    def command(self, database: str, *statements: str) -> None:
        """Run ``statements`` as the server's own administrator."""
        with self.administrator(database) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def administrator(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection that may do everything."""
        return psycopg.connect(host=str(self.folder), dbname=database, user="admin", autocommit=True)

    def address(self, database: str, user: str = OWNER) -> str:
        """As it stands in the configuration."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def commits(self) -> Sequence[datetime]:
        """The moments of commits, as they stand in the write-ahead log."""
        found: list[str] = []
        for segment in sorted((self._data / "pg_wal").glob("0*")):
            # The log ends in the middle of a segment, and later ones are not begun: the program calls that an error.
            dump: Sequence[str | Path] = (_program("pg_waldump"), "--rmgr=Transaction", segment)
            dumped = subprocess.run(dump, env={"TZ": "UTC"}, capture_output=True, text=True, check=False)
            found += re.findall(r"COMMIT (\d{4}-\d\d-\d\d [\d:.]+) UTC", dumped.stdout)
        return [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in found]

    def log(self) -> str:
        """What the server wrote down."""
        return (self.folder / "log").read_text(errors="replace")

    def _start(self) -> None:
        """Until it answers. Where the tests are killed, so is it."""
        command: Sequence[str | Path] = [
            "setpriv",
            "--pdeathsig",
            AT_ONCE.name.removeprefix("SIG"),
            _program("postgres"),
            "-D",
            self._data,
        ]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **self._identity)
        while True:
            assert self._process.poll() is None, self.log()
            with suppress(psycopg.OperationalError), self.administrator("template1"):
                return
            time.sleep(0.02)

    def _end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        self._process.wait(30)


def _program(name: str) -> Path:
    """Of the newest server that is installed."""
    return max(PROGRAMS.iterdir(), key=lambda folder: int(folder.name)) / "bin" / name


def _quick_folder() -> Path | None:
    """In memory where there is room: a server that is killed loses nothing there. None: the system's usual place."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def _somebody() -> pwd.struct_passwd | None:
    """Whom the server runs as, where the tests run as root; None: as whoever runs them."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in SOMEBODY if name in known)
