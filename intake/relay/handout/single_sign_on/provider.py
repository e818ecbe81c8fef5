"""One issuer: where its parts are, the way to it, and the exchange of its code for an ID token.

Authorization code flow with PKCE (RFC 7636, S256), a nonce, and a client secret that only the server has. What the
issuer publishes of itself, and its keys, are fetched when first needed and again after an hour, or when a token is
signed with a key that is not known yet.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn
from urllib.parse import urlsplit

import msgspec
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from intake.config import Handout, SingleSignOn
from intake.errors import ConfigError
from intake.relay import log
from intake.relay.clock import Clock
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.single_sign_on.fetching import OAuth2Session, asking, bind, fetch, origin_of
from intake.relay.handout.single_sign_on.id_token import Claims, Expected, check_token
from intake.relay.handout.staff import IN_ORGANISATIONS

BACK = "/handout/sso/back"
SCOPE = "openid profile email"
REMEMBERED = timedelta(hours=1)


class Published(msgspec.Struct, frozen=True):
    """OpenID Connect Discovery 1.0, section 3: the members that are needed."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """A sign-in on its way, to issuer ``number``. ``browser`` stands in the cookie of the browser that began it."""

    number: int
    browser: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class _Known:
    published: Published
    keys: KeySet
    until: datetime


class Provider:
    """An issuer as the configuration names it. Raises ConfigError where its secret cannot be read."""

    def __init__(self, settings: Handout, config: SingleSignOn, clock: Clock) -> None:
        self.config, self._clock = config, clock
        self._redirect = settings.origin.rstrip("/") + BACK
        self._secret = _secret(config)
        self._known: _Known | None = None

    def address(self, begun: Begun, state: str) -> str:
        """Where the browser goes to sign in. Raises Refused where the issuer does not answer."""
        published = self._know().published
        with self._client(published) as client:
            found, _ = client.create_authorization_url(
                published.authorization_endpoint, state=state, code_verifier=begun.verifier, nonce=begun.nonce
            )
        return str(found)

    def claims(self, begun: Begun, code: str, named: str | None) -> Claims:
        """What the issuer says of the person for whom it gave ``code``; ``named`` is whom the answer names as issuer.

        Raises Refused where anything is not as it must be.
        """
        published = self._know().published
        if named != self.config.issuer and (named or published.authorization_response_iss_parameter_supported):
            raise Refused(Refusal.SIGN_ON_ANSWER)  # RFC 9207: an answer of another issuer
        token = self._exchange(published, begun, code)
        expected = Expected(self.config.issuer, self.config.client_id, begun.nonce, self._clock())
        try:
            try:
                return check_token(token, self._know().keys, expected)
            except InvalidKeyIdError:
                return check_token(token, self._know(afresh=True).keys, expected)
        except (JoseError, ValueError) as error:
            _refuse(error)

    def _exchange(self, published: Published, begun: Begun, code: str) -> str:
        with asking(), self._client(published) as client:
            try:
                answer = client.fetch_token(published.token_endpoint, code=code, code_verifier=begun.verifier)
            except client.oauth_error_class as error:
                _refuse(error)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Refused(Refusal.SIGN_ON_ANSWER)
        return token

    def _client(self, published: Published) -> OAuth2Session:
        methods = published.token_endpoint_auth_methods_supported
        client = OAuth2Session(
            self.config.client_id,
            self._secret,
            scope=SCOPE,
            redirect_uri=self._redirect,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_post" if "client_secret_post" in methods else None,
        )
        bind(client, self.config.issuer)
        return client

    def _know(self, *, afresh: bool = False) -> _Known:
        known, now = self._known, self._clock()
        if known is None or afresh or known.until < now:
            with asking():
                known = self._learn(now)
            self._known = known
        return known

    def _learn(self, now: datetime) -> _Known:
        issuer = self.config.issuer
        found = fetch(issuer, issuer.rstrip("/") + "/.well-known/openid-configuration")
        published = msgspec.json.decode(found, type=Published)
        parts = (published.authorization_endpoint, published.token_endpoint, published.jwks_uri)
        if published.issuer != issuer or any(origin_of(each) != origin_of(issuer) for each in parts):
            raise ValueError("the issuer is not the one that was configured")
        try:
            keys = KeySet.import_key_set(msgspec.json.decode(fetch(issuer, published.jwks_uri)))
        except (JoseError, KeyError, TypeError) as error:
            raise ValueError("the issuer's keys cannot be read") from error
        return _Known(published, keys, now + REMEMBERED)


def begin(number: int) -> Begun:
    """A sign-in with three secrets of its own."""
    return Begun(number, *(secrets.token_urlsafe(32) for _ in range(3)))


def check_settings(settings: Handout, *, production: bool) -> None:
    """Raises ConfigError where single sign-on cannot work or would not be safe as configured."""
    for config in settings.single_sign_on:
        _secret(config)
        parts = urlsplit(config.issuer)
        local = (parts.scheme, parts.hostname) == ("http", "localhost") and not production
        if (parts.scheme != "https" or not parts.hostname) and not local:
            raise ConfigError(f"the issuer of {config.name} is not https", "See docs/signing-in.md.")
        for group in config.groups:
            if (group.organisation is not None) != (Role(group.role) in IN_ORGANISATIONS):
                hint = "A hander-out and a coordinator need an organisation, an operator has none."
                raise ConfigError(f"a group of {config.name} has a role that goes with another place", hint)


def _secret(config: SingleSignOn) -> str:
    try:
        found = config.secret_file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        found = ""
    if not found:
        raise ConfigError(
            f"cannot read the secret of {config.name}", "Write it into the secret_file, and nothing else."
        )
    return found


def _refuse(error: Exception) -> NoReturn:
    log.trouble(log.Event.SIGN_ON_FAILED, error)
    raise Refused(Refusal.SIGN_ON_ANSWER) from None
