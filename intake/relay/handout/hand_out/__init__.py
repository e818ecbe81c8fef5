"""Handing out one form: on a tablet, as a card, or on the person's own phone. Nothing to do afterwards, or to know.

Of a hand-out remains a link's hash in the register and one more in the organisation's month: not who gave it, to whom,
when, or in which language. A link stands in one answer that no browser keeps, never in an address of these pages.
"""

from intake.relay.handout.hand_out.room import hand_out

__all__ = ["hand_out"]
