"""The handout as it runs: the staff's database, and the relay's links behind a wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nacl.signing import SigningKey
from sqlalchemy import Engine

from intake.config import Handout, Relay, section
from intake.locked import LockedFileError, Secret
from intake.relay.handout.database import open_staff_database
from intake.relay.handout.reaching import open_links


@dataclass(frozen=True, slots=True)
class Links:
    """The register that links are handed out from; its engine reaches links and organisations only."""

    config: Relay
    engine: Engine


@dataclass(frozen=True, slots=True, repr=False)
class OpenHandout:
    """``settings`` is the handout's own section of ``links.config``; ``engine`` reaches the staff's database.

    ``courier`` signs what the courier's page asks the relay; None where the relay was made before there was one.
    """

    settings: Handout
    engine: Engine
    links: Links
    courier: SigningKey | None = None

    @property
    def config(self) -> Relay:
        """The relay's section."""
        return self.links.config

    def close(self) -> None:
        """Let go of both databases."""
        self.engine.dispose()
        self.links.engine.dispose()


def open_handout(config: Relay, secrets: Mapping[str, Secret]) -> OpenHandout:
    """The handout of the relay in ``config.data``, whose unlocked `secrets` these are.

    Raises ConfigError where it is not configured, LockedFileError or DatabaseError.
    """
    settings = section(config.handout, "relay.handout")
    try:
        staff_key, relay_key = secrets["handout"].secret, secrets["database"].secret
    except KeyError:
        raise LockedFileError("the locked file is not a relay's", "Is [relay] data the right folder?") from None
    links = Links(config, open_links(config, settings, relay_key))
    courier = SigningKey(secrets["courier"].secret) if "courier" in secrets else None
    return OpenHandout(settings, open_staff_database(config.data, staff_key), links, courier)
