"""Working days as the desk's configuration counts them."""

from __future__ import annotations

from intake.config import Desk
from intake.working_days import WorkingDays


def working_days(section: Desk) -> WorkingDays:
    """Those of the GGD whose desk ``section`` configures."""
    return WorkingDays(good_friday_off=section.good_friday_off, liberation_day_off=section.liberation_day_off)
