"""Single sign-on when the issuer is not what it says, does not answer, or somebody forges what it signs."""

from __future__ import annotations

import hmac
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from werkzeug.test import TestResponse

from intake.envelope.encoding import base64url
from intake.relay.clock import utc_now
from intake.relay.handout.single_sign_on.fetching import LARGEST
from tests.relay.handout.forger import Claims, Forger, Token, forging, signed, unsigned
from tests.relay.handout.issuer import BACK, CLIENT, OTHER_TENANT, SECRET, TENANT, settings_for
from tests.relay.handout.world import HANDOUT, HandoutWorld

WRONG = "400 Single sign-on gave an answer that cannot be right."
SILENT = "502 Single sign-on does not answer."
IN = "200 You are signed in"
OTHER = RSAKey.generate_key(2048, {"kid": "one"})
EC = ECKey.generate_key("P-256", {"kid": "curve"})


@pytest.fixture(scope="module")
def issuer() -> Iterator[Forger]:
    with forging() as made:
        yield made


@pytest.fixture(scope="module")
def whole_world(issuer: Forger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandoutWorld]:
    folder = tmp_path_factory.mktemp("forged")
    made = HandoutWorld(folder, settings=settings_for(issuer.address, folder))
    yield made
    made.handout.close()
    made.relay_engine.dispose()


@pytest.fixture
def world(whole_world: HandoutWorld) -> HandoutWorld:
    """A server that knows nothing of the issuer yet."""
    whole_world.now = utc_now()
    whole_world.restart()
    return whole_world


@pytest.fixture
def forger(issuer: Forger, world: HandoutWorld) -> Forger:
    issuer.reform(int(world.now.timestamp()))
    return issuer


def heading(answer: TestResponse) -> str:
    found = re.search(r"<h1>(.*?)</h1>", answer.text)
    assert found is not None
    return f"{answer.status_code} {html.unescape(found[1])}"


def start(browser: FlaskClient) -> TestResponse:
    return browser.post("/handout/sso/1", headers={"Accept-Language": "en"})


def sign_in(world: HandoutWorld, forger: Forger, query: str = "", browser: FlaskClient | None = None) -> TestResponse:
    """The whole way, with an issuer that asks nobody anything."""
    browser = browser or world.browser()
    found = re.search(r'content="0; url=([^"]+)"', start(browser).text)
    assert found is not None
    asked = parse_qs(urlsplit(html.unescape(found[1])).query)
    forger.nonce = asked["nonce"][0]
    headers = {"Sec-Fetch-Site": "cross-site", "Accept-Language": "en"}
    return browser.get(f"{BACK}?code=abc&state={asked['state'][0]}{query}", headers=headers)


def test_a_token_that_is_right_lets_in_and_the_code_goes_with_secret_and_verifier(
    world: HandoutWorld, forger: Forger
) -> None:
    assert heading(sign_in(world, forger)) == IN
    given = {name: forger.given[name][0] for name in ("grant_type", "code", "redirect_uri")}
    assert given == {
        "grant_type": "authorization_code",
        "code": "abc",
        "redirect_uri": HANDOUT + BACK,
    }
    assert len(forger.given["code_verifier"][0]) >= 43
    assert forger.given["Authorization"][0].startswith("Basic ")
    forger.publish(token_endpoint_auth_methods_supported=["client_secret_post", "private_key_jwt"])
    world.later(hours=2)
    forger.now += 7200
    assert heading(sign_in(world, forger)) == IN
    assert forger.given["client_secret"] == [SECRET]


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://login.example.nl"},
        {"iss": None},
        {"sub": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": []},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"exp": None},
        {"exp": 1},
        {"exp": "tomorrow"},
        {"exp": float("nan")},
        {"iat": None},
        {"iat": 32503680000},
        {"nbf": 32503680000},
        {"nonce": None},
        {"nonce": "of another sign-in"},
        {"nonce": ""},
        {"nonce": []},
        {"oid": ""},
        {"oid": 7},
        {"oid": "x" * 256},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_is_refused(
    world: HandoutWorld, forger: Forger, changes: dict[str, Any]
) -> None:
    forger.token = signed(forger.key, **changes)
    browser = world.browser()
    assert heading(sign_in(world, forger, browser=browser)) == WRONG
    assert browser.get("/handout/").status_code == 303


def test_a_token_with_the_nonce_among_others_is_refused(world: HandoutWorld, forger: Forger) -> None:
    forger.token = lambda claims: signed(forger.key, nonce=[claims["nonce"]])(claims)
    assert heading(sign_in(world, forger)) == WRONG


def test_a_token_for_several_that_was_issued_to_us_lets_in(world: HandoutWorld, forger: Forger) -> None:
    forger.token = signed(forger.key, aud=[CLIENT, "another"], azp=CLIENT)
    assert heading(sign_in(world, forger)) == IN


def test_clocks_may_differ_by_two_minutes(world: HandoutWorld, forger: Forger) -> None:
    forger.now -= 410
    assert heading(sign_in(world, forger)) == IN
    forger.now -= 11
    assert heading(sign_in(world, forger)) == WRONG
    forger.now = int(world.now.timestamp()) + 110
    assert heading(sign_in(world, forger)) == IN
    forger.now += 11
    assert heading(sign_in(world, forger)) == WRONG


@pytest.mark.parametrize("tenant", [OTHER_TENANT, None, [TENANT], ""])
def test_a_token_of_another_tenant_is_refused(world: HandoutWorld, forger: Forger, tenant: object) -> None:
    forger.token = signed(forger.key, tid=tenant)
    assert heading(sign_in(world, forger)) == "403 That is an account of another organisation."


def shared_secret(claims: Claims) -> str:
    return jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])


