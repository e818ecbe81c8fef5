"""What an import did, in a few lines. Numbers and fixed words only."""

from __future__ import annotations

from collections.abc import Iterator

from intake.desk.importing import Summary
from intake.desk.importing.examining import Aside
from intake.desk.terminal.plain import plain
from intake.envelope.canonical import Json
from intake.envelope.errors import Reason
from intake.marking import N_

MEANING: dict[str, str] = {
    Reason.WRONG_MAGIC: N_("It is no envelope of this form."),
    Reason.WRONG_LENGTH: N_("It is no envelope of this form: not as long as all are."),
    Reason.WRONG_CONTEXT: N_("It was sealed for another inbox, questionnaire or version."),
    Reason.UNKNOWN_KEY: N_("It was sealed for keys that this desk does not have. Has another desk them, or a backup?"),
    Reason.AUTHENTICATION_FAILED: N_("It was changed after it was sealed, or was never sealed rightly."),
    Reason.WRONG_COMMITMENT: N_("Somebody made it so that it could open in two ways."),
    Reason.BAD_PADDING: N_("It opens, and is not filled up as it should be."),
    Reason.BAD_JSON: N_("It opens, and no form is in it."),
    Reason.DOES_NOT_FIT: N_("It opens, and its answers are not to this questionnaire."),
    Aside.SECOND: N_("The first one stands; this one is kept beside it."),
    Aside.UNREADABLE: N_("It opens, and cannot be handled: tell whoever keeps the desk's program."),
}


def summary_lines(summary: Summary) -> Iterator[str]:
    """The lines to print."""
    yield f"Bundle {summary.sequence}: {summary.new} new, {summary.known} known."
    if summary.from_parked:
        yield f"From the parked ones: {summary.from_parked} more are new."
    for reason, count in sorted(summary.aside.items()):
        yield f"Set aside: {count} ({reason}). {MEANING[reason]}"
    if summary.parked:
        yield f"Parked: {summary.parked}, until the desk has their questionnaire; then they come in by themselves."
    if summary.damaged:
        yield f"Damaged on the way: {summary.damaged}. They come again with the next bundle."
    if summary.missing:
        yield f"Missing from the file: {summary.missing}. They come again with the next bundle."
    yield from (plain(remark) for remark in summary.remarks)


def summary_members(summary: Summary) -> dict[str, Json]:
    """The same for a program."""
    names = ("new", "known", "parked", "damaged", "missing", "from_parked", "receipt")
    members: dict[str, Json] = {name: getattr(summary, name) for name in names}
    aside: dict[str, Json] = dict(summary.aside)
    remarks: list[Json] = [str(remark) for remark in summary.remarks]
    return members | {"bundle": summary.sequence, "set_aside": aside, "remarks": remarks}
