"""Where the server is and how it is reached, as the configuration says it: no password, and no way past TLS.

What is wrong is said without quoting the address.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from intake.errors import ConfigError

DRIVER = "postgresql+psycopg"
EXAMPLE = "postgresql+psycopg://envelop_relay@/envelop?host=/var/run/postgresql"
OPTIONS = frozenset({
    "channel_binding", "host", "passfile", "port", "require_auth", "sslcert", "sslcrl", "sslkey", "sslmode",
    "sslrootcert", "target_session_attrs",
})  # fmt: skip
"""What may be said of the connection. Others could take back what is checked here."""
VERIFIED = "verify-full"


def read_address(address: str, setting: str) -> URL:
    """The address in the configuration's ``setting``; raises ConfigError."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise ConfigError(f"{setting} is not the address of a database", f"It looks like {EXAMPLE}") from None
    _refuse_secrets(url, setting)
    if url.drivername != DRIVER or not url.database or not url.username:
        raise ConfigError(f"{setting} does not say driver, user and database", f"It looks like {EXAMPLE}")
    unknown = sorted(url.query.keys() - OPTIONS)
    if unknown:
        raise ConfigError(f"{setting} has options that are not known", f"Known are: {', '.join(sorted(OPTIONS))}.")
    _refuse_unverified(url, setting)
    return url


def _refuse_secrets(url: URL, setting: str) -> None:
    if url.password is not None or any("password" in name for name in url.query):
        raise ConfigError(
            f"{setting} holds a password",
            "Write it into a file that only the relay may read, and name that: ?passfile=FILE. Or let the server know"
            " the relay by its socket (peer) or by a certificate (sslcert, sslkey).",
        )


def _refuse_unverified(url: URL, setting: str) -> None:
    """Over a network the server must prove its name. A socket, or this machine, needs no proof."""
    hosts = list(_hosts(url))
    if not hosts:
        raise ConfigError(f"{setting} names no host", "A socket's folder is one too: ?host=/var/run/postgresql")
    if not all(map(_is_here, hosts)) and url.query.get("sslmode") != VERIFIED:
        raise ConfigError(
            f"{setting} would reach the server without proof that it is the right one",
            f"Add ?sslmode={VERIFIED}&sslrootcert=FILE (the authority that signed the server's certificate).",
        )


def _hosts(url: URL) -> Iterator[str]:
    """Several may be given, each with a port."""
    given = url.query.get("host", ())
    for some in (url.host or "", *([given] if isinstance(given, str) else given)):
        yield from (host for host in some.split(",") if host)


def _is_here(host: str) -> bool:
    if host.startswith("/"):
        return True
    name = host if host.count(":") > 1 else host.partition(":")[0]
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost"
