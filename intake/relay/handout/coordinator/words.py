"""Roles, states and what was done, in the words of these pages."""

from __future__ import annotations

from collections.abc import Mapping

from intake.relay.handout.coordinator.standing import State
from intake.relay.handout.roles import Role
from intake.web.words import N_

ROLES: Mapping[Role, str] = {
    Role.HANDER_OUT: N_("Hands out"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.OPERATOR: N_("Operator"),
    Role.COURIER: N_("Courier"),
}
STATES: Mapping[State, str] = {
    State.INVITED: N_("Invited"),
    State.LAPSED: N_("Invitation ended"),
    State.ACTIVE: N_("Active"),
    State.DISABLED: N_("Switched off"),
}
DONE: Mapping[str, str] = {
    "disabled": N_("This account is switched off. Nobody can sign in with it any more."),
    "enabled": N_("This account is switched on again."),
    "role": N_("The role is changed. It counts from now on."),
    "signed-out": N_("This colleague is signed out everywhere."),
}
"""By the word that the address of the page carries."""
