"""The commands of ``intake desk`` that find cases, and those with a file of their own that say what happened to one."""

from __future__ import annotations

from intake.cli.desk_appointment import appointment
from intake.cli.desk_away import away
from intake.cli.desk_facts import facts
from intake.cli.desk_find import find
from intake.cli.desk_green import green
from intake.cli.desk_interpreter import interpreter
from intake.cli.desk_match import match
from intake.cli.desk_meldcode import meldcode
from intake.cli.desk_merging import merge, unmerge
from intake.cli.desk_network import network
from intake.cli.desk_referral import referral
from intake.cli.desk_slips import SLIPS
from intake.cli.desk_waiting import WAITING

CASES = (
    *(find, green, facts, appointment, interpreter, referral, merge, unmerge, meldcode, away, match, network),
    *WAITING,
    *SLIPS,
)
