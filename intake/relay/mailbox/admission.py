"""What can be seen of an envelope from outside, and is checked before it is stored."""

from __future__ import annotations

from datetime import date

from intake.envelope.context import Context
from intake.envelope.errors import EnvelopeError
from intake.envelope.format import parse
from intake.envelope.sheet import KeySheet
from intake.relay.problems import Problem, Refused


def admit(data: bytes, context: Context, sheet: KeySheet, today: date) -> None:
    """Raise Refused unless ``data`` has an envelope's form, belongs to ``context`` and is sealed to keys in use."""
    try:
        envelope = parse(data)
    except EnvelopeError:
        raise Refused(Problem.NOT_AN_ENVELOPE) from None
    desk, recovery = envelope.stanzas
    if envelope.context != context.digest() or not sheet.accepted(desk.key_id, recovery.key_id, today):
        raise Refused(Problem.NOT_AN_ENVELOPE)
