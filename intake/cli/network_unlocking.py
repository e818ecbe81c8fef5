"""What every command of the network book begins with: unlocking it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from intake.cli.options import read_passphrase
from intake.config import Network, load, section
from intake.network.people import EVERYBODY, Role
from intake.network.unlock import OpenNetwork, open_network

COORDINATORS = frozenset({Role.COORDINATOR})


def section_and_passphrase(config_path: Path, passphrase_file: Path | None) -> tuple[Network, str]:
    """The book's section, and the passphrase of whoever works."""
    config = load(config_path)
    network = section(config.network, "network")
    return network, read_passphrase(passphrase_file or config.passphrase_file, prompt="Your passphrase")


def unlocked(config_path: Path, passphrase_file: Path | None, *, roles: Collection[Role] = EVERYBODY) -> OpenNetwork:
    """The open book; to be closed. Raises NetworkError where whoever unlocks it has none of ``roles``."""
    network = open_network(*section_and_passphrase(config_path, passphrase_file))
    try:
        with network.reading() as connection:
            network.require(connection, *sorted(roles))
    except BaseException:
        network.close()
        raise
    return network
