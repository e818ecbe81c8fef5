"""Single sign-on with an issuer that really runs: who gets in, as whom, and who does not.

What a forged issuer or token would try stands in test_forged_sign_on.py, the way in a browser in tests/browser/handout.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.config import Group, Handout, SingleSignOn
from intake.errors import ConfigError
from intake.relay.clock import utc_now
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import COOKIE
from intake.relay.handout.single_sign_on import check_settings
from intake.relay.handout.staff import Staff, everybody, find_by_email, find_staff, set_disabled
from intake.relay.handout.tables import staff as staff_table
from tests.relay.handout.issuer import (
    BACK,
    COORDINATES,
    ELSEWHERE,
    HANDS_OUT,
    OPERATES,
    OTHER_TENANT,
    Issuer,
    person,
    running,
    settings_for,
)
from tests.relay.handout.world import HANDOUT, SCHOOL, TOWN, HandoutWorld

START = "/handout/sso/1"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with running(HANDOUT + BACK) as found:
        yield found


@pytest.fixture(scope="module")
def world(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandoutWorld]:
    """One for all tests: each has people of its own."""
    folder = tmp_path_factory.mktemp("single-sign-on")
    made = HandoutWorld(folder, settings=settings_for(issuer.address, folder))
    made.now = utc_now()
    yield made
    made.handout.close()
    made.relay_engine.dispose()


def begin(browser: FlaskClient) -> str:
    """Where the sign-in page's button leads."""
    page = browser.post(START, headers={"Accept-Language": "en"})
    assert page.status_code == 200
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)
    assert found is not None
    return html.unescape(found[1])


def come_back(browser: FlaskClient, address: str) -> TestResponse:
    """The issuer leads the browser back: a request that begins on another site."""
    query = urlsplit(address).query
    headers = {"Sec-Fetch-Site": "cross-site", "Accept-Language": "en"}
    return browser.get(f"{BACK}?{query}", headers=headers)


def sign_in(world: HandoutWorld, issuer: Issuer, login: str, browser: FlaskClient | None = None) -> TestResponse:
    browser = browser or world.browser()
    return come_back(browser, issuer.sign_in(begin(browser), login))


def heading(answer: TestResponse) -> str:
    found = re.search(r"<h1>(.*?)</h1>", answer.text)
    assert found is not None
    return f"{answer.status_code} {html.unescape(found[1])}"


def account(world: HandoutWorld, email: str) -> Staff:
    with world.handout.engine.begin() as connection:
        found = find_by_email(connection, email)
    assert found is not None
    return found


def events(world: HandoutWorld, staff: Staff) -> list[Event]:
    with world.handout.engine.begin() as connection:
        lines = read_log(connection)
    return [line.event for line in reversed(lines) if staff.id in (line.actor, line.subject)]


