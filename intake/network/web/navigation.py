"""Where one can go from every page of the network book."""

from __future__ import annotations

from intake.web.local.way import Way
from intake.web.words import N_

WAYS = (
    Way("/", N_("Today")),
    Way("/ambassadors", N_("Ambassadors")),
    Way("/destinations", N_("Destinations")),
    Way("/requests", N_("Requests")),
    Way("/hours", N_("Hours")),
    Way("/meetings", N_("Meetings")),
    Way("/sessions", N_("Information sessions"), more=True),
    Way("/signals", N_("Signals"), more=True),
    Way("/exchange", N_("With the GGD")),
    Way("/introducing", N_("Cards and letters"), more=True),
    Way("/backup", N_("Backup"), more=True),
    Way("/people", N_("People"), more=True),
    Way("/me", N_("My passphrase"), more=True),
)
