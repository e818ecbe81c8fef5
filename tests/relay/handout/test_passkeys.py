"""Passkeys: what is refused, and in which words. The whole way in a browser: tests/browser/handout."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from intake.envelope.encoding import base64url, from_base64url
from intake.relay.handout.invitations import PATH, invitation_link, invite
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.passkeys.kept import passkeys_of
from intake.relay.handout.passwords import CHEAPEST, Passwords
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import COOKIE
from intake.relay.handout.staff import Staff, set_disabled
from intake.relay.handout.tables import staff as staff_table
from intake.relay.handout.ways import set_password
from tests.relay.handout.authenticator import Authenticator
from tests.relay.handout.world import HANDOUT, HandoutWorld

NEW, ADD = "/handout/passkeys/ask-new", "/handout/passkeys/add"
ASK, IN, REMOVE = "/handout/passkeys/ask", "/handout/passkeys/sign-in", "/handout/passkeys/remove"
PASSWORD = "vier woorden op een rij"


def send(client: FlaskClient, path: str, **sent: Any) -> TestResponse:
    return client.post(path, json=sent, headers={"Accept": "application/json", "Accept-Language": "en"})


def make(
    client: FlaskClient, device: Authenticator, name: str = "My telephone", *, known: Authenticator | None = None
) -> TestResponse:
    """Make a passkey; ``known`` is one that the account has already, by which its owner proves themselves."""
    proof = {} if known is None else {"credential": known.use(send(client, ASK).get_json())}
    if known is not None:
        known.count += 1
    asked = send(client, NEW, **proof).get_json()
    return send(client, ADD, name=name, credential=device.make(asked))


def use(client: FlaskClient, device: Authenticator) -> TestResponse:
    return send(client, IN, credential=device.use(send(client, ASK).get_json()))


def said(answer: TestResponse) -> str:
    found = answer.get_json()
    return f"{answer.status_code} {found['error']}"


def events(world: HandoutWorld) -> list[tuple[Event, str | None, str | None]]:
    with world.handout.engine.begin() as connection:
        return [(line.event, line.actor, line.subject) for line in reversed(read_log(connection))]


@pytest.fixture
def owner(world: HandoutWorld) -> Staff:
    return world.sign_in(Role.COORDINATOR)


@pytest.fixture
def device(world: HandoutWorld, owner: Staff) -> Authenticator:
    """A passkey of ``owner``, made and never used yet."""
    made = Authenticator(HANDOUT)
    assert make(world.client, made).status_code == 200
    made.count += 1
    return made


def test_whoever_holds_the_device_is_signed_in_without_typing_who_they_are(
    world: HandoutWorld, owner: Staff, device: Authenticator
) -> None:
    browser = world.browser()
    answer = use(browser, device)
    assert (answer.status_code, answer.get_json()) == (200, {"next": "/handout/"})
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith(COOKIE))
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Taalschool" in browser.get("/handout/").text
    assert events(world) == [(Event.PASSKEY_ADDED, owner.id, None), (Event.SIGNED_IN, owner.id, None)]


def test_what_is_asked_of_a_device(world: HandoutWorld, owner: Staff) -> None:
    new = send(world.client, NEW).get_json()
    assert new["rp"]["id"] == "uitdelen.example.nl"
    assert from_base64url(new["user"]["id"]) == owner.id.encode()
    assert new["attestation"] == "none"
    chosen = new["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["requireResidentKey"], chosen["userVerification"]) == (
        "required",
        True,
        "required",
    )
    known = send(world.browser(), ASK).get_json()
    assert (known["rpId"], known["userVerification"], known["allowCredentials"]) == (
        "uitdelen.example.nl",
        "required",
        [],
    )
    assert new["challenge"] != known["challenge"]
    assert len(from_base64url(new["challenge"])) == 32


def test_a_device_that_has_one_makes_no_second(world: HandoutWorld, device: Authenticator) -> None:
    proof = device.use(send(world.client, ASK).get_json())
    excluded = send(world.client, NEW, credential=proof).get_json()["excludeCredentials"]
    assert [each["id"] for each in excluded] == [base64url(device.id)]


def test_signing_in_ends_the_session_that_the_browser_had(world: HandoutWorld, device: Authenticator) -> None:
    cookie = world.client.get_cookie(COOKIE, domain="uitdelen.example.nl")
    assert cookie is not None
    assert use(world.client, device).status_code == 200
    old = world.browser()
    old.set_cookie(COOKIE, cookie.value, domain="uitdelen.example.nl", secure=True)
    assert old.get("/handout/").status_code == 303
    assert world.client.get("/handout/").status_code == 200


@pytest.mark.parametrize("origin", ["https://uitdelen.example.nl.evil.example", "https://form.example.nl", "null"])
def test_an_answer_that_was_given_to_another_page_is_refused(
    world: HandoutWorld, device: Authenticator, origin: str
) -> None:
    assert said(make(world.client, Authenticator(origin), known=device)) == "400 This passkey was not accepted."
    device.origin = origin
    assert said(use(world.browser(), device)) == "400 This passkey was not accepted."


def test_a_device_that_did_not_check_its_holder_is_refused(world: HandoutWorld, device: Authenticator) -> None:
    unchecked = Authenticator(HANDOUT, checks=False)
    assert said(make(world.client, unchecked, known=device)) == "400 This passkey was not accepted."
    device.checks = False
    assert said(use(world.browser(), device)) == "400 This passkey was not accepted."


def test_an_answer_counts_once_and_for_five_minutes(world: HandoutWorld, device: Authenticator) -> None:
    browser = world.browser()
    answer = device.use(send(browser, ASK).get_json())
    cookie = browser.get_cookie("__Host-passkey", domain="uitdelen.example.nl")
    assert cookie is not None
    assert send(browser, IN, credential=answer).status_code == 200
    browser.set_cookie("__Host-passkey", cookie.value, domain="uitdelen.example.nl", secure=True)
    assert said(send(browser, IN, credential=answer)) == "410 That took too long."
    late = device.use(send(browser, ASK).get_json())
    world.later(minutes=5, seconds=1)
    assert said(send(browser, IN, credential=late)) == "410 That took too long."


def test_an_answer_to_one_question_is_none_to_another(world: HandoutWorld, device: Authenticator) -> None:
    first, second = world.browser(), world.browser()
    stolen = device.use(send(first, ASK).get_json())
    send(second, ASK)
    assert said(send(second, IN, credential=stolen)) == "400 This passkey was not accepted."
    assert said(send(world.browser(), IN, credential=stolen)) == "410 That took too long."


def test_a_question_for_signing_in_makes_no_passkey(world: HandoutWorld, owner: Staff) -> None:
    asked = send(world.client, NEW).get_json()
    asked["challenge"] = send(world.client, ASK).get_json()["challenge"]
    assert said(send(world.client, ADD, credential=Authenticator(HANDOUT).make(asked))) == "410 That took too long."


def test_a_question_put_to_one_colleague_makes_no_passkey_of_another(world: HandoutWorld, owner: Staff) -> None:
    answer = Authenticator(HANDOUT).make(send(world.client, NEW).get_json())
    world.sign_in(Role.HANDER_OUT)
    assert said(send(world.client, ADD, credential=answer)) == "410 That took too long."


def test_another_key_signs_nobody_in(world: HandoutWorld, owner: Staff, device: Authenticator) -> None:
    thief = Authenticator(HANDOUT, count=9, id=device.id, owner=device.owner)
    assert said(use(world.browser(), thief)) == "400 This passkey was not accepted."
    assert use(world.browser(), device).status_code == 200  # a forgery does not make it a copy


def test_a_passkey_says_whose_it_is_and_is_not_somebody_elses(
    world: HandoutWorld, owner: Staff, device: Authenticator
) -> None:
    device.owner = world.account(Role.OPERATOR).id.encode()
    assert said(use(world.browser(), device)) == "403 This passkey is not known here."


def test_a_passkey_that_nobody_has_is_refused(world: HandoutWorld) -> None:
    assert said(use(world.browser(), Authenticator(HANDOUT))) == "403 This passkey is not known here."


def test_one_passkey_belongs_to_one_colleague(world: HandoutWorld, device: Authenticator) -> None:
    world.sign_in(Role.HANDER_OUT)
    assert said(make(world.client, device)) == "409 This passkey is in use already."


def test_a_copied_passkey_is_refused_from_then_on_and_the_log_says_so(
    world: HandoutWorld, owner: Staff, device: Authenticator
) -> None:
    device.count = 7
    assert use(world.browser(), device).status_code == 200
    thief = Authenticator(HANDOUT, count=7, id=device.id, key=device.key, owner=device.owner)
    browser = world.browser()
    refused = use(browser, thief)
    assert said(refused) == "403 This passkey may have been copied, so it does not work any more."
    assert refused.get_json()["hint"] == (
        "Tell your coordinator. Sign in another way and remove this passkey, or ask for a new invitation."
    )
    assert [each.get("/handout/").status_code for each in (browser, world.client)] == [303, 303]
    assert events(world)[-1] == (Event.SIGN_IN_REFUSED, None, owner.id)
    device.count = 1000
    assert use(world.browser(), device).status_code == 403


def test_a_passkey_that_never_counts_is_none_the_worse(world: HandoutWorld, owner: Staff) -> None:
    synced = Authenticator(HANDOUT, count=0)
    assert make(world.client, synced).status_code == 200
    assert [use(world.browser(), synced).status_code for _ in range(3)] == [200, 200, 200]
    synced.count = 5
    assert use(world.browser(), synced).status_code == 200
    synced.count = 0
    assert use(world.browser(), synced).status_code == 403


def test_a_disabled_account_stays_out(world: HandoutWorld, owner: Staff, device: Authenticator) -> None:
    with world.handout.engine.begin() as connection:
        set_disabled(connection, owner.id, disabled=True)
    refused = use(world.browser(), device)
    assert said(refused) == "403 Your account is switched off."
    assert not [each for each in refused.headers.getlist("Set-Cookie") if each.startswith(COOKIE)]
    assert events(world)[-1] == (Event.SIGN_IN_REFUSED, None, owner.id)


def test_a_passkey_has_the_name_that_its_owner_gave_it(world: HandoutWorld, owner: Staff) -> None:
    known = None
    for name in ("  Kantoor\u202e  ", "", "x" * 200):
        new = Authenticator(HANDOUT)
        assert make(world.client, new, name, known=known).status_code == 200
        known = new
        known.count += 1
    with world.handout.engine.begin() as connection:
        kept = sorted(each.name for each in passkeys_of(connection, owner.id))
    assert kept == ["Kantoor", "Passkey", "x" * 60]


def test_the_last_way_to_sign_in_is_not_removed(world: HandoutWorld, owner: Staff, device: Authenticator) -> None:
    def remove(passkey: Authenticator) -> int:
        return world.client.post(REMOVE, data={"passkey": base64url(passkey.id)}).status_code

    assert remove(device) == 409
    second = Authenticator(HANDOUT)
    assert make(world.client, second, known=device).status_code == 200
    assert (remove(second), remove(second), remove(device)) == (303, 404, 409)
    assert events(world)[-1] == (Event.PASSKEY_REMOVED, owner.id, None)
    with world.handout.engine.begin() as connection:
        connection.execute(update(staff_table).where(staff_table.c.id == owner.id).values(password="hash"))
    assert remove(device) == 303
    assert said(use(world.browser(), device)) == "403 This passkey is not known here."


def test_a_copied_passkey_is_no_way_to_sign_in(world: HandoutWorld, owner: Staff, device: Authenticator) -> None:
    copied = Authenticator(HANDOUT)
    assert make(world.client, copied, known=device).status_code == 200
    assert use(world.browser(), copied).status_code == 403
    world.let_in(owner)
    assert world.client.post(REMOVE, data={"passkey": base64url(device.id)}).status_code == 409
    assert world.client.post(REMOVE, data={"passkey": base64url(copied.id)}).status_code == 303


def test_a_copied_passkey_proves_nothing(world: HandoutWorld, owner: Staff, device: Authenticator) -> None:
    device.count = 1
    assert use(world.browser(), device).status_code == 403
    world.let_in(owner)
    device.count = 9
    proof = device.use(send(world.client, ASK).get_json())
    assert said(send(world.client, NEW)) == "400 This passkey was not accepted."
    assert said(send(world.client, NEW, credential=proof)) == (
        "403 This passkey may have been copied, so it does not work any more."
    )


def test_a_colleagues_passkey_cannot_be_removed(world: HandoutWorld, device: Authenticator) -> None:
    world.sign_in(Role.OPERATOR)
    for number in (base64url(device.id), "not base64!", ""):
        assert world.client.post(REMOVE, data={"passkey": number}).status_code == 404
    assert use(world.browser(), device).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"credential": "text"},
        {"credential": {}},
        {"credential": {"id": 1}},
        {"credential": {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}},
        {"credential": {"id": "é", "rawId": "é", "type": "public-key", "response": {"clientDataJSON": "AA"}}},
        {
            "credential": {
                "id": "AA",
                "rawId": "AA",
                "type": "public-key",
                "response": dict.fromkeys(
                    ("clientDataJSON", "authenticatorData", "signature", "attestationObject"), "AAAA"
                )
                | {"userHandle": "_w"},
            }
        },
    ],
)
def test_what_is_no_passkeys_answer_is_refused_in_words(
    world: HandoutWorld, owner: Staff, sent: dict[str, Any]
) -> None:
    for ask, finish in ((ASK, IN), (NEW, ADD)):
        send(world.client, ask)
        assert said(send(world.client, finish, **sent)).startswith("400 This passkey was not accepted.")


def test_what_is_no_object_is_refused_in_words(world: HandoutWorld, owner: Staff) -> None:
    for body in (b"", b"[1]", b"{", b'"text"'):
        headers = {"Accept": "application/json", "Content-Type": "application/json", "Accept-Language": "en"}
        assert said(world.client.post(IN, data=body, headers=headers)) == "400 This did not work."


def open_invitation(world: HandoutWorld, staff: Staff) -> FlaskClient:
    """A browser in which an invitation of this colleague is open."""
    with world.handout.engine.begin() as connection:
        token = invite(connection, staff.id, world.now, days=7)
    browser = world.browser()
    assert browser.post(PATH, data={"invitation": invitation_link(HANDOUT, token)}).status_code == 303
    return browser


def test_an_invitation_makes_a_passkey_once_and_signs_its_holder_in(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    browser, device = open_invitation(world, staff), Authenticator(HANDOUT)
    answer = make(browser, device)
    assert (answer.status_code, answer.get_json()) == (200, {"next": "/handout/"})
    assert "Taalschool" in browser.get("/handout/").text
    done = {event for event, actor, _ in events(world) if actor == staff.id}
    assert done == {Event.INVITATION_USED, Event.PASSKEY_ADDED, Event.SIGNED_IN}
    device.count += 1
    assert use(world.browser(), device).status_code == 200


def test_a_new_invitation_ends_the_passkeys_that_were_there(
    world: HandoutWorld, owner: Staff, device: Authenticator
) -> None:
    browser = open_invitation(world, owner)
    asked = send(browser, NEW).get_json()
    assert asked["excludeCredentials"] == []
    late = open_invitation(world, owner)
    assert said(send(browser, NEW)) == "410 This invitation does not work any more."
    assert make(late, Authenticator(HANDOUT)).status_code == 200
    assert said(use(world.browser(), device)) == "403 This passkey is not known here."
    assert world.client.get("/handout/").status_code == 303


def test_without_a_session_or_an_open_invitation_no_passkey_is_made(world: HandoutWorld) -> None:
    browser = open_invitation(world, world.account(Role.OPERATOR))
    asked = send(browser, NEW).get_json()
    world.later(minutes=31)
    refused = send(browser, ADD, credential=Authenticator(HANDOUT).make(asked))
    assert said(refused) == "410 That took too long."
    for path in (NEW, ADD):
        assert said(send(world.client, path, credential={})) == "410 That took too long."


def test_whoever_signs_in_through_their_organisation_makes_no_passkey(world: HandoutWorld) -> None:
    staff = world.sign_in(Role.HANDER_OUT)
    with world.handout.engine.begin() as connection:
        connection.execute(update(staff_table).where(staff_table.c.id == staff.id).values(single_sign_on="key"))
    for path in (NEW, ADD):
        assert said(send(world.client, path, credential={})) == "403 Your organisation signs you in."


def test_whoever_finds_an_unlocked_computer_makes_no_passkey_of_their_own(
    world: HandoutWorld, owner: Staff, device: Authenticator
) -> None:
    assert said(send(world.client, NEW)) == "400 This passkey was not accepted."
    asked = send(world.client, ASK).get_json()
    assert said(send(world.client, NEW, credential=Authenticator(HANDOUT).use(asked))) == (
        "403 This passkey is not known here."
    )
    world.sign_in(Role.HANDER_OUT)
    own = Authenticator(HANDOUT)
    assert make(world.client, own).status_code == 200
    asked = send(world.client, ASK).get_json()
    assert said(send(world.client, NEW, credential=device.use(asked))) == "403 This passkey is not known here."


def test_whoever_has_a_password_gives_it_again_before_a_passkey_is_made(world: HandoutWorld, owner: Staff) -> None:
    with world.handout.engine.begin() as connection:
        set_password(connection, owner.id, Passwords(CHEAPEST).lock(PASSWORD))
    wrong = [said(send(world.client, NEW, password=each)) for each in ("", "something else")]
    assert wrong == ["403 This is not your password."] * 2
    asked = send(world.client, NEW, password=PASSWORD).get_json()
    assert send(world.client, ADD, credential=Authenticator(HANDOUT).make(asked)).status_code == 200
