"""Where one can go from every page of the desk."""

from __future__ import annotations

from intake.web.local.way import Way
from intake.web.words import N_

WAYS = (
    Way("/", N_("Today")),
    Way("/queue", N_("Queue")),
    Way("/call", N_("Call now")),
    Way("/reminders", N_("Reminders")),
    Way("/waiting", N_("Waiting")),
    Way("/bring-in", N_("Bring in")),
    Way("/paper", N_("Paper form")),
    Way("/figures", N_("Figures"), more=True),
    Way("/network", N_("Network"), more=True),
    Way("/slips", N_("Slips"), more=True),
    Way("/away", N_("Away"), more=True),
    Way("/people", N_("People"), more=True),
    Way("/keys", N_("Keys"), more=True),
    Way("/audit", N_("Audit trail"), more=True),
    Way("/publish", N_("Publish"), more=True),
    Way("/rules", N_("Rules"), more=True),
    Way("/retention", N_("Retention"), more=True),
    Way("/requests", N_("Requests"), more=True),
    Way("/backup", N_("Backup"), more=True),
    Way("/me", N_("My passphrase"), more=True),
)
