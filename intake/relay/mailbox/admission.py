"""What can be seen of an envelope from outside, and is checked before it is stored."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from intake.config import Inbox
from intake.envelope.context import Context
from intake.envelope.errors import EnvelopeError
from intake.envelope.format import parse
from intake.envelope.sheet import KeySheet
from intake.errors import ConfigError
from intake.relay.problems import Problem, Refused


def accepted_contexts(inbox: Inbox) -> frozenset[bytes]:
    """The digests of what envelopes of ``inbox`` may be bound to; raises ConfigError.

    Former versions too: a form may have been open, or a tablet without network, when the version changed. What was
    answered then is taken in, and the desk reads it by the version it was asked in.
    """
    versions = (inbox.version, *inbox.former_versions)
    try:
        return frozenset(Context(inbox.id, inbox.questionnaire, version).digest() for version in versions)
    except ValueError:
        raise ConfigError(
            f"inbox {inbox.id}: its id, its questionnaire or a version is malformed",
            "Each has at most 32 small letters, digits, points and hyphens, and begins with a letter or digit.",
        ) from None


def admit(data: bytes, contexts: Collection[bytes], sheet: KeySheet, today: date) -> None:
    """Raise Refused unless ``data`` has an envelope's form, one of ``contexts``, and is sealed to keys in use."""
    try:
        envelope = parse(data)
    except EnvelopeError:
        raise Refused(Problem.NOT_AN_ENVELOPE) from None
    desk, recovery = envelope.stanzas
    if envelope.context not in contexts or not sheet.accepted(desk.key_id, recovery.key_id, today):
        raise Refused(Problem.NOT_AN_ENVELOPE)
