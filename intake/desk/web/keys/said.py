"""What these pages say of periods and warnings, in words that can be translated."""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.keys.standing import State, Warn
from intake.envelope.sheet import Purpose
from intake.web.words import N_

PURPOSES: Mapping[Purpose, str] = {Purpose.DESK: N_("Desk key"), Purpose.RECOVERY: N_("Recovery key")}

STATES: Mapping[State, str] = {
    State.COMING: N_("Comes next"),
    State.RUNNING: N_("Runs now"),
    State.ENDED: N_("Ended; post may still come"),
    State.OVER: N_("Over; nothing comes any more"),
}

WARNINGS: Mapping[Warn, tuple[str, str, str]] = {
    Warn.NO_SHEET: (
        N_("No key sheet was signed here yet."),
        "ceremony.sheet",
        N_("Sign one"),
    ),
    Warn.SHEET_ENDED: (
        N_("The last key sheet has expired: every form refuses it, and nobody can answer."),
        "ceremony.sheet",
        N_("Sign a new one now"),
    ),
    Warn.SHEET_ENDS: (
        N_("The last key sheet expires within three weeks."),
        "ceremony.sheet",
        N_("Sign the next"),
    ),
    Warn.SHEET_BEHIND: (
        N_("The new keys stand on no key sheet yet, so no form knows them."),
        "ceremony.sheet",
        N_("Sign a key sheet"),
    ),
    Warn.NO_PERIOD: (
        N_("No period runs today: nothing can be sealed."),
        "ceremony.period",
        N_("Make new keys now"),
    ),
    Warn.PERIOD_ENDS: (
        N_("The last period ends within six weeks, and there are no keys for the next."),
        "ceremony.period",
        N_("Make them"),
    ),
    Warn.KEY_NOT_HERE: (
        N_("The desk key of this period is not on this desk: what comes in cannot be opened."),
        "ceremony.recover",
        N_("Take in the recovery key"),
    ),
    Warn.NO_DRILL: (
        N_("The recovery key was never tried. Nobody knows whether the paper works."),
        "ceremony.drill",
        N_("Hold a drill"),
    ),
    Warn.OLD_DRILL: (
        N_("The last drill was more than a year ago."),
        "ceremony.drill",
        N_("Hold a drill"),
    ),
    Warn.ONE_KEEPER: (
        N_("Only one person can hold ceremonies. If they are not there, no key sheet can be signed."),
        "people.page",
        N_("Add a second, with ceremonies"),
    ),
    Warn.KEYS_TO_DESTROY: (
        N_("There are keys here that nothing comes for any more."),
        "ceremony.page",
        N_("Look at the periods below"),
    ),
}
