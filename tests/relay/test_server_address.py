"""How a server may be reached: with no password in the configuration, and with proof of its name over a network."""

from __future__ import annotations

import pytest

from intake.errors import ConfigError
from intake.relay.postgresql.address import EXAMPLE, read_address

BEGIN = "postgresql+psycopg://hidden_user"
REFUSED = {
    f"{BEGIN}:hidden-word@127.0.0.1/relay": "holds a password",
    f"{BEGIN}@127.0.0.1/relay?password=hidden-word": "holds a password",
    f"{BEGIN}@127.0.0.1/relay?sslpassword=hidden-word": "holds a password",
    f"{BEGIN}@hidden.example.nl/relay": "without proof",
    f"{BEGIN}@hidden.example.nl/relay?sslmode=require": "without proof",
    f"{BEGIN}@hidden.example.nl/relay?sslmode=verify-ca": "without proof",
    f"{BEGIN}@10.0.0.7/relay": "without proof",
    f"{BEGIN}@/relay?host=/var/run/postgresql&host=hidden.example.nl": "without proof",
    f"{BEGIN}@/relay?host=127.0.0.1,hidden.example.nl": "without proof",
    f"{BEGIN}@localhost.example.nl/relay": "without proof",
    f"{BEGIN}@/relay": "names no host",
    f"{BEGIN}@127.0.0.1/": "does not say driver, user and database",
    "postgresql+psycopg://127.0.0.1/relay": "does not say driver, user and database",
    "postgresql://hidden_user@127.0.0.1/relay": "does not say driver, user and database",
    "sqlite:///relay": "does not say driver, user and database",
    f"{BEGIN}@127.0.0.1/relay?options=-csynchronous_commit%3Doff": "options that are not known",
    f"{BEGIN}@127.0.0.1/relay?service=hidden": "options that are not known",
    f"{BEGIN}@127.0.0.1:hidden/relay": "is not the address of a database",
    "hidden": "is not the address of a database",
}


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_refused_is_named_and_not_quoted(address: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_address(address, "[relay] database")
    assert refused.value.message.startswith("[relay] database ")
    assert REFUSED[address] in refused.value.message
    assert "hidden" not in refused.value.message + str(refused.value.hint)


@pytest.mark.parametrize(
    "address",
    [
        EXAMPLE,
        f"{BEGIN}@127.0.0.1:5433/relay",
        f"{BEGIN}@[::1]/relay",
        f"{BEGIN}@localhost/relay?passfile=/etc/envelop-relay/pgpass",
        f"{BEGIN}@db.example.nl/relay?sslmode=verify-full&sslrootcert=/etc/envelop-relay/ca.pem",
        f"{BEGIN}@/relay?host=a.example.nl:5432&host=b.example.nl:5432&sslmode=verify-full&target_session_attrs=read-write",
    ],
)
def test_a_socket_this_machine_and_a_proven_name_are_taken(address: str) -> None:
    assert read_address(address, "[relay] database").database in ("relay", "envelop")