@pytest.mark.parametrize(
    "token",
    [
        unsigned,
        shared_secret,
        signed(OTHER),
        signed(OTHER, kid="two"),
        signed(EC, "ES256", kid="one"),
        lambda claims: "",
        lambda claims: "a.b.c",
        lambda claims: None,
        lambda claims: ["token"],
        lambda claims: "x" * 100_000,
    ],
    ids=["none", "secret", "other-key", "unknown-key", "other-kind", "empty", "noise", "null", "list", "long"],
)
def test_what_the_issuers_key_did_not_sign_is_refused(world: HandoutWorld, forger: Forger, token: Token) -> None:
    forger.token = token
    assert heading(sign_in(world, forger)) == WRONG


def test_a_public_key_is_no_shared_secret(world: HandoutWorld, forger: Forger) -> None:
    def confused(claims: Claims) -> str:
        parts = ({"alg": "HS256", "kid": "one"}, claims)
        text = ".".join(base64url(json.dumps(each).encode()) for each in parts)
        signature = hmac.digest(forger.key.as_pem(private=False), text.encode(), "sha256")
        return f"{text}.{base64url(signature)}"

    forger.token = confused
    assert heading(sign_in(world, forger)) == WRONG


def test_a_changed_token_is_refused(world: HandoutWorld, forger: Forger) -> None:
    def changed(claims: Claims) -> str:
        head, _, signature = str(signed(forger.key)(claims)).split(".")
        _, body, _ = str(signed(forger.key, groups=["g-operate"])(claims)).split(".")
        return f"{head}.{body}.{signature}"

    forger.token = changed
    assert heading(sign_in(world, forger)) == WRONG


@pytest.mark.parametrize(("algorithm", "key"), [("PS256", None), ("ES256", EC)])
def test_the_other_two_ways_of_signing_are_known(
    world: HandoutWorld, forger: Forger, algorithm: str, key: ECKey | None
) -> None:
    forger.publish_keys(forger.key, EC)
    forger.token = signed(key or forger.key, algorithm, kid="one" if key is None else "curve")
    assert heading(sign_in(world, forger)) == IN


def test_keys_are_remembered_and_fetched_once_more_for_a_new_one(world: HandoutWorld, forger: Forger) -> None:
    for _ in range(2):
        assert heading(sign_in(world, forger)) == IN
    assert forger.asked.count("/keys") == 1
    new = RSAKey.generate_key(2048, {"kid": "two"})
    forger.publish_keys(forger.key, new)
    forger.token = signed(new, kid="two")
    assert [heading(sign_in(world, forger)) for _ in range(2)] == [IN, IN]
    assert forger.asked.count("/keys") == 2
    forger.token = signed(OTHER, kid="three")
    assert heading(sign_in(world, forger)) == WRONG
    assert forger.asked.count("/keys") == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://login.example.nl"},
        {"issuer": "https://login.example.nl/{tenantid}/v2.0"},
        {"token_endpoint": "http://127.0.0.1:9/token"},
        {"token_endpoint": "https://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
    ],
    ids=str,
)
def test_an_issuer_that_says_it_is_elsewhere_is_not_followed(
    world: HandoutWorld, forger: Forger, changes: dict[str, object]
) -> None:
    forger.publish(**changes)
    assert heading(start(world.browser())) == SILENT
    assert set(forger.asked) == {"/.well-known/openid-configuration"}


