"""What a desk says of a bundle that it cannot take, or not whole: message, and what to do. Nothing of it is quoted.

A refused bundle loses nothing: what the desk has not acknowledged lies in the next one again.
"""

from __future__ import annotations

from intake.envelope.errors import Trouble
from intake.envelope.kinds import Kind

COPY_AGAIN = "Copy it again, and take the stick out only when the computer says so; or pull it again. Nothing is lost."
BREAKS_OFF = ("the bundle breaks off in its beginning", COPY_AGAIN)
DAMAGED = ("the bundle's beginning is damaged", COPY_AGAIN)
NOT_SIGNED = (
    "the bundle's manifest is not signed by this desk's relay",
    "Pull it again. Does it say so again? Then it is another relay's, or somebody changed it: ask who keeps yours.",
)
OTHER_INBOX = ("the bundle is for another inbox", "Import it at the desk of that inbox; here, pull your own.")
LIST_BREAKS_OFF = ("the bundle breaks off in its list of envelopes", COPY_AGAIN)
LIST_DAMAGED = ("the bundle's list of envelopes is damaged", COPY_AGAIN)
LIST_CHANGED = (
    "the bundle's list of envelopes changed while it was read",
    "The stick is failing: take another one, and copy or pull the bundle again. Nothing is lost.",
)
RELAYS_FAULT = (
    "the relay signed something that is no bundle",
    "Tell whoever keeps the relay: its program makes a mistake. Nothing is lost.",
)
NEWER = ("the bundle is of a version that this desk does not know", "Update the desk, then import it again.")
TROUBLES = {
    Trouble.ZEROS: ("a part of the file is zeros: the copy was not finished", COPY_AGAIN),
    Trouble.MISPLACED: (
        "envelopes lie in the file twice or out of their order",
        "What lay in its place went in. Pull the bundle again and import that; nothing is lost.",
    ),
    Trouble.SHORT: (
        "the file is shorter than the relay signed it: a part of it was not copied",
        "What is there went in. Copy it again, or pull it again, and import that; nothing is lost.",
    ),
    Trouble.SECOND_BUNDLE: (
        "another bundle hangs at the end of this one",
        "This one went in. Copy the other one by itself, or pull again, and import that.",
    ),
    Trouble.ZEROS_BEHIND: ("zeros follow behind the end of the bundle", "Nothing to do: what was signed went in."),
    Trouble.MORE: (
        "the bundle holds more than was signed",
        "What was signed went in, the rest was left out. If it happens again, find out who had the stick.",
    ),
}
OTHER_KINDS = {
    Kind.EMPTY: ("the file is empty", COPY_AGAIN),
    Kind.ZEROS: ("the file holds nothing but zeros", COPY_AGAIN),
    Kind.DOCUMENT: ("this is a receipt or a key sheet, not a bundle", "It goes to the relay; import the bundle."),
    Kind.OTHER: (
        "this is not a bundle",
        "Give the file that `intake courier pull` wrote. Is it that file? Then it was damaged: copy it again.",
    ),
}
