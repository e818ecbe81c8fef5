"""The most common faults of a bundle, typed: what `intake desk import` says, and that nothing is lost."""

from __future__ import annotations

import pytest
from nacl.signing import SigningKey

from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.sealing import seal
from intake.envelope.sheet import Purpose
from intake.envelope.submission import Contact, Submission
from tests.desk.commands import Home
from tests.desk.world import INBOX, RELAY, submission
from tests.faults.bundles import Parts, bundle_of
from tests.faults.damage import cut, flip, glue, without, zero_tail

SECRET = Contact(reach="call", address="06 12345678", name="Semhar")


class Post:
    """Three people's bundle for the desk of a home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.people: list[Submission] = [submission(contact=SECRET) for _ in range(3)]
        ring = read_ring(Folder(home.folder / "desk"), inbox=INBOX)
        desk, recovery = (ring.recipient(purpose, ring.issued).public for purpose in Purpose)
        context = Context(INBOX, "ggd10", "1")
        self.good = bundle_of(
            RELAY, [seal(each.to_json(), context=context, desk=desk, recovery=recovery) for each in self.people]
        )

    def bring(self, data: bytes, receipt: str) -> tuple[int, str, str]:
        """Import ``data``: status, output, complaints, once it is sure that they quote nothing of what is inside."""
        (self._home.folder / "bundle").write_bytes(data)
        ran = self._home.run("desk", "import", "bundle", "--receipt", receipt)
        inside = [text for person in self.people for text in (person.id, person.code, "Semhar", "12345678")]
        for secret in (*inside, *map(base64url, self.good.digests)):
            assert secret not in ran.out + ran.err
        return ran.status, ran.out, ran.err

    def everybody_is_there_once(self) -> bool:
        """Are the people of the bundle in the queue, each once, and nobody else?"""
        queue = self._home.run("desk", "queue", "--json").json
        return sorted(case["id"] for case in queue) == sorted(person.id for person in self.people)


@pytest.fixture
def post(home: Home) -> Post:
    return Post(home)


def test_what_cannot_be_believed_is_refused_with_a_hint_and_leaves_no_receipt(home: Home, post: Post) -> None:
    good = post.good.join()
    refused = {
        b"": "the file is empty",
        bytes(4000): "the file holds nothing but zeros",
        b'{"certificate":{}}': "this is a receipt or a key sheet, not a bundle",
        b"Dear colleague, here is the post": "this is not a bundle",
        cut(good, 60): "the bundle breaks off in its beginning",
        bundle_of(SigningKey.generate(), []).join(): "the bundle's manifest is not signed by this desk's relay",
        post.good.saying(RELAY, inbox="ggd-other").join(): "the bundle is for another inbox",
        post.good.saying(RELAY, v=2).join(): "the bundle is of a version that this desk does not know",
        flip(good, post.good.borders()["digests"]): "the bundle's list of envelopes is damaged",
    }
    for data, message in refused.items():
        status, out, err = post.bring(data, "receipt")
        assert (status, out) == (1, "")
        assert err.startswith(f"error: {message}\nhint: ")
        assert err.count("\n") == 2
        assert not (home.folder / "receipt").exists()
    assert post.bring(good, "receipt") == (0, "Bundle 1: 3 new, 0 known.\nReceipt 1: receipt\n", "")
    assert post.everybody_is_there_once()


DAMAGED = "Damaged on the way: 1. They come again with the next bundle.\n"
MISSING = "Missing from the file: {}. They come again with the next bundle.\n"


def _hurt(parts: Parts) -> dict[str, tuple[bytes, str]]:
    good, last = parts.join(), -9000
    return {
        "a bit": (flip(good, last), "2 new, 0 known.\n" + DAMAGED),
        "one left out": (parts.changed(envelopes=without(parts.envelopes, 0)).join(), "2 new, 0 known.\n"
                         + MISSING.format(1)),
        "cut": (cut(good, last - 9000), "1 new, 0 known.\n" + DAMAGED + MISSING.format(1) + "The file is shorter"),
        "zeros": (zero_tail(good, -10_633), "2 new, 0 known.\n" + MISSING.format(1) + "A part of the file is zeros"),
        "more": (glue(good, b"more"), "3 new, 0 known.\nThe bundle holds more than was signed."),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a bit", "one left out", "cut", "zeros", "more"])
def test_what_is_good_in_a_hurt_file_goes_in_and_the_rest_when_it_comes_whole(post: Post, name: str) -> None:
    data, says = _hurt(post.good)[name]
    status, out, err = post.bring(data, "first")
    assert (status, err) == (0, "")
    assert out.startswith(f"Bundle 1: {says}")
    assert out.endswith("Receipt 1: first\n")
    assert post.bring(post.good.join(), "second")[0] == 0
    assert post.everybody_is_there_once()