def test_a_first_sign_in_makes_the_account_that_the_groups_say(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(anna=person("anna", "g-unknown", COORDINATES))
    browser = world.browser()
    answer = sign_in(world, issuer, "anna", browser)
    assert heading(answer) == "200 You are signed in"
    assert 'content="0; url=/handout/"' in answer.text
    assert "Taalschool" in browser.get("/handout/").text
    anna = account(world, "anna@example.nl")
    assert (anna.name, anna.role, anna.organisation) == ("Anna", Role.COORDINATOR, SCHOOL)
    assert events(world, anna) == [Event.ACCOUNT_ADDED, Event.SIGNED_IN]
    sign_in(world, issuer, "anna")
    assert account(world, "anna@example.nl").id == anna.id


def test_the_sessions_cookie_is_strict_and_the_one_on_its_way_is_lax(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(anna=person("anna", HANDS_OUT))
    browser = world.browser()
    (way,) = browser.post(START).headers.getlist("Set-Cookie")
    assert way.startswith("__Host-sso=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"} <= set(way.split("; "))
    cookies = sign_in(world, issuer, "anna", browser).headers.getlist("Set-Cookie")
    session = next(each for each in cookies if each.startswith(COOKIE))
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(session.split("; "))
    assert any(each.startswith("__Host-sso=;") for each in cookies)


def test_what_the_browser_is_led_to_has_pkce_a_state_and_a_nonce_and_no_secret(world: HandoutWorld) -> None:
    asked = [parse_qs(urlsplit(begin(world.browser())).query) for _ in range(2)]
    fixed = {name: value for name, (value,) in asked[0].items() if name not in ("state", "nonce", "code_challenge")}
    assert fixed == {
        "response_type": "code",
        "client_id": "envelop",
        "redirect_uri": HANDOUT + BACK,
        "scope": "openid profile email",
        "code_challenge_method": "S256",
    }
    for name in ("state", "nonce", "code_challenge"):
        assert len({each[name][0] for each in asked}) == 2
        assert all(len(each[name][0]) >= 32 for each in asked)


@pytest.mark.parametrize(
    ("groups", "role", "organisation"),
    [
        ([HANDS_OUT], Role.HANDER_OUT, SCHOOL),
        ([ELSEWHERE], Role.HANDER_OUT, TOWN),
        ([OPERATES], Role.OPERATOR, None),
        ([ELSEWHERE, HANDS_OUT, COORDINATES], Role.COORDINATOR, SCHOOL),
    ],
)
def test_the_first_configured_group_makes_role_and_organisation_at_each_sign_in(
    world: HandoutWorld, issuer: Issuer, groups: list[str], role: Role, organisation: str | None
) -> None:
    issuer.knows(bo=person("bo", HANDS_OUT))
    sign_in(world, issuer, "bo")
    issuer.knows(bo=person("bo", *groups, name="Bo de Vries"))
    browser = world.browser()
    assert heading(sign_in(world, issuer, "bo", browser)) == "200 You are signed in"
    bo = account(world, "bo@example.nl")
    assert (bo.name, bo.role, bo.organisation) == ("Bo de Vries", role, organisation)
    if role is not Role.HANDER_OUT:
        assert Event.ROLE_CHANGED in events(world, bo)


def test_removed_from_the_group_they_are_refused_and_signed_out_everywhere(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(cas=person("cas", HANDS_OUT))
    browser = world.browser()
    sign_in(world, issuer, "cas", browser)
    assert browser.get("/handout/").status_code == 200
    issuer.knows(cas=person("cas", "g-other"))
    answer = sign_in(world, issuer, "cas")
    assert heading(answer) == "403 Your account is not in a group that hands out forms."
    assert "Ask your coordinator or your ICT department" in answer.text
    assert browser.get("/handout/").status_code == 303
    assert events(world, account(world, "cas@example.nl"))[-1] is Event.SIGN_IN_REFUSED
    issuer.knows(cas=person("cas", HANDS_OUT))
    assert heading(sign_in(world, issuer, "cas")) == "200 You are signed in"


def test_whoever_is_in_no_group_gets_no_account(world: HandoutWorld, issuer: Issuer) -> None:
    for claims in (person("dirk"), person("dirk", groups=None), person("dirk", groups={"g": HANDS_OUT})):
        issuer.knows(dirk=claims)
        assert heading(sign_in(world, issuer, "dirk")).startswith("403 Your account is not in a group")
    with world.handout.engine.begin() as connection:
        assert find_by_email(connection, "dirk@example.nl") is None


@pytest.mark.parametrize("sign", [{"_claim_names": {"groups": "src1"}}, {"hasgroups": True}])
def test_whoever_is_in_too_many_groups_is_told_what_the_administrator_must_set(
    world: HandoutWorld, issuer: Issuer, sign: dict[str, object]
) -> None:
    said = person("eva", **sign)
    del said["groups"]
    issuer.knows(eva=said)
    answer = sign_in(world, issuer, "eva")
    assert heading(answer) == "403 Single sign-on did not say in which groups you are."
    assert "only the groups assigned to this application" in answer.text


def test_a_group_of_an_organisation_that_is_gone_is_refused(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(gone=person("gone", "g-gone"))
    assert heading(sign_in(world, issuer, "gone")) == "403 The organisation of your group is not known here."


def test_a_disabled_account_stays_out_whatever_its_groups(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(fem=person("fem", COORDINATES))
    sign_in(world, issuer, "fem")
    fem = account(world, "fem@example.nl")
    with world.handout.engine.begin() as connection:
        set_disabled(connection, fem.id, disabled=True)
    assert heading(sign_in(world, issuer, "fem")) == "403 Your account is switched off."
    assert events(world, fem)[-1] is Event.SIGN_IN_REFUSED


def test_another_tenants_account_is_refused(world: HandoutWorld, issuer: Issuer) -> None:
    for claims in (person("gus", HANDS_OUT, tid=OTHER_TENANT), person("gus", HANDS_OUT, tid=None)):
        issuer.knows(gus=claims)
        assert heading(sign_in(world, issuer, "gus")) == "403 That is an account of another organisation."


def test_an_e_mail_address_gives_nobody_somebody_elses_account(world: HandoutWorld, issuer: Issuer) -> None:
    operator = world.account(Role.OPERATOR)
    issuer.knows(thief=person("thief", HANDS_OUT, email=operator.email.upper()))
    browser = world.browser()
    assert heading(sign_in(world, issuer, "thief", browser)) == "200 You are signed in"
    assert "Taalschool" in browser.get("/handout/").text
    with world.handout.engine.begin() as connection:
        assert find_staff(connection, operator.id) == operator
        theirs = [each for each in everybody(connection) if each.name == "Thief"]
    assert [each.email.endswith("@single-sign-on.invalid") for each in theirs] == [True]
    assert theirs[0].role is Role.HANDER_OUT


def test_an_address_that_was_given_to_a_newcomer_at_work_is_another_person(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(old=person("old", COORDINATES, oid="first", email="balie@example.nl"))
    sign_in(world, issuer, "old")
    issuer.knows(new=person("new", HANDS_OUT, oid="second", email="balie@example.nl"))
    sign_in(world, issuer, "new")
    assert account(world, "balie@example.nl").role is Role.COORDINATOR


def test_whoever_is_renamed_is_still_the_same(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(before=person("before", HANDS_OUT, oid="lasting"))
    sign_in(world, issuer, "before")
    issuer.knows(after=person("after", HANDS_OUT, oid="lasting", name="After"))
    sign_in(world, issuer, "after")
    assert account(world, "before@example.nl").name == "After"
    with world.handout.engine.begin() as connection:
        assert find_by_email(connection, "after@example.nl") is None
        keys = connection.execute(select(staff_table.c.single_sign_on).where(staff_table.c.name == "After")).scalars()
        assert keys.all() == [f'["{issuer.address}", "0b3f6c1e-tenant", "lasting"]']


def test_without_tenant_and_object_the_issuer_and_its_subject_are_the_person(
    world: HandoutWorld, issuer: Issuer
) -> None:
    issuer.knows(hal={"name": "Hal", "email": "hal@example.nl", "groups": HANDS_OUT, "tid": None})
    folder = world.config.data / "untenanted"
    folder.mkdir()
    other = HandoutWorld(folder, settings=settings_for(issuer.address, folder, tenant=None))
    other.now = utc_now()
    try:
        assert heading(sign_in(other, issuer, "hal")) == "200 You are signed in"
        with other.handout.engine.begin() as connection:
            keys = connection.execute(select(staff_table.c.single_sign_on)).scalars().all()
        assert keys == [f'["{issuer.address}", "hal"]']
    finally:
        other.handout.close()
        other.relay_engine.dispose()


def test_an_answer_counts_once(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(ina=person("ina", HANDS_OUT))
    browser = world.browser()
    address = issuer.sign_in(begin(browser), "ina")
    cookie = browser.get_cookie("__Host-sso", domain="uitdelen.example.nl")
    assert cookie is not None
    assert come_back(browser, address).status_code == 200
    browser.set_cookie("__Host-sso", cookie.value, domain="uitdelen.example.nl", secure=True)
    assert heading(come_back(browser, address)).startswith("400 This sign-in was not begun in this browser")


def test_a_code_that_was_used_is_refused_by_the_issuer(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(ina=person("ina", HANDS_OUT))
    first, second = world.browser(), world.browser()
    used = parse_qs(urlsplit(issuer.sign_in(begin(first), "ina")).query)
    come_back(first, f"?code={used['code'][0]}&state={used['state'][0]}&iss={issuer.address}")
    state = parse_qs(urlsplit(begin(second)).query)["state"][0]
    answer = come_back(second, f"?code={used['code'][0]}&state={state}&iss={issuer.address}")
    assert heading(answer) == "400 Single sign-on gave an answer that cannot be right."


def test_a_code_of_another_browsers_sign_in_is_refused(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(ina=person("ina", HANDS_OUT))
    mine, theirs = world.browser(), world.browser()
    stolen = parse_qs(urlsplit(issuer.sign_in(begin(theirs), "ina")).query)["code"][0]
    state = parse_qs(urlsplit(begin(mine)).query)["state"][0]
    answer = come_back(mine, f"?code={stolen}&state={state}&iss={issuer.address}")
    assert heading(answer) == "400 Single sign-on gave an answer that cannot be right."  # PKCE


def test_a_state_that_was_made_up_or_is_another_browsers_is_refused(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(ina=person("ina", HANDS_OUT))
    mine, theirs = world.browser(), world.browser()
    address = issuer.sign_in(begin(theirs), "ina")
    begin(mine)
    for wrong in (address, "?code=x&state=made-up", "?code=x", "?", "?code=x&state=%ff%00"):
        assert heading(come_back(mine, wrong)).startswith("400 This sign-in was not begun in this browser")
        assert heading(come_back(world.browser(), wrong)).startswith("400 This sign-in was not begun in this browser")


def test_a_made_up_answer_does_not_spoil_a_sign_in_that_is_on_its_way(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(ina=person("ina", HANDS_OUT))
    browser = world.browser()
    address = issuer.sign_in(begin(browser), "ina")
    come_back(browser, "?error=access_denied&state=made-up")
    assert come_back(browser, address).status_code == 200


def test_an_answer_after_ten_minutes_is_too_late(world: HandoutWorld, issuer: Issuer) -> None:
    issuer.knows(ina=person("ina", HANDS_OUT))
    browser, now = world.browser(), world.now
    address = issuer.sign_in(begin(browser), "ina")
    world.later(minutes=10, seconds=1)
    try:
        assert heading(come_back(browser, address)).startswith("400 This sign-in was not begun in this browser")
    finally:
        world.now = now


def test_what_the_issuer_declines_is_declined(world: HandoutWorld) -> None:
    browser = world.browser()
    state = parse_qs(urlsplit(begin(browser)).query)["state"][0]
    answer = come_back(browser, f"?error=access_denied&error_description=<b>secret</b>&state={state}")
    assert heading(answer) == "403 Single sign-on did not let you in."
    assert "secret" not in answer.text


def test_it_begins_on_these_pages_and_only_for_an_issuer_that_there_is(world: HandoutWorld) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert world.client.post(START, headers=foreign).status_code == 403
    assert [world.client.post(f"/handout/sso/{number}").status_code for number in (0, 2, 99)] == [404] * 3
    assert world.client.get(START).status_code == 404


def test_the_sign_in_page_has_it_first(world: HandoutWorld) -> None:
    page = world.browser().get("/handout/sign-in", headers={"Accept-Language": "en"}).text
    assert page.index("Sign in with Gemeente Voorbeeld") < page.index('data-passkey="sign-in"') < page.index("Password")


@pytest.mark.parametrize(
    ("change", "production", "said"),
    [
        ({"issuer": "http://login.example.nl"}, False, "is not https"),
        ({"issuer": "http://localhost:1"}, True, "is not https"),
        ({"issuer": "http://localhost.evil.example"}, False, "is not https"),
        ({"secret_file": Path("/nowhere")}, True, "cannot read the secret"),
        ({"secret_file": Path("/dev/null")}, True, "cannot read the secret"),
        ({"groups": (Group("g", "operator", SCHOOL),)}, True, "goes with another place"),
        ({"groups": (Group("g", "hander-out"),)}, True, "goes with another place"),
    ],
)
def test_what_would_not_be_safe_is_refused_before_anything_is_served(
    tmp_path: Path, change: dict[str, object], production: bool, said: str
) -> None:
    (one,) = settings_for("https://login.example.nl", tmp_path).single_sign_on
    values = {name: getattr(one, name) for name in SingleSignOn.__struct_fields__} | change
    settings = Handout(HANDOUT, single_sign_on=(SingleSignOn(**values),))
    with pytest.raises(ConfigError, match=said):
        check_settings(settings, production=production)
