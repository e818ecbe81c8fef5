"""Run a command under the rules of a systemd unit, where systemd itself does not run: `confined.py UNIT COMMAND...`.

They are read from the unit's hardening.conf and enforced by the kernel in the way systemd does it (seccomp, through
libseccomp): SystemCallFilter, RestrictAddressFamilies, MemoryDenyWriteExecute, NoNewPrivileges, CapabilityBoundingSet
and LimitCORE. What needs mounts of its own (ProtectSystem and others), and the filter of addresses, only systemd does.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
MASKED_EQUAL, EQUAL = 7, 4
WRITE, EXECUTE, SHM_EXECUTE = 2, 4, 0o100000
SHIPPED = Path(__file__).parents[2] / "packaging" / "systemd"
HARDENING = SHIPPED / "system" / "envelop-.service.d" / "hardening.conf"
UNDER_RULES = (__file__, str(HARDENING), sys.executable)
"""Options of the interpreter that put whatever follows under the rules of the units that are shipped."""
NO_NEW_PRIVILEGES, DROP_CAPABILITY = 38, 24
LAST_CAPABILITY = 40


class Comparison(ctypes.Structure):
    """libseccomp's scmp_arg_cmp."""

    _fields_ = (("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


# Calls that are allowed with some arguments only: each alternative is (argument, mask, value).
NO_NEW_CODE = {
    "mmap": [(2, WRITE | EXECUTE, allowed) for allowed in (0, WRITE, EXECUTE)],
    "mprotect": [(2, EXECUTE, 0)],
    "pkey_mprotect": [(2, EXECUTE, 0)],
    "shmat": [(2, SHM_EXECUTE, 0)],
}


def settings(unit: Path) -> Iterator[tuple[str, str]]:
    """The settings of a unit's file or of a drop-in file, in their order."""
    for line in unit.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            yield name, value


def allowed_calls(unit: Path) -> set[str]:
    """What SystemCallFilter leaves over."""
    found: set[str] = set()
    for name, value in settings(unit):
        if name == "SystemCallFilter":
            calls = {call for each in value.removeprefix("~").split() for call in _expanded(each)}
            found = found - calls if value.startswith("~") else found | calls
    return found


def _expanded(name: str) -> set[str]:
    if not name.startswith("@"):
        return {name}
    told = subprocess.run(["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True)
    inside = [line.strip() for line in told.stdout.splitlines()[1:]]
    return {call for each in inside if each and not each.startswith("#") for call in _expanded(each)}


def confine(unit: Path) -> None:
    """Apply the rules to this process and all that it will start."""
    said = dict(settings(unit))
    assert (said["NoNewPrivileges"], said["MemoryDenyWriteExecute"], said["LimitCORE"]) == ("yes", "yes", "0")
    assert said["CapabilityBoundingSet"] == ""
    calls = allowed_calls(unit)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        for capability in range(LAST_CAPABILITY + 1):
            libc.prctl(DROP_CAPABILITY, capability, 0, 0, 0)
    assert libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    families = [(0, -1, getattr(socket, name)) for name in said["RestrictAddressFamilies"].split()]
    _filter(calls, NO_NEW_CODE | {"socket": families})


def _filter(calls: set[str], only: dict[str, list[tuple[int, int, int]]]) -> None:
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(REFUSE)))
    for name in sorted(calls):
        number = library.seccomp_syscall_resolve_name(name.encode())
        for argument, mask, value in only.get(name, [(-1, 0, 0)]):
            if argument < 0:
                library.seccomp_rule_add(context, ctypes.c_uint32(ALLOW), number, 0)
                continue
            compared = (Comparison * 1)(_comparison(argument, mask, value))
            library.seccomp_rule_add_array(context, ctypes.c_uint32(ALLOW), number, 1, compared)
    assert library.seccomp_load(context) == 0


def _comparison(argument: int, mask: int, value: int) -> Comparison:
    return Comparison(argument, EQUAL, value, 0) if mask < 0 else Comparison(argument, MASKED_EQUAL, mask, value)


def confined_run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python ``code`` under the rules."""
    command = [sys.executable, *UNDER_RULES, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_confined(process: int) -> bool:
    """Is this process under a filter of calls, without any capability, for good?"""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return {"Seccomp:\t2", "NoNewPrivs:\t1", "CapEff:\t0000000000000000"} <= set(status)


if __name__ == "__main__":
    confine(Path(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
