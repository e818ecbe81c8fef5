"""Everything the relay keeps of envelopes, and nothing else.

Links stand in intake.relay.links.tables, the staff who hand them out in a database of their own
(intake.relay.handout.tables). An envelope's row says its inbox and the ISO week it came; no column anywhere says who
sent it, through which link, from which address, in which language, or at what time. What comes later (an
acknowledgement, an erasure) is kept by the week too, for a desk that imports daily would otherwise date every envelope
to the day. Of bundles and receipts only the newest is kept, for the same reason. tests/relay pins every table and
column.

An envelope comes into ``arrival``, and moves to ``envelope`` after its week has ended (intake.relay.mailbox.settling).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text

from intake.relay.database import ARRIVALS
from intake.relay.links import tables as links

metadata = links.metadata


def _sealed(name: str, schema: str | None = None) -> Table:
    """The key is the first 63 bits of the digest: an integer key makes the order of the file the order of the digests.

    The last three columns are empty until a desk acknowledged the envelope: which desk, its epoch, in which week.
    """
    return Table(
        name,
        metadata,
        Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
        Column("digest", LargeBinary(32), nullable=False),
        Column("inbox", Text, nullable=False),
        Column("week", Text, nullable=False),
        Column("bytes", LargeBinary, nullable=False),
        Column("desk", Text),
        Column("desk_epoch", Integer),
        Column("acknowledged", Text),
        schema=schema,
    )


arrival, envelope = _sealed("arrival", ARRIVALS), _sealed("envelope")

# Digests of envelopes whose bytes were erased, so that a late retry still hears "stored".
tombstone = Table(
    "tombstone",
    metadata,
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("erased", Text, nullable=False),
)

key_sheet = Table(
    "key_sheet",
    metadata,
    Column("inbox", Text, primary_key=True),
    Column("document", LargeBinary, nullable=False),
)

# What each inbox's desk published last, as it was signed. ``sequence`` is the file's own: an older one is refused.
publication = Table(
    "publication",
    metadata,
    Column("inbox", Text, primary_key=True),
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# The newest bundle of each inbox: its number and its digest, which the next one names as the one before.
bundle = Table(
    "bundle",
    metadata,
    Column("inbox", Text, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("week", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)

# The last receipt of each desk. One desk of an inbox is the newest; what it has not acknowledged is offered.
receipt = Table(
    "receipt",
    metadata,
    Column("inbox", Text, primary_key=True),
    Column("desk", Text, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("newest", Boolean, nullable=False),
)

# The last day on which each mail about an inbox was sent: by the calendar, whether or not anything waits.
told = Table(
    "told",
    metadata,
    Column("inbox", Text, primary_key=True),
    Column("mail", Text, primary_key=True),
    Column("day", Text, nullable=False),
)

# One row: this relay's random id, and how often it was restored from a backup.
relay = Table(
    "relay",
    metadata,
    Column("instance", Text, primary_key=True),
    Column("epoch", Integer, nullable=False),
)
