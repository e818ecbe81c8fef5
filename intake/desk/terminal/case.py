"""One case as a sheet: first how the person may be reached without harm, then why they are here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from intake.desk.cases import Case, PastJudgement
from intake.desk.casework.work import Work
from intake.desk.contact import SafeContact
from intake.desk.local_time import HERE
from intake.desk.terminal.labels import Labels
from intake.desk.terminal.plain import grouped, plain
from intake.desk.wording import StaffLanguage, Wording

Lines = Sequence[tuple[str, str]]


def case_lines(case: Case, wording: Wording, language: StaffLanguage, work: Work | None = None) -> Iterator[str]:
    """The lines to print; with ``work``, also how the work on the case stands."""
    labels = Labels(language)
    came = f"   {labels['paper']}" if case.paper else ""
    status = labels[f"status.{case.status}"]
    yield f"{labels['case']} {case.number}   {labels['code']} {grouped(case.code)}   {status}{came}"
    yield from _section(labels["safe contact"], [*_contact(case.safe, labels), *_now(case, work, labels)])
    yield from _reasons(case, wording, labels)
    yield from _decided(work, labels)
    if work is not None:
        yield from _section(labels["attempts"], list(_attempts(work, labels)))
    yield from _section(labels["answers"], wording.answered(case.answers))
    yield from _section(labels["wishes"], _wishes(case, work, labels))
    yield from _section(labels["dates"], _dates(case, labels))
    if case.history:
        yield from _section(labels["history"], [(deed.at, f"{deed.actor}: {deed.action}") for deed in case.history])


def _contact(contact: SafeContact, labels: Labels) -> Lines:
    lines = [(labels["how"], _how(contact, labels))]
    if contact.address is not None:
        line = labels[f"line.{contact.line or 'unsaid'}"]
        voicemail = labels["voicemail.yes" if contact.voicemail else "voicemail.no"]
        lines.append((labels["phone"], f"{line}; {voicemail}"))
    when = ", ".join(labels[f"when.{part}"] for part in contact.when or ())
    lines.append((labels["when"], "; ".join(filter(None, (when or labels["unsaid"], contact.times)))))
    lines.append((labels["ask for"], labels["unsaid"] if contact.name is None else contact.name))
    lines += [(labels["safe word"], contact.safe_word)] if contact.safe_word else []
    return lines


def _now(case: Case, work: Work | None, labels: Labels) -> Iterator[tuple[str, str]]:
    """What else is to be known before somebody takes the telephone."""
    if work is not None and case.safe.allowed:
        yield labels["now"], _hour(work, labels)
    if work is not None and work.old:
        yield "", labels["stale"]
    if case.contact.age == "16-17":
        yield labels["age.16-17"], labels["young"]


def _hour(work: Work, labels: Labels) -> str:
    if work.hour.now is not None:
        return labels["safe now"].format(time=f"{work.hour.now.closes.astimezone(HERE):%H:%M}")
    if work.hour.next is None:
        return labels["safe not"]
    return labels["safe next"].format(time=f"{work.hour.next.opens.astimezone(HERE):%Y-%m-%d %H:%M}")


def _attempts(work: Work, labels: Labels) -> Iterator[tuple[str, str]]:
    yield "", labels["left"].format(count=work.count.left)
    for row in work.attempts:
        said = f": {row['note']}" if row["note"] else ""
        moment = f"{datetime.fromisoformat(row['moment']).astimezone(HERE):%Y-%m-%d %H:%M}"
        way, result = labels[f"way.{row['way']}"], labels[f"result.{row['result']}"]
        yield moment, f"{row['actor']}: {way}, {result}{said}"


def _decided(work: Work | None, labels: Labels) -> Iterator[str]:
    if work is not None and work.decision is None:
        yield f"  {labels['decided']}: {labels['nobody']}"
    elif work is not None and work.decision is not None:
        said = f": {plain(work.decision.reason)}" if work.decision.reason else ""
        level = labels[f"level.{work.decision.level}"]
        yield f"  {labels['decided']}: {level}, {work.decision.at} {plain(work.decision.actor)}{said}"


def _how(contact: SafeContact, labels: Labels) -> str:
    if contact.reach in ("call", "message") and contact.address is None:
        return labels["reach.nowhere"]
    return labels[f"reach.{contact.reach or 'unsaid'}"].format(address=contact.address)


def _reasons(case: Case, wording: Wording, labels: Labels) -> Iterator[str]:
    judgement = case.judgements[-1]
    heading = f"{labels['reasons']}: {labels[f'level.{judgement.level}']}{_scored(judgement, wording, labels)}"
    yield from _section(heading, [(reason.rule, wording.reason(reason)) for reason in judgement.reasons])
    yield "  " + labels["suggests"]
    if wording.notice:
        yield "  " + plain(wording.notice)


def _scored(judgement: PastJudgement, wording: Wording, labels: Labels) -> str:
    if judgement.score is None:
        return ""
    return f", {labels['score']} {judgement.score} {plain(wording.band(judgement.band))}".rstrip()


def _wishes(case: Case, work: Work | None, labels: Labels) -> Lines:
    members = ("professional", "ambassador", "age")
    wishes = [(labels[name], labels.choice(name, getattr(case.contact, name))) for name in members]
    if work is not None and work.ambassador is not None:
        wishes.append((labels["ambassador.talk"], labels.choice("ambassador", work.ambassador)))
    return [(labels["language"], case.language), *wishes]


def _dates(case: Case, labels: Labels) -> Lines:
    lines = [(labels["arrived"], case.arrived), (labels["written" if case.paper else "sealed"], case.sealed_at)]
    lines.append((labels["first attempt"], case.due) if case.due else (labels["no attempt"], ""))
    lines += [(labels["judged"], f"{each.made}: {labels[f'level.{each.level}']}") for each in case.judgements]
    lines += [(labels[name], value) for name, value in (("place", case.place), ("via", case.via)) if value]
    if case.same_card:
        lines.append((labels["same card"], ", ".join(map(str, case.same_card))))
    return lines


def _section(heading: str, lines: Lines) -> Iterator[str]:
    """A heading, then names and values in two columns. Everything that is printed comes through here."""
    yield ""
    yield heading
    width = max((len(plain(name)) for name, _ in lines), default=0)
    for name, value in lines:
        yield f"  {plain(name).ljust(width)}  {plain(value)}".rstrip()
