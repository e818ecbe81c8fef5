"""The courier's page, for PCs where nothing may be installed: fetch the post, bring back what the desk wrote.

The page is a courier like any other. These pages have no way to an envelope; so the room asks the relay over HTTP, by
a key of its own, and passes on what comes: the same file that the command `intake courier pull` writes.
"""

from intake.relay.handout.courier.asking import check_relay_address
from intake.relay.handout.courier.room import courier

__all__ = ["check_relay_address", "courier"]
