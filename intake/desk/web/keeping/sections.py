"""What stands in a copy for a person, part by part, in words. Each column of each row about a case has its place here.

Staff stand by their role. What the desk keeps only to find and sort a case says nothing new of it, and is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from intake.desk.contact import Agreed
from intake.desk.requests.gathering import Everything
from intake.desk.web.labels import label
from intake.desk.web.naming import destination_name
from intake.desk.wording import Wording
from intake.exchange.slip import Slip
from intake.web.local.naming import language_name, place_name
from intake.web.local.shown import day_in_words, local_in_words, stamp_in_words
from intake.web.words import N_, _

Pairs = tuple[tuple[str, str], ...]

DAY, MOMENT, LOCAL, LANGUAGE, WHERE, YES, PLAIN = "day", "moment", "local", "language", "where", "yes", ""
BRIDGES, SLIP = "bridges", "a slip"
"""How a value is said; any other word names a table of `intake.desk.web.labels`."""

COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "decisions": {
        "level": (N_("Level"), "level"),
        "due": (N_("First attempt by"), DAY),
        "reason": (N_("Reason"), PLAIN),
    },
    "states": {"status": (N_("State"), "status"), "reason": (N_("Reason"), "why")},
    "attempts": {
        "moment": (N_("When"), MOMENT),
        "way": (N_("How"), "way"),
        "result": (N_("Result"), "result"),
        "note": (N_("Note"), PLAIN),
    },
    "appointments": {
        "starts": (N_("When"), LOCAL),
        "place": (N_("Where"), PLAIN),
        "whom": (N_("With"), PLAIN),
        "state": (N_("State"), "appointment"),
    },
    "bookings": {
        "language": (N_("Language"), LANGUAGE),
        "dialect": (N_("Dialect"), PLAIN),
        "gender": (N_("Interpreter"), "person"),
        "way": (N_("How"), "interpreter"),
        "starts": (N_("When"), LOCAL),
        "avoid": (N_("Who it must not be"), PLAIN),
        "not_own_community": (N_("Not from the own community"), YES),
        "state": (N_("State"), "booking"),
    },
    "referrals": {
        "destination": (N_("To whom"), WHERE),
        "organisation": (N_("Organisation"), PLAIN),
        "shared": (N_("What was shared"), PLAIN),
        "language": (N_("Language in which consent was asked"), LANGUAGE),
        "consent_on": (N_("Consent given on"), DAY),
        "consent_how": (N_("How consent was given"), "consent"),
        "withdrawn_on": (N_("Consent withdrawn on"), DAY),
        "told_on": (N_("They were told so on"), DAY),
        "reply_by": (N_("Answer asked by"), DAY),
        "state": (N_("State"), "referral"),
        "state_on": (N_("Since"), DAY),
        "entry": (N_("Number in the network book"), PLAIN),
        "ambassador": (N_("Number of who goes along"), PLAIN),
    },
    "referral_states": {"state": (N_("State"), "referral")},
    "waits": {
        "destination": (N_("Where"), WHERE),
        "entry": (N_("Number in the network book"), PLAIN),
        "since": (N_("On the list since"), DAY),
        "intake_by": (N_("Intake by, as the norm says"), DAY),
        "treatment_by": (N_("Treatment by, as the norm says"), DAY),
        "expected": (N_("What was said there"), PLAIN),
        "intake_on": (N_("Intake on"), DAY),
        "treatment_on": (N_("Treatment from"), DAY),
        "bridges": (N_("What bridges the time"), BRIDGES),
        "rhythm": (N_("Days between questions how it goes"), PLAIN),
        "check_on": (N_("Asked next on"), DAY),
        "ended": (N_("Ended on"), DAY),
    },
    "check_ins": {"result": (N_("How it goes"), "check-in"), "note": (N_("Note"), PLAIN)},
    "slips": {
        "slip": (N_("Number of the note"), PLAIN),
        "ambassador": (N_("Number of who goes along"), PLAIN),
        "content": (N_("What they were told"), SLIP),
        "carried": (N_("Given to the coordinator on"), MOMENT),
        "outcome": (N_("What came of it"), "slip"),
        "outcome_on": (N_("On"), DAY),
        "minutes": (N_("Minutes"), PLAIN),
    },
    "prints": {
        "kind": (N_("Kind"), PLAIN),
        "language": (N_("Language"), LANGUAGE),
        "ticked": (N_("What of the form went along"), PLAIN),
    },
    "reminders": {
        "due": (N_("For"), DAY),
        "text": (N_("Text"), PLAIN),
        "done": (N_("Done on"), PLAIN),
    },
    "notes": {"text": (N_("Text"), PLAIN)},
    "meldcode": {
        "step": (N_("Step"), "meldcode"),
        "text": (N_("Text"), PLAIN),
        "outcome": (N_("Outcome"), "meldcode-outcome"),
    },
}
HIDDEN = frozenset({"number", "case", "at", "actor", "judgement", "done_by", "referral"})
"""Numbers of rows and names of staff; the moment and the role stand above each entry."""

TITLES = {
    "decisions": N_("Decisions"),
    "states": N_("How it went"),
    "attempts": N_("Attempts to reach you"),
    "appointments": N_("Appointments"),
    "bookings": N_("Interpreters"),
    "referrals": N_("Referrals: to whom something was given"),
    "referral_states": N_("How referrals went on"),
    "waits": N_("Waiting for care"),
    "check_ins": N_("How it went while you waited"),
    "slips": N_("What somebody who goes along was asked"),
    "prints": N_("Letters"),
    "reminders": N_("Reminders of staff"),
    "notes": N_("Notes"),
    "meldcode": N_("The reporting code for domestic violence"),
}
DEEDS = {"state changed": N_("changed its state")}
ROLES = {"nurse": N_("nurse"), "coordinator": N_("coordinator"), "manager": N_("manager")}
FACTS: Mapping[str, tuple[str, str]] = {
    "exclusions": (N_("Who must not interpret or go along"), PLAIN),
    "not_own_community": (N_("Interpreter not from the own community"), YES),
    "dialect": (N_("Dialect"), PLAIN),
    "reception": (N_("Reads or listens"), "reception"),
    "interpreter": (N_("Interpreter"), "interpreter"),
    "interpreter_gender": (N_("The interpreter is"), "person"),
    "childcare": (N_("Care for children"), PLAIN),
    "mobility": (N_("Getting there"), PLAIN),
    "senses": (N_("Hearing and seeing"), PLAIN),
    "ambassador": (N_("Somebody of your language to go along"), "yes-no"),
    "ambassador_gender": (N_("Who goes along is"), "person"),
    "ambassador_town": (N_("Who goes along comes"), "town"),
    "excluded": (N_("Who you do not want (their number in the network book)"), PLAIN),
}
AGREED: Mapping[str, tuple[str, str]] = {
    "reach": (N_("How"), "reach"),
    "address": (N_("Number or address"), PLAIN),
    "line": (N_("Whose phone"), "line"),
    "when": (N_("When"), "when"),
    "times": (N_("More about the times"), PLAIN),
    "no_voicemail": (N_("No voicemail"), YES),
    "name": (N_("Name to ask for"), PLAIN),
    "safe_word": (N_("Word that the caller says first"), PLAIN),
    "confirmed": (N_("Confirmed on"), DAY),
}
CONTACT: Mapping[str, tuple[str, str]] = {
    "reach": (N_("How"), "reach"),
    "address": (N_("Number or address"), PLAIN),
    "name": (N_("Name to ask for"), PLAIN),
    "line": (N_("Whose phone"), "line"),
    "when": (N_("When"), "when"),
    "professional": (N_("Professional"), "person"),
    "ambassador": (N_("Ambassador"), "ambassador"),
    "age": (N_("Age"), "age"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """Something that was done; ``above`` says when and by whom."""

    above: str
    pairs: Pairs


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """A part of the copy."""

    title: str
    pairs: Pairs = ()
    entries: tuple[Entry, ...] = ()
    lines: tuple[str, ...] = ()


def sections(found: Everything, wording: Wording) -> Iterator[Section]:
    """Every part that has something in it."""
    case = found.case
    yield Section(_("Your form"), _form(found))
    yield Section(_("Your answers"), tuple(wording.answered(case.answers)))
    asked = {name: getattr(case.contact, name) for name in CONTACT}
    yield Section(_("How you asked to be reached"), _pairs(CONTACT, asked, _("not said")))
    if found.facts is not None:
        facts = msgspec.structs.asdict(found.facts)
        met: Agreed = facts["agreed"]
        for title, columns, row in (
            (_("What was agreed with you about contact"), AGREED, msgspec.structs.asdict(met)),
            (_("What you told us in the talk"), FACTS, facts),
        ):
            if pairs := _pairs(columns, row):
                yield Section(title, pairs)
    yield Section(_("What the rules suggested"), entries=tuple(_judged(found, wording)), lines=_caution(wording))
    for name, rows in found.done.items():
        yield Section(_(TITLES[name]), entries=tuple(_entry(COLUMNS[name], row) for row in rows))
    deeds = ((stamp_in_words(deed.at), f"{_role(deed.role)}: {_deed(deed.action)}") for deed in found.deeds)
    yield Section(_("Who looked at it or worked on it"), tuple(deeds))


def _form(found: Everything) -> Pairs:
    case = found.case
    said = (
        (_("Code"), f"{case.code[:4]}-{case.code[4:]}"),
        (_("Number"), str(case.number)),
        (_("Came to us on"), day_in_words(case.arrived)),
        (_("Date on the form"), day_in_words(case.sealed_at)),
        (_("On paper"), _("yes") if case.paper else ""),
        (_("Language"), language_name(case.language)),
        (_("Municipality"), place_name(case.place)),
        (_("Handed out by"), case.via or ""),
        (_("Questionnaire"), f"{case.questionnaire} {case.version}"),
        (_("State now"), label(case.status, "status")),
        (_("Level now"), label(case.level, "level")),
        (_("First attempt by"), day_in_words(case.due)),
        (_("Closed on"), day_in_words(case.closed)),
        (_("Outcome"), label(case.outcome, "outcome")),
        (_("Put together with"), ", ".join(map(str, found.others))),
    )
    return tuple((name, value) for name, value in said if value)


def _judged(found: Everything, wording: Wording) -> Iterator[Entry]:
    for each in found.case.judgements:
        score = "" if each.score is None else f"{each.score} {wording.band(each.band)}".strip()
        reasons = "\n".join(wording.reason(reason) for reason in each.reasons)
        pairs = ((_("Level"), label(each.level, "level")), (_("Score"), score), (_("Reasons"), reasons))
        yield Entry(day_in_words(each.made), tuple((name, value) for name, value in pairs if value))


def _caution(wording: Wording) -> tuple[str, ...]:
    return (*((wording.notice,) if wording.notice else ()), _("A suggestion by rules. A professional decides."))


def _entry(columns: Mapping[str, tuple[str, str]], row: Mapping[str, Any]) -> Entry:
    return Entry(f"{stamp_in_words(row['at'])}, {_role(row['role'])}", _pairs(columns, row))


def _pairs(columns: Mapping[str, tuple[str, str]], row: Mapping[str, Any], empty: str = "") -> Pairs:
    """Names and values; what is empty is left away, unless ``empty`` says how to say so."""
    said = ((_(name), _said(row[column], kind) or empty) for column, (name, kind) in columns.items())
    return tuple((name, value) for name, value in said if value)


def _said(value: Any, kind: str) -> str:
    if value is None or value is False or value in ("", (), []):
        return ""
    if kind == YES:
        return _("yes") if value else ""
    if kind == SLIP:
        return "\n".join(_told(msgspec.json.decode(value, type=Slip)))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_each(value, kind))
    plain = {DAY: day_in_words, MOMENT: stamp_in_words, LOCAL: local_in_words, LANGUAGE: language_name}
    if kind == WHERE:
        return destination_name(value)
    if kind == BRIDGES:
        return ", ".join(label(each, "bridge") for each in value.split())
    if kind in plain:
        return plain[kind](value)
    return str(value) if kind == PLAIN else label(str(value), kind)


def _told(slip: Slip) -> Iterator[str]:
    """What whoever goes along was told, line by line."""
    yield f"{slip.first_name} ({language_name(slip.language)})"
    if slip.day:
        yield " ".join(each for each in (day_in_words(slip.day.isoformat()), slip.time) if each)
    yield from (each for each in (slip.place, slip.note) if each)
    yield ", ".join(label(each, "task") for each in slip.tasks)
    if slip.often == "structural":
        yield _("more than once")


def _each(values: Iterable[Any], kind: str) -> Iterator[str]:
    yield from (_said(value, kind) for value in values)


def _deed(action: str) -> str:
    return _(DEEDS[action]) if action in DEEDS else label(action, "action")


def _role(role: str | None) -> str:
    return _(ROLES[role]) if role in ROLES else _("member of staff")
