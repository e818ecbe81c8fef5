"""What a person does in a browser, without a screen: pages, and forms with only the page's own origin."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

OWN = "the page's own"


class Browser:
    """In front of a local program at ``base``, its address without a slash at the end."""

    def __init__(self, client: FlaskClient, base: str) -> None:
        self.client, self.base = client, base
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=self.base, headers=headers)

    def post(self, path: str, *, origin: str | None = OWN, **fields: str) -> TestResponse:
        """Send a form."""
        named = self.base if origin == OWN else origin
        headers = {} if named is None else {"Origin": named}
        return self.client.post(path, base_url=self.base, data=fields, headers=headers)
