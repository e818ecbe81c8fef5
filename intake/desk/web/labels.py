"""The words of these pages for what the database says in fixed words: levels, states, outcomes, ways, results.

Each table stands here once, for all rooms. A word that a later version wrote stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from intake.desk.network import words as network_words
from intake.web.words import N_, _

LEVEL: Mapping[str, str] = {
    "red": N_("red"),
    "amber": N_("amber"),
    "yellow": N_("yellow"),
    "review": N_("review"),
    "green": N_("green"),
}

STATUS: Mapping[str, str] = {
    "new": N_("new"),
    "triaged": N_("decided"),
    "contacting": N_("being contacted"),
    "reached": N_("reached"),
    "unreachable": N_("not reached"),
    "held": N_("conversation held"),
    "declined": N_("declined"),
    "referred": N_("referred"),
    "accepted": N_("accepted there"),
    "waiting": N_("waiting for care"),
    "attended": N_("first appointment attended"),
    "in-care": N_("in care"),
    "closed": N_("closed"),
}

OUTCOME: Mapping[str, str] = {
    "in-care": N_("is in care"),
    "helped": N_("the conversation was enough"),
    "nothing-needed": N_("nothing was needed"),
    "declined": N_("did not want anything"),
    "unreachable": N_("could not be reached"),
    "moved": N_("moved away"),
    "handed-over": N_("handed over to another service"),
    "second-case": N_("goes on in another case of the same person"),
    "mistake": N_("made by mistake"),
    "died": N_("died"),
}

REOPENING: Mapping[str, str] = {
    "came-back": N_("the person came back"),
    "new-information": N_("there is new information"),
    "closed-by-mistake": N_("it was closed by mistake"),
}

WAY: Mapping[str, str] = {
    "call": N_("call"),
    "message": N_("message"),
    "letter": N_("letter"),
    "visit": N_("the person came by"),
}

RESULT: Mapping[str, str] = {
    "reached": N_("reached the person"),
    "no-answer": N_("no answer"),
    "somebody-else": N_("somebody else answered"),
    "wrong-number": N_("wrong number"),
    "voicemail-own": N_("left a neutral voicemail on the person’s own phone"),
    "sent": N_("sent"),
}

REACH: Mapping[str, str] = {
    "call": N_("call"),
    "message": N_("send a message"),
    "come": N_("comes by"),
    "no": N_("wants no contact"),
}

LINE: Mapping[str, str] = {
    "mine": N_("the person’s own"),
    "shared": N_("shared with others"),
    "unknown": N_("perhaps shared with others"),
}

WHEN: Mapping[str, str] = {
    "weekday-morning": N_("weekdays in the morning"),
    "weekday-afternoon": N_("weekdays in the afternoon"),
    "weekday-evening": N_("weekdays in the evening"),
    "weekend": N_("at the weekend"),
}

PERSON: Mapping[str, str] = {"woman": N_("a woman"), "man": N_("a man"), "any": N_("no matter")}

AMBASSADOR: Mapping[str, str] = {
    "no": N_("no"),
    "yes": N_("yes"),
    "other-town": N_("yes, from another town"),
}

AGE: Mapping[str, str] = {"16-17": N_("16 or 17 years"), "18+": N_("18 years or older")}

REFERRAL: Mapping[str, str] = {
    "offered": N_("offered: no consent yet"),
    "agreed": N_("the person agreed, not sent yet"),
    "declined": N_("the person said no"),
    "sent": N_("sent"),
    "accepted": N_("they take the person"),
    "refused": N_("they do not take the person"),
    "waiting": N_("on their waiting list"),
    "attended": N_("the person was there"),
    "in-care": N_("in care there"),
    "ended": N_("ended"),
    "withdrawn": N_("consent withdrawn"),
}

# What bridges the time until care begins.
BRIDGE: Mapping[str, str] = {
    "poh-ggz": N_("the practice nurse for mental health (POH-GGZ)"),
    "ambassador": N_("an ambassador"),
    "group": N_("a group"),
    "information": N_("information about care and waiting"),
}

BRIDGE_SHORT: Mapping[str, str] = {
    "poh-ggz": "POH-GGZ",
    "ambassador": N_("ambassador"),
    "group": N_("group"),
    "information": N_("information"),
}

CHECK_IN: Mapping[str, str] = {
    "goes-on": N_("goes on as before"),
    "better": N_("goes better"),
    "worse": N_("goes worse"),
    "moved-elsewhere": N_("found help elsewhere"),
    "not-reached": N_("was not reached"),
}

# What an ambassador is asked, and what came of it.
TASK: Mapping[str, str] = {
    "along": N_("go along, there and back"),
    "explain": N_("explain how health care works"),
    "talk": N_("talk and listen"),
    "other": N_("something else: see the note"),
}

SLIP: Mapping[str, str] = {
    "done": N_("done"),
    "going-on": N_("going on"),
    "declined": N_("the ambassador declined"),
    "conflict": N_("they know each other: another ambassador is needed"),
    "not-there": N_("the person was not there"),
    "cancelled": N_("cancelled"),
}

CONSENT: Mapping[str, str] = {"spoken": N_("spoken"), "written": N_("written")}

GP_LETTER: Mapping[str, str] = {
    "no": N_("No letter of a GP is needed."),
    "yes": N_("Needs a letter of the GP: write to the GP."),
    "gp-decides": N_("The GP decides: write to the GP."),
}

OWN_RISK: Mapping[str, str] = {
    "none": N_("No own risk."),
    "applies": N_("Falls under the own risk from 18 years on: say so beforehand."),
    "ask": N_("Ask there about costs, before the person pays."),
}

INTERPRETER: Mapping[str, str] = {
    "none": N_("none needed"),
    "phone": N_("by phone"),
    "video": N_("by video"),
    "on-site": N_("on site"),
}

BOOKING: Mapping[str, str] = {
    "asked": N_("asked for"),
    "booked": N_("booked"),
    "cancelled": N_("cancelled"),
    "used": N_("was there"),
}

APPOINTMENT: Mapping[str, str] = {
    "planned": N_("planned"),
    "attended": N_("took place"),
    "missed": N_("the person did not come"),
    "cancelled": N_("cancelled"),
}

RECEPTION: Mapping[str, str] = {"reading": N_("reads"), "listening": N_("listens"), "both": N_("reads and listens")}

MELDCODE: Mapping[str, str] = {
    "1": N_("Map the signals"),
    "2": N_("Consult a colleague or Veilig Thuis"),
    "3": N_("Talk with the person"),
    "4": N_("Weigh"),
    "5": N_("Decide"),
}

MELDCODE_OUTCOME: Mapping[str, str] = {
    "colleague": N_("a colleague"),
    "veilig-thuis": N_("Veilig Thuis, also possible without a name"),
    "both": N_("both"),
    "talked": N_("talked with the person"),
    "not-safe": N_("it was not safe to talk"),
    "help": N_("help"),
    "report": N_("report"),
    "report-and-help": N_("report, and help"),
    "neither": N_("neither"),
}

WEIGHED: Mapping[str, str] = {
    "suspicion": N_("Is there a suspicion of violence or abuse?"),
    "danger": N_("Is there acute or structural danger?"),
    "help": N_("Can I offer or arrange effective help?"),
    "accepted": N_("Do those concerned accept this help?"),
    "result": N_("Does the help lead to lasting safety?"),
}

YES_NO: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no"), "unsure": N_("not sure")}

# What a row of ``states`` may give as its reason.
WHY: Mapping[str, str] = {**OUTCOME, **REOPENING, "one-more": N_("one more attempt was granted")}

# What somebody did, as the audit trail says it: only what concerns one case.
ACTION: Mapping[str, str] = {
    "case viewed": N_("looked at the case"),
    "case decided": N_("decided on the level"),
    "state changed": N_("put it on"),
    "attempt logged": N_("tried to make contact"),
    "day list printed": N_("put it on a printed list for the day"),
    "one more attempt granted": N_("granted one more attempt"),
    "facts of the talk written": N_("wrote down what the talk told"),
    "note added": N_("wrote a note"),
    "reminder set": N_("set a reminder"),
    "reminder done": N_("did what a reminder was for"),
    "referral written": N_("wrote a referral"),
    "referral moved on": N_("noted how a referral went on"),
    "consent withdrawn": N_("noted that consent was withdrawn"),
    "wait changed": N_("wrote down what is known of a wait"),
    "check-in logged": N_("asked how it goes"),
    "slip written": N_("wrote a slip for who goes along"),
    "file of slips made": N_("put the slip into the file for the network’s coordinator"),
    "outcome of a slip noted": N_("brought in what came of a slip"),
    "interpreter asked for": N_("asked for an interpreter"),
    "interpreter booking changed": N_("changed the booking of an interpreter"),
    "appointment made": N_("made an appointment"),
    "appointment changed": N_("changed an appointment"),
    "reporting code viewed": N_("looked at the record of the reporting code"),
    "reporting code written": N_("wrote in the record of the reporting code"),
    "case assigned": N_("changed who looks after it"),
    "cases merged": N_("put it together with another case"),
    "merged cases taken apart": N_("took the two cases apart again"),
    "letter printed": N_("printed a letter"),
    "case judged again": N_("judged it again by changed rules"),
    "copy for the person made": N_("made a copy for the person"),
    "request of the person refused": N_("refused a request of the person"),
    "audit trail searched": N_("searched the audit trail for this case"),
    "audit trail exported": N_("exported the audit trail of this case"),
}

TABLES: Mapping[str, Mapping[str, str]] = {
    "level": LEVEL,
    "status": STATUS,
    "outcome": OUTCOME,
    "reopening": REOPENING,
    "why": WHY,
    "action": ACTION,
    "way": WAY,
    "result": RESULT,
    "reach": REACH,
    "line": LINE,
    "when": WHEN,
    "person": PERSON,
    "ambassador": AMBASSADOR,
    "age": AGE,
    "referral": REFERRAL,
    "bridge": BRIDGE,
    "bridge-short": BRIDGE_SHORT,
    "check-in": CHECK_IN,
    "task": TASK,
    "slip": SLIP,
    "consent": CONSENT,
    "gp-letter": GP_LETTER,
    "own-risk": OWN_RISK,
    "interpreter": INTERPRETER,
    "booking": BOOKING,
    "appointment": APPOINTMENT,
    "reception": RECEPTION,
    "meldcode": MELDCODE,
    "meldcode-outcome": MELDCODE_OUTCOME,
    "weighed": WEIGHED,
    "yes-no": YES_NO,
    **network_words.TABLES,
}


def label(word: str | None, table: str) -> str:
    """``word`` of one of the TABLES, in the reader's language; empty where there is none.

    The table ``tried`` has a way and a result: ``call/no-answer``.
    """
    if word is not None and table == "tried":
        way, _slash, result = word.partition("/")
        return f"{label(way, 'way')}: {label(result, 'result')}"
    return "" if word is None else _(TABLES[table].get(word, word))


def show_labels(app: Flask) -> None:
    """Let templates of ``app`` write ``{{ case.status | label("status") }}``."""
    app.jinja_env.filters["label"] = label
