"""The pages with colleagues: who there is and how they stand; adding, inviting, switching off.

An invitation is shown once, to whoever made it, and given by hand. A second press on the same form shows the same one.
"""

from __future__ import annotations

from collections.abc import Callable

import segno
from flask import Blueprint, render_template, request, url_for
from flask import redirect as lead
from werkzeug.wrappers import Response as Answer

from intake.relay.handout.coordinator.changes import Keeper
from intake.relay.handout.coordinator.standing import Colleague, find_colleague, list_staff, standing
from intake.relay.handout.coordinator.wanted import Places, read_wanted, roles_for
from intake.relay.handout.coordinator.words import DONE, ROLES, STATES
from intake.relay.handout.fields import Unfit
from intake.relay.handout.invitations import invitation_link
from intake.relay.handout.once import FIELD, Once, new_name
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.service import Service, myself
from intake.relay.handout.staff import IN_ORGANISATIONS, Staff
from intake.relay.links.organisations import organisations
from intake.sqlcipher import reading

Invited = tuple[Staff, str]
"""Whom, and the link."""


def colleagues(service: Service) -> Blueprint:
    """The list, a page for each colleague, and what may be done there."""
    room = Blueprint("colleagues", __name__, url_prefix="/handout/colleagues")
    once: Once[Invited] = Once(service.clock)

    @room.get("")
    def page() -> str:
        places = _places(service) if myself().role is Role.OPERATOR else {}
        chosen = request.args.get("organisation") or None
        if chosen is not None and chosen not in places:
            raise Refused(Refusal.NOT_FOUND)
        return _list(service, places, chosen)

    @room.get("/add")
    def new() -> str:
        return _form(service, {"organisation": request.args.get("organisation", "")}, {})

    @room.post("/add")
    def add() -> str | tuple[str, int]:
        try:
            staff, link = once.answer(myself().id, request.form.get(FIELD), lambda: _add(service))
        except Unfit as unfit:
            return _form(service, request.form.to_dict(), unfit.wrong), 400
        return _invitation(service, staff, link)

    @room.get("/<staff>")
    def one(staff: str) -> str:
        return _one(service, staff, request.args.get("done", ""))

    @room.post("/<staff>/invite")
    def invite_again(staff: str) -> str:
        found, link = once.answer(myself().id, request.form.get(FIELD), lambda: _invite_again(service, staff))
        if found.id != staff:
            raise Refused(Refusal.BAD_REQUEST)
        return _invitation(service, found, link)

    @room.post("/<staff>/disable")
    def disable(staff: str) -> Answer:
        return _change(service, staff, "disabled", lambda keeper: keeper.disable(staff))

    @room.post("/<staff>/enable")
    def enable(staff: str) -> Answer:
        return _change(service, staff, "enabled", lambda keeper: keeper.enable(staff))

    @room.post("/<staff>/role")
    def role(staff: str) -> Answer:
        chosen = request.form.get("role", "")
        if chosen not in IN_ORGANISATIONS:
            raise Refused(Refusal.BAD_REQUEST)
        return _change(service, staff, "role", lambda keeper: keeper.change_role(staff, Role(chosen)))

    @room.post("/<staff>/sign-out")
    def sign_out(staff: str) -> Answer:
        return _change(service, staff, "signed-out", lambda keeper: keeper.sign_out(staff))

    return room


def _list(service: Service, places: Places, chosen: str | None) -> str:
    with reading(service.engine).begin() as connection:
        found = standing(connection, list_staff(connection, myself(), chosen), service.clock())
    return render_template(
        "coordinator/colleagues.html", found=found, places=places, chosen=chosen, roles=ROLES, states=STATES
    )


def _form(service: Service, typed: dict[str, str], wrong: dict[str, str]) -> str:
    operates = myself().role is Role.OPERATOR
    return render_template(
        "coordinator/add_colleague.html",
        typed=typed,
        wrong=wrong,
        offered=roles_for(myself()),
        roles=ROLES,
        organisations=_places(service) if operates else {},
        inboxes=_inboxes(service) if operates else {},
        once=new_name(),
    )


def _one(service: Service, staff: str, done: str) -> str:
    with reading(service.engine).begin() as connection:
        found = find_colleague(connection, myself(), staff)
        if found is None:
            raise Refused(Refusal.NOT_FOUND)
        colleague: Colleague = standing(connection, [found], service.clock())[0]
    return render_template(
        "coordinator/colleague.html",
        colleague=colleague,
        own=found.id == myself().id,
        place=_places(service).get(found.organisation or "", found.organisation or found.inbox),
        exchangeable=IN_ORGANISATIONS,
        roles=ROLES,
        states=STATES,
        done=DONE.get(done),
        once=new_name(),
    )


def _invitation(service: Service, staff: Staff, link: str) -> str:
    code = segno.make(link, error="m", micro=False).svg_data_uri(border=4, omitsize=True)
    days = service.settings.invitation_days
    return render_template("coordinator/invitation.html", staff=staff, link=link, code=code, days=days)


def _add(service: Service) -> Invited:
    organisations, inboxes = _places(service), _inboxes(service)
    with service.engine.begin() as connection:
        wanted = read_wanted(connection, myself(), request.form, organisations, inboxes)
        staff, token = Keeper(connection, myself(), service.clock(), service.settings.invitation_days).add(wanted)
    return staff, invitation_link(service.settings.origin, token)


def _invite_again(service: Service, staff: str) -> Invited:
    with service.engine.begin() as connection:
        keeper = Keeper(connection, myself(), service.clock(), service.settings.invitation_days)
        found, token = keeper.invite_again(staff)
    return found, invitation_link(service.settings.origin, token)


def _change(service: Service, staff: str, done: str, change: Callable[[Keeper], None]) -> Answer:
    with service.engine.begin() as connection:
        change(Keeper(connection, myself(), service.clock(), service.settings.invitation_days))
    return lead(url_for("colleagues.one", staff=staff, done=done), 303)


def _places(service: Service) -> Places:
    with service.links.engine.begin() as connection:
        return {each.id: each.name for each in organisations(service.config, connection)}


def _inboxes(service: Service) -> Places:
    return {each.id: each.id for each in service.config.inboxes}
