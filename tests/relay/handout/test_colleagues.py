"""Colleagues: who sees whom, who may change whom, and invitations that are shown once."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from intake.relay.handout.coordinator.changes import Keeper
from intake.relay.handout.invitations import find_invited
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.once import new_name
from intake.relay.handout.refusals import Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff, find_by_email, find_staff, set_disabled
from intake.relay.handout.tables import staff as table
from tests.relay.handout.world import HANDOUT, INBOX, SCHOOL, TOWN, HandoutWorld

HERE = "/handout/colleagues"
LINK = re.compile(rf"{HANDOUT}/handout/welcome/#([\w-]{{32}})")
CHANGES = ("invite", "disable", "enable", "role", "sign-out")


def asked(**said: str) -> dict[str, str]:
    """A filled-in form for a new colleague."""
    filled = {"name": "Piet Smit", "email": "piet@taalschool.example", "role": "hander-out", "once": new_name()}
    return filled | said


def change(world: HandoutWorld, what: str, staff: str, *, client: FlaskClient | None = None) -> int:
    form = {"once": new_name(), "role": "coordinator"}
    return (client or world.client).post(f"{HERE}/{staff}/{what}", data=form).status_code


def now(world: HandoutWorld, staff: Staff) -> Staff:
    with world.handout.engine.begin() as connection:
        found = find_staff(connection, staff.id)
    assert found is not None
    return found


def events(world: HandoutWorld, organisation: str | None = SCHOOL) -> list[Event]:
    with world.handout.engine.begin() as connection:
        return [entry.event for entry in reversed(read_log(connection, organisation=organisation))]


def state(world: HandoutWorld, staff: Staff) -> str:
    listed = world.client.get(HERE).text
    entry = listed[listed.index(f"{HERE}/{staff.id}") :].partition("</li>")[0]
    return entry.rpartition('">')[2].partition("<")[0]


def test_a_coordinator_sees_the_own_organisation_and_an_operator_all_but_those_who_hand_out(
    world: HandoutWorld,
) -> None:
    names = {
        (role, place): world.account(role, organisation=place, name=f"{role}-of-{place}").name
        for role in (Role.HANDER_OUT, Role.COORDINATOR)
        for place in (SCHOOL, TOWN)
    }
    courier = world.account(Role.COURIER, name="Fetcher").name
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(HERE).text
    assert {key for key, name in names.items() if name in page} == {key for key in names if key[1] == SCHOOL}
    assert courier not in page
    world.sign_in(Role.OPERATOR)
    page = world.client.get(HERE).text
    assert {key for key, name in names.items() if name in page} == {key for key in names if key[0] is Role.COORDINATOR}
    assert courier in page
    page = world.client.get(f"{HERE}?organisation={TOWN}").text
    assert {key for key, name in names.items() if name in page} == {key for key in names if key[1] == TOWN}


def test_a_coordinator_alone_is_told_what_to_do(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    assert "You are the only one here." in world.client.get(HERE).text


def test_adding_a_colleague_shows_an_invitation_that_is_theirs(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    page = world.client.post(f"{HERE}/add", data=asked()).text
    found = LINK.search(page)
    assert found is not None
    assert "works once, for 7 days" in page
    assert "Nothing is mailed" in page
    assert 'src="data:image/svg+xml' in page
    with world.handout.engine.begin() as connection:
        invited = find_invited(connection, found[1], world.now)
    assert invited is not None
    assert (invited.name, invited.role, invited.organisation) == ("Piet Smit", Role.HANDER_OUT, SCHOOL)
    assert events(world) == [Event.ACCOUNT_ADDED, Event.INVITED]
    assert state(world, invited) == "Invited"
    world.later(days=7)
    world.sign_in(Role.COORDINATOR)
    assert state(world, invited) == "Invitation ended"


def test_pressing_twice_adds_one_colleague_with_one_invitation(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    form = asked()
    first, second = (world.client.post(f"{HERE}/add", data=form).text for _ in range(2))
    assert LINK.findall(first) == LINK.findall(second) != []
    assert events(world) == [Event.ACCOUNT_ADDED, Event.INVITED]


def test_an_invitation_is_on_no_other_page(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    world.client.post(f"{HERE}/add", data=asked())
    with world.handout.engine.begin() as connection:
        staff = find_by_email(connection, asked()["email"])
    assert staff is not None
    for path in (HERE, f"{HERE}/{staff.id}", "/handout/"):
        assert "/welcome/" not in world.client.get(path).text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"name": "  "}, "Type a name."),
        ({"name": "x" * 81}, "too long"),
        ({"name": "Piet\u0007"}, "cannot be shown"),
        ({"email": "piet"}, "Type an e-mail address"),
        ({"role": ""}, "Choose what this colleague does."),
        ({"role": "operator"}, "Choose what this colleague does."),
        ({"role": "courier", "inbox": INBOX}, "Choose what this colleague does."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_what_was_typed_is_kept(
    world: HandoutWorld, said: dict[str, str], says: str
) -> None:
    world.sign_in(Role.COORDINATOR)
    answer = world.client.post(f"{HERE}/add", data=asked(**said))
    assert answer.status_code == 400
    assert says in answer.text
    assert 'value="piet@taalschool.example"' in answer.text or 'value="Piet Smit"' in answer.text
    assert events(world) == []


def test_a_coordinator_adds_to_the_own_organisation_whatever_the_form_says(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    world.client.post(f"{HERE}/add", data=asked(organisation=TOWN))
    with world.handout.engine.begin() as connection:
        staff = find_by_email(connection, asked()["email"])
    assert staff is not None
    assert staff.organisation == SCHOOL


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"role": "hander-out", "organisation": TOWN}, (TOWN, None)),
        ({"role": "coordinator", "organisation": SCHOOL, "inbox": INBOX}, (SCHOOL, None)),
        ({"role": "courier", "inbox": INBOX, "organisation": TOWN}, (None, INBOX)),
        ({"role": "operator"}, (None, None)),
    ],
)
def test_an_operator_adds_every_role_where_it_belongs(
    world: HandoutWorld, said: dict[str, str], place: tuple[str | None, str | None]
) -> None:
    world.sign_in(Role.OPERATOR)
    assert LINK.search(world.client.post(f"{HERE}/add", data=asked(**said)).text)
    with world.handout.engine.begin() as connection:
        staff = find_by_email(connection, asked()["email"])
    assert staff is not None
    assert (staff.role, staff.organisation, staff.inbox) == (said["role"], *place)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"role": "hander-out", "organisation": "nowhere"}, "Choose the organisation."),
        ({"role": "coordinator"}, "Choose the organisation."),
        ({"role": "courier"}, "Choose the inbox"),
    ],
)
def test_an_operator_who_names_no_place_is_asked_for_it(world: HandoutWorld, said: dict[str, str], says: str) -> None:
    world.sign_in(Role.OPERATOR)
    answer = world.client.post(f"{HERE}/add", data=asked(**said))
    assert (answer.status_code, says in answer.text) == (400, True)


def test_an_address_that_is_taken_is_refused_and_says_whose_only_inside_the_organisation(
    world: HandoutWorld,
) -> None:
    own = world.account(Role.HANDER_OUT, name="Aisha")
    other = world.account(Role.HANDER_OUT, name="Bram", organisation=TOWN)
    world.sign_in(Role.COORDINATOR)
    answer = world.client.post(f"{HERE}/add", data=asked(email=own.email.upper()))
    assert (answer.status_code, "Aisha has an account with this address" in answer.text) == (400, True)
    answer = world.client.post(f"{HERE}/add", data=asked(email=other.email))
    assert (answer.status_code, "This address cannot be used here." in answer.text) == (400, True)
    assert "Bram" not in answer.text.replace(other.email, "")


def test_switching_off_signs_out_ends_invitations_and_is_undone_by_switching_on(world: HandoutWorld) -> None:
    staff, theirs = world.account(Role.HANDER_OUT, name="Piet"), world.browser()
    world.let_in(staff, client=theirs)
    world.sign_in(Role.COORDINATOR)
    link = LINK.search(world.client.post(f"{HERE}/{staff.id}/invite", data={"once": new_name()}).text)
    assert link is not None
    assert [change(world, "disable", staff.id) for _ in range(2)] == [303, 303]
    assert theirs.get("/handout/").status_code == 303
    assert state(world, staff) == "Switched off"
    assert change(world, "invite", staff.id) == 409
    assert [change(world, "enable", staff.id) for _ in range(2)] == [303, 303]
    assert state(world, staff) == "Invitation ended"
    assert theirs.get("/handout/").status_code == 303
    with world.handout.engine.begin() as connection:
        assert find_invited(connection, link[1], world.now) is None
    assert events(world) == [Event.INVITED, Event.ACCOUNT_DISABLED, Event.ACCOUNT_ENABLED]


def test_a_new_invitation_ends_the_older_one(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    world.sign_in(Role.COORDINATOR)
    tokens = [
        LINK.findall(world.client.post(f"{HERE}/{staff.id}/invite", data={"once": new_name()}).text)[0]
        for _ in range(2)
    ]
    with world.handout.engine.begin() as connection:
        found = [find_invited(connection, token, world.now) for token in tokens]
    assert found == [None, staff]


def test_one_forms_name_shows_no_other_colleagues_invitation(world: HandoutWorld) -> None:
    one, other, form = world.account(Role.HANDER_OUT), world.account(Role.HANDER_OUT), {"once": new_name()}
    world.sign_in(Role.COORDINATOR)
    assert world.client.post(f"{HERE}/{one.id}/invite", data=form).status_code == 200
    assert world.client.post(f"{HERE}/{other.id}/invite", data=form).status_code == 400


def test_signing_out_everywhere_leaves_the_account_as_it_is(world: HandoutWorld) -> None:
    staff, theirs = world.account(Role.HANDER_OUT), world.browser()
    world.let_in(staff, client=theirs)
    world.sign_in(Role.COORDINATOR)
    assert change(world, "sign-out", staff.id) == 303
    assert theirs.get("/handout/").status_code == 303
    assert not now(world, staff).disabled
    assert events(world) == [Event.SIGNED_OUT_EVERYWHERE]


def test_a_role_counts_from_the_next_request(world: HandoutWorld) -> None:
    staff, theirs = world.account(Role.HANDER_OUT), world.browser()
    world.let_in(staff, client=theirs)
    world.sign_in(Role.COORDINATOR)
    assert theirs.get(HERE).status_code == 403
    assert [change(world, "role", staff.id) for _ in range(2)] == [303, 303]
    assert theirs.get(HERE).status_code == 200
    assert events(world) == [Event.ROLE_CHANGED]


@pytest.mark.parametrize("role", ["operator", "courier", "", "king"])
def test_nobody_is_made_what_goes_with_another_place(world: HandoutWorld, role: str) -> None:
    staff = world.account(Role.HANDER_OUT)
    for keeper in (Role.COORDINATOR, Role.OPERATOR):
        world.sign_in(keeper)
        assert world.client.post(f"{HERE}/{staff.id}/role", data={"role": role}).status_code == 400
    assert now(world, staff).role is Role.HANDER_OUT


def test_a_courier_and_an_operator_keep_their_role(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    for role in (Role.COURIER, Role.OPERATOR):
        assert change(world, "role", world.account(role).id) == 400


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OPERATOR])
def test_nobody_changes_their_own_account(world: HandoutWorld, role: Role, what: str) -> None:
    me = world.sign_in(role)
    assert change(world, what, me.id) == 409
    assert now(world, me) == me
    page = world.client.get(f"{HERE}/{me.id}").text
    assert "This is you." in page
    assert f"{HERE}/{me.id}/" not in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OPERATOR])
def test_two_who_switch_each_other_off_leave_one(world: HandoutWorld, role: Role) -> None:
    """The second is judged by the gate before the first is done, and finds out in the transaction itself."""
    one, other = world.sign_in(role), world.account(role)
    with world.handout.engine.begin() as connection:
        Keeper(connection, one, world.now, 7).disable(other.id)
        with pytest.raises(Refused):
            Keeper(connection, other, world.now, 7).disable(one.id)
    assert [now(world, each).disabled for each in (one, other)] == [False, True]


def test_an_operator_may_switch_off_the_last_coordinator(world: HandoutWorld) -> None:
    last = world.account(Role.COORDINATOR)
    world.sign_in(Role.OPERATOR)
    assert change(world, "disable", last.id) == 303
    assert now(world, last).disabled


def test_an_account_of_single_sign_on_is_managed_there_and_can_be_switched_off_here(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    with world.handout.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == staff.id).values(single_sign_on="issuer tenant subject"))
    world.sign_in(Role.COORDINATOR)
    page = unescape(world.client.get(f"{HERE}/{staff.id}").text)
    assert "comes from single sign-on" in page
    assert "issuer" not in page
    assert state(world, staff) == "Active"
    assert [change(world, what, staff.id) for what in CHANGES] == [409, 303, 303, 409, 303]


@pytest.mark.parametrize("what", ["", *(f"/{each}" for each in CHANGES)])
def test_a_colleague_elsewhere_is_answered_like_one_who_is_not_there(world: HandoutWorld, what: str) -> None:
    elsewhere = [
        world.account(Role.HANDER_OUT, organisation=TOWN),
        world.account(Role.COORDINATOR, organisation=TOWN),
        world.account(Role.COURIER),
        world.account(Role.OPERATOR),
    ]
    world.sign_in(Role.COORDINATOR)

    def ask(staff: str) -> tuple[int, bytes]:
        address, form = f"{HERE}/{staff}{what}", {"once": new_name(), "role": "coordinator"}
        answer = world.client.post(address, data=form) if what else world.client.get(address)
        return answer.status_code, answer.data.replace(staff.encode(), b"ID")

    nobody = ask("nobody-at-all-16")
    assert nobody[0] == 404
    for staff in elsewhere:
        assert ask(staff.id) == nobody
        assert now(world, staff) == staff


def test_whoever_was_switched_off_meanwhile_changes_nothing(world: HandoutWorld) -> None:
    staff, me = world.account(Role.HANDER_OUT), world.sign_in(Role.COORDINATOR)
    with world.handout.engine.begin() as connection:
        set_disabled(connection, me.id, disabled=True)
    assert change(world, "disable", staff.id) == 303
    assert not now(world, staff).disabled


def test_an_organisation_that_is_not_there_has_no_list(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    assert world.client.get(f"{HERE}?organisation=nowhere").status_code == 404
    world.sign_in(Role.COORDINATOR)
    assert world.client.get(f"{HERE}?organisation={TOWN}").status_code == 404
