"""What can stand in the audit trail: the deeds, and on what ground somebody does them. Fixed words, for good.

A word that was once written stays as it is: entries of years ago are searched by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from intake.marking import N_


class Action(StrEnum):
    """What can stand in the trail."""

    DESK_MADE = N_("desk made")
    KEY_USED = N_("key used")
    SHEET_SIGNED = N_("key sheet signed")
    IMPORTED = N_("bundle imported")
    CASES_ADDED = N_("cases added")
    PAPER_ENTERED = N_("paper form entered")
    SET_ASIDE = N_("envelope set aside")
    PARKED = N_("envelope parked")
    DAMAGED = N_("envelope damaged")
    QUEUE_VIEWED = N_("queue viewed")
    CASES_SOUGHT = N_("cases looked for")
    CASE_VIEWED = N_("case viewed")
    CASE_DECIDED = N_("case decided")
    STATE_CHANGED = N_("state changed")
    ATTEMPT_LOGGED = N_("attempt logged")
    ATTEMPT_GRANTED = N_("one more attempt granted")
    CALL_LIST_VIEWED = N_("call list viewed")
    DAY_LIST_PRINTED = N_("day list printed")
    AUDIT_VERIFIED = N_("audit trail verified")
    AUDIT_SEARCHED = N_("audit trail searched")
    AUDIT_EXPORTED = N_("audit trail exported")
    AUDIT_SHEET = N_("audit sheet made")
    PERSON_ADDED = N_("person added")
    PERSON_REMOVED = N_("person removed")
    ROLE_CHANGED = N_("role changed")
    PASSPHRASE_CHANGED = N_("passphrase changed")
    RECOVERY_SPLIT = N_("recovery key split into shares")
    KEY_RECOVERED = N_("recovery key taken in")
    DRILL_HELD = N_("recovery drill held")
    KEYS_ROTATED = N_("keys of a new period made")
    KEY_DESTROYED = N_("key destroyed")
    CERTIFICATE_SIGNED = N_("certificate signed")
    PUBLISHED = N_("published file signed")
    NETWORK_BELIEVED = N_("key of a network book compared")
    NETWORK_REPLACED = N_("network book put in the place of another")
    NETWORK_TAKEN_IN = N_("network book taken in")
    NETWORK_VIEWED = N_("network book viewed")
    BACKUP_MADE = N_("backup made")
    DESK_RESTORED = N_("desk restored from a backup")
    DESK_MOVED = N_("desk moved to another machine")
    DATABASE_UPGRADED = N_("database brought up to date")
    RETENTION_VIEWED = N_("what waits to be erased viewed")
    CASE_ERASED = N_("case erased")
    ENVELOPES_ERASED = N_("sealed envelopes erased")
    COPY_MADE = N_("copy for the person made")
    REQUEST_REFUSED = N_("request of the person refused")
    RULES_CHANGED = N_("rules changed")
    CASE_REJUDGED = N_("case judged again")
    FACTS_WRITTEN = N_("facts of the talk written")
    NOTE_ADDED = N_("note added")
    REMINDER_SET = N_("reminder set")
    REMINDER_DONE = N_("reminder done")
    REMINDERS_VIEWED = N_("reminders viewed")
    REFERRED = N_("referral written")
    REFERRAL_MOVED = N_("referral moved on")
    CONSENT_WITHDRAWN = N_("consent withdrawn")
    WAITING_VIEWED = N_("waiting list viewed")
    WAIT_CHANGED = N_("wait changed")
    CHECKED_IN = N_("check-in logged")
    SLIPS_VIEWED = N_("slips viewed")
    SLIP_WRITTEN = N_("slip written")
    SLIPS_CARRIED = N_("file of slips made")
    OUTCOMES_TAKEN = N_("outcomes of slips brought in")
    OUTCOME_NOTED = N_("outcome of a slip noted")
    INTERPRETER_ASKED = N_("interpreter asked for")
    INTERPRETER_CHANGED = N_("interpreter booking changed")
    APPOINTMENT_MADE = N_("appointment made")
    APPOINTMENT_CHANGED = N_("appointment changed")
    MELDCODE_VIEWED = N_("reporting code viewed")
    MELDCODE_WRITTEN = N_("reporting code written")
    CASE_ASSIGNED = N_("case assigned")
    ABSENCE_SET = N_("absence set")
    ABSENCE_ENDED = N_("absence ended")
    HANDOVER_VIEWED = N_("list to hand over viewed")
    LETTER_PRINTED = N_("letter printed")
    CASES_MERGED = N_("cases merged")
    CASES_UNMERGED = N_("merged cases taken apart")
    FIGURES_DRAFTED = N_("draft of figures viewed")
    FIGURES_RELEASED = N_("figures released")


class Why(StrEnum):
    """On what ground somebody acts (NEN 7513)."""

    CARE = N_("care")
    TRIAGE = N_("triage")
    REQUEST = N_("request of the person")
    RETENTION = N_("retention term")
    ADMINISTRATION = N_("administration")
    SUPERVISION = N_("supervision")


USUAL: Mapping[Action, Why] = {
    Action.IMPORTED: Why.TRIAGE,
    Action.CASES_ADDED: Why.TRIAGE,
    Action.PAPER_ENTERED: Why.TRIAGE,
    Action.QUEUE_VIEWED: Why.TRIAGE,
    Action.CASES_SOUGHT: Why.CARE,
    Action.CALL_LIST_VIEWED: Why.CARE,
    Action.DAY_LIST_PRINTED: Why.CARE,
    Action.REMINDERS_VIEWED: Why.CARE,
    Action.HANDOVER_VIEWED: Why.CARE,
    Action.WAITING_VIEWED: Why.CARE,
    Action.SLIPS_VIEWED: Why.CARE,
    Action.SLIPS_CARRIED: Why.CARE,
    Action.OUTCOMES_TAKEN: Why.CARE,
    Action.NETWORK_VIEWED: Why.CARE,
    Action.CASE_DECIDED: Why.TRIAGE,
    Action.RETENTION_VIEWED: Why.RETENTION,
    Action.CASE_ERASED: Why.RETENTION,
    Action.ENVELOPES_ERASED: Why.RETENTION,
    Action.COPY_MADE: Why.REQUEST,
    Action.REQUEST_REFUSED: Why.REQUEST,
    Action.CASE_REJUDGED: Why.TRIAGE,
    Action.AUDIT_VERIFIED: Why.SUPERVISION,
    Action.AUDIT_SEARCHED: Why.SUPERVISION,
    Action.AUDIT_EXPORTED: Why.SUPERVISION,
    Action.AUDIT_SHEET: Why.SUPERVISION,
}
"""What a deed is for where nobody says otherwise; else care, where it is about a case, and administration."""
