"""A line of the staff's log as a sentence, with names instead of ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.relay.handout.carried import Visit
from intake.relay.handout.log import Entry, Event
from intake.web.words import N_, _

SENTENCES: Mapping[Event, str] = {
    Event.SIGNED_IN: N_("%(actor)s signed in."),
    Event.SIGN_IN_REFUSED: N_("Somebody tried to sign in as %(subject)s and was refused."),
    Event.SIGNED_OUT: N_("%(actor)s signed out."),
    Event.SIGNED_OUT_EVERYWHERE: N_("%(actor)s signed %(subject)s out everywhere."),
    Event.ACCOUNT_ADDED: N_("%(actor)s added the account of %(subject)s."),
    Event.ACCOUNT_DISABLED: N_("%(actor)s switched the account of %(subject)s off."),
    Event.ACCOUNT_ENABLED: N_("%(actor)s switched the account of %(subject)s on."),
    Event.ROLE_CHANGED: N_("%(actor)s changed the role of %(subject)s."),
    Event.INVITED: N_("%(actor)s invited %(subject)s."),
    Event.INVITATION_USED: N_("%(actor)s used their invitation."),
    Event.PASSWORD_SET: N_("%(actor)s chose a password."),
    Event.AUTHENTICATOR_SET: N_("%(actor)s set up an authenticator app."),
    Event.CODES_MADE: N_("%(actor)s made recovery codes."),
    Event.CODE_USED: N_("%(actor)s signed in with a recovery code."),
    Event.PASSKEY_ADDED: N_("%(actor)s added a passkey."),
    Event.PASSKEY_REMOVED: N_("%(actor)s removed a passkey."),
    Event.TABLET_STARTED: N_("%(actor)s started tablet %(subject)s."),
    Event.TABLET_ENDED: N_("%(actor)s ended tablet %(subject)s."),
    Event.ORGANISATION_ADDED: N_("%(actor)s added the organisation %(subject)s."),
    Event.ORGANISATION_CHANGED: N_("%(actor)s changed the organisation %(subject)s."),
    Event.POST_FETCHED: N_("%(actor)s fetched the post."),
    Event.RECEIPT_BROUGHT: N_("%(actor)s brought a receipt."),
    Event.SHEET_BROUGHT: N_("%(actor)s brought a key sheet."),
    Event.PUBLISHED_BROUGHT: N_("%(actor)s brought what the workstation lets be shown."),
}
OWN: Mapping[Event, str] = {Event.SIGNED_OUT_EVERYWHERE: N_("%(actor)s signed out everywhere.")}
"""Where nobody else is meant."""
ORGANISATIONS = (Event.ORGANISATION_ADDED, Event.ORGANISATION_CHANGED)
TABLETS = (Event.TABLET_STARTED, Event.TABLET_ENDED)


@dataclass(frozen=True, slots=True)
class Names:
    """By id, only of those whom the reader may see."""

    staff: Mapping[str, str]
    organisations: Mapping[str, str]


def tell(entry: Entry, names: Names) -> str:
    """The sentence, in the language of the request."""
    alone = entry.subject is None or entry.subject == entry.actor
    sentence = OWN.get(entry.event, SENTENCES[entry.event]) if alone else SENTENCES[entry.event]
    return _(sentence) % {"actor": _actor(entry, names), "subject": _subject(entry, names)}


def tell_visit(visit: Visit, names: Names) -> str:
    """The sentence of what a courier did."""
    sentence = OWN.get(visit.event, SENTENCES[visit.event])
    return _(sentence) % {"actor": names.staff.get(visit.staff) or _("A colleague elsewhere")}


def _actor(entry: Entry, names: Names) -> str:
    """Whoever did it: a colleague, or the server by a command or by what single sign-on says."""
    return _("The server") if entry.actor is None else names.staff.get(entry.actor) or _("A colleague elsewhere")


def _subject(entry: Entry, names: Names) -> str:
    if entry.subject is None:
        return _("a colleague")
    if entry.event in TABLETS:
        return entry.subject
    if entry.event in ORGANISATIONS:
        return names.organisations.get(entry.subject, entry.subject)
    return names.staff.get(entry.subject) or _("a colleague elsewhere")