def test_an_address_that_only_begins_like_the_issuers_is_another(world: HandoutWorld, forger: Forger) -> None:
    forger.publish(token_endpoint=forger.address + "@evil.example/token")
    assert heading(start(world.browser())) == SILENT


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys"])
@pytest.mark.parametrize(
    ("body", "status", "headers"),
    [
        (b"", 500, {}),
        (b"", 302, {"Location": "http://127.0.0.1:9/"}),
        (b"<html>", 200, {}),
        (b"[]", 200, {}),
        (b'{"keys": []}', 200, {}),
        (b'{"keys": [{"kty": "RSA"}]}', 200, {}),
        (b'{"keys": "' + b"x" * LARGEST + b'"}', 200, {}),
        (b"", 200, {"Content-Encoding": "gzip"}),
        (b"not gzip", 200, {"Content-Encoding": "gzip"}),
        (b"\xff\xfe", 200, {}),
    ],
    ids=["500", "redirect", "html", "list", "no-keys", "half-a-key", "large", "empty", "not-gzip", "not-text"],
)
def test_an_issuer_that_does_not_answer_as_one_is_a_page_and_no_trace(
    world: HandoutWorld, forger: Forger, path: str, body: bytes, status: int, headers: dict[str, str]
) -> None:
    forger.say(path, body, status, **headers)
    answer = start(world.browser())
    assert heading(answer) == SILENT
    assert "sign in another way" in answer.text


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        ({"error": "invalid_grant", "error_description": "secret words"}, 400, WRONG),
        ({"access_token": "x"}, 200, WRONG),
        ({"id_token": 7}, 200, WRONG),
        (b"<html>", 200, SILENT),
        (b"", 503, SILENT),
        ([], 200, SILENT),
        (b"x" * (LARGEST + 1), 200, SILENT),
    ],
)
def test_an_exchange_that_fails_is_a_page_and_no_trace(
    world: HandoutWorld, forger: Forger, body: object, status: int, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    forger.say("/token", body, status)
    answer = sign_in(world, forger)
    assert heading(answer) == expected
    assert "secret words" not in answer.text + "".join(capsys.readouterr())


def test_a_redirect_of_the_exchange_is_not_followed(world: HandoutWorld, forger: Forger) -> None:
    forger.say("/token", b"", 307, Location=forger.address + "/elsewhere")
    assert heading(sign_in(world, forger)) == SILENT
    assert "/elsewhere" not in forger.asked


def test_an_issuer_that_is_gone_is_a_page(tmp_path: Path) -> None:
    with forging() as gone:
        address = gone.address
    world = HandoutWorld(tmp_path, settings=settings_for(address, tmp_path))
    try:
        assert heading(start(world.browser())) == SILENT
        assert world.browser().get("/handout/sign-in").status_code == 200
    finally:
        world.handout.close()
        world.relay_engine.dispose()


def test_no_proxy_of_the_environment_sees_a_request(
    world: HandoutWorld, forger: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert heading(sign_in(world, forger)) == IN


def test_an_answer_in_another_issuers_name_is_refused(world: HandoutWorld, forger: Forger) -> None:
    assert heading(sign_in(world, forger, "&iss=https://evil.example")) == WRONG
    assert heading(sign_in(world, forger, f"&iss={forger.address}")) == IN
    forger.publish(authorization_response_iss_parameter_supported=True)
    world.later(hours=2)
    forger.now += 7200
    assert heading(sign_in(world, forger)) == WRONG
    assert forger.asked[-1] == "/keys"  # the code was not sent


def test_an_answer_without_a_code_or_with_an_endless_one_is_refused(world: HandoutWorld, forger: Forger) -> None:
    for code in ("", "x" * 8193):
        browser = world.browser()
        found = re.search(r"state=([^&\"]+)", html.unescape(start(browser).text))
        assert found is not None
        answer = browser.get(f"{BACK}?code={code}&state={found[1]}", headers={"Accept-Language": "en"})
        assert heading(answer) == WRONG
    assert "/token" not in forger.asked
