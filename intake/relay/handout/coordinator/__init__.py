"""What a coordinator does for one organisation: colleagues, tablets, printing ahead, counts, and the staff's log.

An operator keeps accounts and reads the log by the same pages. Every id in a request is looked up inside what its
reader may see; what lies outside is answered as what does not exist.
"""

from intake.relay.handout.coordinator.ahead import ahead
from intake.relay.handout.coordinator.colleagues import colleagues
from intake.relay.handout.coordinator.counts import counts
from intake.relay.handout.coordinator.staff_log import staff_log
from intake.relay.handout.coordinator.tablets import tablets

COORDINATOR_ROOMS = (colleagues, tablets, ahead, counts, staff_log)
