"""What a desk says of a bundle that it cannot take, or not whole: message, and what to do. Nothing of it is quoted.

A refused bundle loses nothing: what the desk has not acknowledged lies in the next one again.
"""

from __future__ import annotations

from intake.envelope.errors import Trouble
from intake.envelope.kinds import Kind
from intake.marking import N_

COPY_AGAIN = N_(
    "Copy it again, and take the stick out only when the computer says so; or pull it again. Nothing is lost."
)
BREAKS_OFF = (N_("the bundle breaks off in its beginning"), COPY_AGAIN)
DAMAGED = (N_("the bundle's beginning is damaged"), COPY_AGAIN)
NOT_SIGNED = (
    N_("the bundle's manifest is not signed by this desk's relay"),
    N_("Pull it again. Does it say so again? Then it is another relay's, or somebody changed it: ask who keeps yours."),
)
OTHER_INBOX = (N_("the bundle is for another inbox"), N_("Import it at the desk of that inbox; here, pull your own."))
LIST_BREAKS_OFF = (N_("the bundle breaks off in its list of envelopes"), COPY_AGAIN)
LIST_DAMAGED = (N_("the bundle's list of envelopes is damaged"), COPY_AGAIN)
LIST_CHANGED = (
    N_("the bundle's list of envelopes changed while it was read"),
    N_("The stick is failing: take another one, and copy or pull the bundle again. Nothing is lost."),
)
RELAYS_FAULT = (
    N_("the relay signed something that is no bundle"),
    N_("Tell whoever keeps the relay: its program makes a mistake. Nothing is lost."),
)
NEWER = (N_("the bundle is of a version that this desk does not know"), N_("Update the desk, then import it again."))
TROUBLES = {
    Trouble.ZEROS: (N_("a part of the file is zeros: the copy was not finished"), COPY_AGAIN),
    Trouble.MISPLACED: (
        N_("envelopes lie in the file twice or out of their order"),
        N_("What lay in its place went in. Pull the bundle again and import that; nothing is lost."),
    ),
    Trouble.SHORT: (
        N_("the file is shorter than the relay signed it: a part of it was not copied"),
        N_("What is there went in. Copy it again, or pull it again, and import that; nothing is lost."),
    ),
    Trouble.SECOND_BUNDLE: (
        N_("another bundle hangs at the end of this one"),
        N_("This one went in. Copy the other one by itself, or pull again, and import that."),
    ),
    Trouble.ZEROS_BEHIND: (
        N_("zeros follow behind the end of the bundle"),
        N_("Nothing to do: what was signed went in."),
    ),
    Trouble.MORE: (
        N_("the bundle holds more than was signed"),
        N_("What was signed went in, the rest was left out. If it happens again, find out who had the stick."),
    ),
}
OTHER_KINDS = {
    Kind.EMPTY: (N_("the file is empty"), COPY_AGAIN),
    Kind.ZEROS: (N_("the file holds nothing but zeros"), COPY_AGAIN),
    Kind.DOCUMENT: (
        N_("this is a receipt or a key sheet, not a bundle"),
        N_("It goes to the relay; import the bundle."),
    ),
    Kind.OTHER: (
        N_("this is not a bundle"),
        N_("Give the file that `intake courier pull` wrote. Is it that file? Then it was damaged: copy it again."),
    ),
}
