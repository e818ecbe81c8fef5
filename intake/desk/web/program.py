"""What the desk says of itself to the pages that it shares with other local programs (intake.web.local)."""

from __future__ import annotations

from pathlib import Path

from intake.desk.web.navigation import WAYS
from intake.desk.web.rights import TABLE
from intake.web.local.program import Program, Said
from intake.web.words import N_

SAID = Said(
    address=(N_("This is not the desk’s address."), N_("Use the address that “intake desk serve” printed.")),
    foreign=N_("Open the desk yourself, and do it there."),
    begun=(N_("There is a desk here already."), N_("Nothing is made anew. Unlock it, and go on there.")),
    enter=N_("Open the desk"),
    code=N_("This browser is new here. In the window in which “intake desk serve” runs stands a start code."),
    unlock=N_("Unlock the desk"),
    demo=N_("A demo: nobody here exists. The passphrase is the line in the file “passphrase” of the demo’s folder."),
    lock=N_("Lock the desk of"),
    idle=N_("The desk locks soon. What you typed and did not save will be gone."),
)
DESK = Program("desk", Path(__file__).parent / "translations", SAID, TABLE, WAYS)
