"""The handout of a relay that really serves: what a courier does in a browser, over both databases and the network."""

from __future__ import annotations

import msgspec
from werkzeug.test import TestResponse

from intake.config import Handout
from intake.relay.clock import utc_now
from intake.relay.database import open_database
from intake.relay.handout.instance import open_handout
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff, add_staff
from intake.relay.instance import unlock_relay
from tests.relay.handout.world import HANDOUT, HandoutWorld
from tests.relay.served import Served
from tests.relay.world import PASSPHRASE

OTHER_INBOX = "ggd-other"
SECTION = """
[[relay.inboxes]]
id = "{other}"
identity = "{identity}"
questionnaire = "ggd10"
version = "1"

[relay.handout]
origin = "{origin}"
relay = "http://127.0.0.1:1"
"""
MULTIPART = "multipart/form-data; boundary=edge"
PAGE, BUNDLE, BRING = "/handout/post", "/handout/post/bundle", "/handout/post/bring"


def with_pages(served: Served) -> Served:
    """``served`` with a handout and a second inbox in its configuration, and one bundle a day."""
    text = served.config_file.read_text().replace("hours_between_bundles = 0", "hours_between_bundles = 24")
    section = SECTION.format(other=OTHER_INBOX, identity=served.ggd.fingerprint, origin=HANDOUT)
    before, courier, after = text.partition("[courier]")
    served.config_file.write_text(before + section + courier + after)
    return served


class Post(HandoutWorld):
    """``client`` is the browser of a courier of the relay's first inbox.

    ``without`` leaves a secret out; ``relay`` is another address than that of the relay that serves.
    """

    def __init__(self, served: Served, *, without: str = "", relay: str | None = None) -> None:
        self.now = utc_now()
        self.config = served.config
        secrets = {name: each for name, each in unlock_relay(self.config, PASSPHRASE).items() if name != without}
        self.relay_engine = open_database(self.config.data, secrets["database"].secret)
        if relay is not None:
            self.config = msgspec.structs.replace(self.config, handout=Handout(HANDOUT, relay=relay))
        self.handout = open_handout(self.config, secrets)
        self.restart()
        self.courier = self.sign_in(Role.COURIER)

    def courier_of(self, inbox: str) -> Staff:
        """Another courier."""
        with self.handout.engine.begin() as connection:
            email = f"courier@{inbox}.example"
            made = {"role": Role.COURIER, "inbox": inbox, "today": self.now.date(), "language": "en"}
            return add_staff(connection, email=email, name="Other", **made)  # type: ignore[arg-type]

    def bring(self, data: bytes, name: str = "receipt") -> TestResponse:
        """Choose a file on the page, and send it as a browser does."""
        head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        return self.client.post(BRING, data=head + data + b"\r\n--edge--\r\n", content_type=MULTIPART)

    def close(self) -> None:
        self.handout.close()
        self.relay_engine.dispose()
