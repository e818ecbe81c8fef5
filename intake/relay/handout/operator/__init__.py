"""What an operator does for the whole relay: organisations, and which inbox serves which municipality.

Inboxes are only read here. They stand in the configuration file, because the fingerprint in it decides who can open
what is sealed: no account of these pages can change that.
"""

from intake.relay.handout.operator.inboxes import inboxes
from intake.relay.handout.operator.organisations import organisations

OPERATOR_ROOMS = (organisations, inboxes)
