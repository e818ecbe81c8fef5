"""What the network book says of itself to the pages that it shares with other local programs (intake.web.local)."""

from __future__ import annotations

from pathlib import Path

from intake.network.web.navigation import WAYS
from intake.network.web.rights import TABLE
from intake.web.local.program import Program, Said
from intake.web.words import N_

SAID = Said(
    address=(N_("This is not the network book’s address."), N_("Use the address that “intake network serve” printed.")),
    foreign=N_("Open the network book yourself, and do it there."),
    begun=(N_("There is a network book here already."), N_("Nothing is made anew. Unlock it, and go on there.")),
    enter=N_("Open the network book"),
    code=N_("This browser is new here. In the window in which “intake network serve” runs stands a start code."),
    unlock=N_("Unlock the network book"),
    demo=N_("A demo: nobody here exists. The passphrase is the line in the file “passphrase” of the demo’s folder."),
    lock=N_("Lock the network book of"),
    idle=N_("The network book locks soon. What you typed and did not save will be gone."),
)
NETWORK = Program("network", Path(__file__).parent / "translations", SAID, TABLE, WAYS)
