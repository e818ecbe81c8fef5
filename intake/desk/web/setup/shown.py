"""What the steps of the first ceremony show: nothing secret but the shares that are being typed back."""

from __future__ import annotations

from flask import render_template, request, url_for

from intake.desk.keys.ceremony import PERIOD_DAYS
from intake.desk.keys.printing import Screen
from intake.desk.keys.ring import read_ring
from intake.desk.web.keys.room import TOLD
from intake.desk.web.keys.said import PURPOSES
from intake.desk.web.keys.typed import Typed
from intake.desk.web.service import Service
from intake.desk.web.setup import asked
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet
from intake.envelope.signatures import fingerprint
from intake.locked import slots
from intake.web.words import _


def choices(problem: str | None = None) -> str:
    """Who makes the desk, and how the recovery key is kept; passphrases do not come back."""
    return render_template("setup/choose.html", problem=problem, typed=request.form, days=PERIOD_DAYS)


def typing(problem: str | None = None, typed: Typed | None = None) -> str:
    """One share after the other."""
    return render_template("setup/drill.html", problem=problem, typed=typed or Typed())


def asking(service: Service, problem: str | None = None) -> str:
    """For the relay's public key."""
    values = {"problem": problem, "typed": request.form}
    return render_template("setup/relay.html", **values, **written(service))


def comparing(service: Service, problem: str | None = None) -> str:
    """The relay's fingerprint, and the passphrase that makes the desk. Raises DeskError for what is no key."""
    key = asked.relay_key()
    names = slots(service.beginning.folder.desk)
    values = {"key": base64url(key), "fingerprint": fingerprint(key), "names": names, "typed": request.form}
    return render_template("setup/compare.html", problem=problem, **values)


def written(service: Service) -> dict[str, object]:
    """What is written down by hand; all of it is public."""
    signed = ring(service)
    keys = [(PURPOSES[key.purpose], base64url(key.id), key) for key in signed.keys]
    return {"ring": signed, "keys": keys, "on_paper": service.beginning.on_paper}


def made(service: Service) -> str:
    """The keys, to write down."""
    return render_template("setup/made.html", **written(service))


def ring(service: Service) -> KeySheet:
    """The keys that were made; raises DeskError where they are another inbox's, or changed."""
    return read_ring(service.beginning.folder, inbox=service.section.inbox)


def screen() -> Screen:
    """What stands above the pages to print, and is not printed."""
    return Screen(url_for("setup.styles"), _(TOLD), url_for("setup.made"), _("They are printed: go on"))
