"""Serve the form and its interface. What cannot work is said here, before any process."""

from __future__ import annotations

from flask import Flask

from intake.config import Relay
from intake.relay import log
from intake.relay.app import create_app
from intake.relay.asked import questionnaires
from intake.relay.clock import utc_now
from intake.relay.housekeeping import keep_house_daily
from intake.relay.instance import open_unlocked, unlock_relay
from intake.relay.metrics import Gauges, answer_scrapes
from intake.relay.newcomer.sound import sound
from intake.relay.offer import offered
from intake.relay.self_referral import served
from intake.relay.serving import bound, run
from intake.relay.telling.rounds import tell_daily
from intake.relay.telling.settings import check_mail


def serve(config: Relay, passphrase: str, *, environment: str, listen: str) -> None:
    """Serve on ``listen`` (HOST:PORT) until a signal ends it."""
    secrets = unlock_relay(config, passphrase)
    relay = open_unlocked(config, secrets)
    served(config.inboxes)
    check_mail(config)
    asked = questionnaires(config.questionnaires, config.inboxes)
    languages = offered(asked, environment=environment, draft_languages=config.draft_languages)
    sound(languages, config.audio, environment=environment)
    relay.engine.dispose()
    scraped = None if config.metrics is None else bound(config.metrics, hint="Choose another [relay] metrics.")
    listener = bound(listen)
    log.configure()
    if drafts := [offer.language.tag for offer in languages if offer.draft]:
        log.say_drafts(drafts)

    def make_app() -> Flask:
        opened = open_unlocked(config, secrets)
        app = create_app(opened, environment=environment)
        keep_house_daily(opened, utc_now)
        if config.mail is not None:
            tell_daily(opened, config.mail, utc_now)
        if scraped is not None:
            answer_scrapes(scraped, Gauges(opened, utc_now))
        return app

    run(listener, make_app)
