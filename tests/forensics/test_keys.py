"""Whoever has all of a relay, and its passphrase, cannot open an envelope: no key there opens anything."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import LargeBinary, select

from intake.desk.opening import OpeningKey, open_envelope
from intake.envelope.encoding import from_base64url
from intake.envelope.errors import EnvelopeError
from intake.envelope.format import digest, parse
from intake.envelope.recipients import key_id
from intake.locked import unlock
from intake.relay.instance import LOCKED, OpenRelay
from intake.relay.mailbox.writer import NewEnvelope, write
from intake.relay.tables import key_sheet, metadata
from tests.forensics.copies import Copy
from tests.relay.served import Served
from tests.relay.world import CONTEXT, INBOX, PASSPHRASE

DESK, RECOVERY = (OpeningKey.from_seed(bytes([number]) * 32) for number in (1, 2))
SEEDS = tuple(bytes([number]) * 32 for number in (1, 2))
ANSWERS = b'{"answers":{"talk":"soon"},"contact":{"name":"Abeba"}}'


class Stolen:
    """A relay as `intake relay init` makes it, with an envelope, its keys in the hands of a thief."""

    def __init__(self, folder: Path) -> None:
        made = Served(folder)
        made.ggd.desk, made.ggd.recovery = DESK.public, RECOVERY.public
        self.sealed = made.ggd.seal(context=CONTEXT, plaintext=ANSWERS)
        self.relay: OpenRelay = made.opened()
        with self.relay.engine.begin() as connection:
            write(connection, [NewEnvelope(digest(self.sealed), INBOX, "2026-W48", self.sealed)])
        self.secrets = unlock(made.config.data / LOCKED, PASSPHRASE)
        self.copy = Copy(made.config.data, self.secrets["database"].secret)

    def text(self) -> bytes:
        """Every byte of every file, as it lies there and decrypted, and every secret."""
        files = [file.read_bytes() for file in sorted(self.copy.folder.iterdir())]
        return b"".join([*files, self.copy.text(), *(each.secret for each in self.secrets.values())])

    def candidates(self) -> set[bytes]:
        """Whatever has the length of a private key: secrets, and all that stands in a column of bytes."""
        found = {each.secret for each in self.secrets.values()}
        with self.relay.engine.begin() as connection:
            for table in metadata.sorted_tables:
                for column in (each for each in table.c if isinstance(each.type, LargeBinary)):
                    found |= {bytes(value) for value in connection.scalars(select(column))}
        return {each for each in found if len(each) == 32}


@pytest.fixture(scope="module")
def stolen(tmp_path_factory: pytest.TempPathFactory) -> Stolen:
    return Stolen(tmp_path_factory.mktemp("relay"))


def test_the_relays_secrets_are_keys_of_its_databases_and_keys_that_sign(stolen: Stolen) -> None:
    assert set(stolen.secrets) == {"database", "handout", "signing", "courier"}


def test_nothing_that_the_thief_has_is_a_key_that_opens(stolen: Stolen) -> None:
    """Tried in earnest, and held against the key that does open it."""
    candidates = stolen.candidates()
    assert len(candidates) > 4
    keys = {key_id(key.public): key for key in map(OpeningKey.from_seed, candidates)}
    with pytest.raises(EnvelopeError, match="key"):
        open_envelope(stolen.sealed, keys, INBOX)
    ids = [stanza.key_id for stanza in parse(stolen.sealed).stanzas]
    assert ids == [key_id(DESK.public), key_id(RECOVERY.public)]
    # Also where a stranger's key passes for the one that is named.
    for candidate in candidates:
        with pytest.raises(EnvelopeError):
            open_envelope(stolen.sealed, {ids[0]: OpeningKey.from_seed(candidate)}, INBOX)


def test_no_answer_and_no_seed_is_in_any_file(stolen: Stolen) -> None:
    text = stolen.text()
    assert stolen.sealed[-500:] in text
    for secret in (*SEEDS, b"Abeba", b"answers", PASSPHRASE.encode()):
        assert secret not in text


def test_the_keys_in_the_sheet_are_public_halves_one_of_the_desk_and_one_for_recovery(stolen: Stolen) -> None:
    with stolen.relay.engine.begin() as connection:
        sheet = msgspec.json.decode(connection.execute(select(key_sheet.c.document)).scalar_one())["sheet"]
    assert sorted(key["purpose"] for key in sheet["keys"]) == ["desk", "recovery"]
    assert [len(from_base64url(key["public"])) for key in sheet["keys"]] == [1216, 1216]
    assert all(set(key) == {"id", "purpose", "public", "from", "until"} for key in sheet["keys"])
