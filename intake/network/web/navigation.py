"""Where one can go from every page of the network book."""

from __future__ import annotations

from intake.web.local.way import Way
from intake.web.words import N_

WAYS = (
    Way("/", N_("Today")),
    Way("/people", N_("People"), more=True),
    Way("/me", N_("My passphrase"), more=True),
)
