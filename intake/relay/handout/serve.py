"""Serve the pages of those who hand out. What cannot work is said here, before any process."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from intake.config import Relay
from intake.locked import Secret
from intake.relay import log
from intake.relay.clock import utc_now
from intake.relay.handout.app import create_app
from intake.relay.handout.courier import check_relay_address
from intake.relay.handout.housekeeping import keep_house_daily
from intake.relay.handout.instance import open_handout
from intake.relay.handout.single_sign_on import check_settings
from intake.relay.handout.spoken import with_cards
from intake.relay.offer import PRODUCTION
from intake.relay.serving import bound, run


def serve(config: Relay, secrets: Mapping[str, Secret], *, environment: str, listen: str) -> None:
    """Serve on ``listen`` (HOST:PORT) until a signal ends it; ``secrets`` are the relay's, unlocked."""
    checked = open_handout(config, secrets)
    check_settings(checked.settings, production=environment == PRODUCTION)
    check_relay_address(config)
    checked.close()
    with_cards(config, production=environment == PRODUCTION)
    listener = bound(listen)
    log.configure()

    def make_app() -> Flask:
        handout = open_handout(config, secrets)
        keep_house_daily(handout, utc_now)
        return create_app(handout, environment=environment)

    run(listener, make_app)
