"""Pull a bundle into a file: whole, or not at all; and what came before it broke off is not fetched twice.

The courier has no key of anybody but itself, so it checks only that what came has a bundle's form and length; the
desk verifies the rest. What came of a bundle that broke off waits as ``.NAME.part`` beside the file that it would have
become; the next pull into the same file goes on there, unless the relay has another bundle by then.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from intake.courier import words
from intake.courier.client import Answer, RelayClient
from intake.courier.errors import CourierError, Reason
from intake.courier.head import Head, read_head
from intake.courier.part import Part, part_at, refuse_existing
from intake.courier.words import told

PIECE = 1 << 16
NOTHING_NEW, THE_REST = 304, 206
Ended = Callable[[], bool]
"""Is this program to end now?"""


def pull(client: RelayClient, out: Path) -> int:
    """Write the relay's bundle to ``out``; how many envelopes it holds. Raises CourierError."""
    refuse_existing(out)
    head, _ = fetch(client, out.with_name(f".{out.name}.part"), lambda _: out)
    assert head is not None
    return head.count


def fetch(
    client: RelayClient,
    part: Path,
    place: Callable[[Head], Path],
    known: Iterable[str] = (),
    ended: Ended = lambda: False,
) -> tuple[Head | None, str]:
    """Fetch the relay's bundle by way of the file ``part``, and call it as ``place`` says; its head and its tag.

    No head where it is one of those ``known`` by their tags. Raises CourierError.
    """
    with _writing(part.parent), part_at(part) as coming:
        with closing(client.get("bundle", _conditions(coming, known))) as answer:
            tag = (answer.header("ETag") or "").strip('"')
            if answer.status == NOTHING_NEW and not (coming.whole and coming.head and coming.head.tag == tag):
                coming.drop()
                return None, tag
            if answer.status != NOTHING_NEW:
                _take(answer, coming, client.inbox, ended)
        assert coming.head is not None
        coming.finish(place(coming.head))
        return coming.head, coming.head.tag


def _conditions(coming: Part, known: Iterable[str]) -> dict[str, str]:
    """Ask for nothing that is here."""
    asked, tags = {}, list(known)
    if coming.head is not None and coming.whole:
        tags.append(coming.head.tag)
    elif coming.head is not None:
        asked = {"Range": f"bytes={coming.length}-", "If-Range": f'"{coming.head.tag}"'}
    if tags:
        asked["If-None-Match"] = ", ".join(f'"{tag}"' for tag in tags)
    return asked


def _take(answer: Answer, coming: Part, inbox: str, ended: Ended) -> None:
    """Take in what comes; what is not a bundle leaves nothing, what breaks off leaves what came."""
    try:
        if answer.status == THE_REST:
            _refuse_other_rest(answer, coming)
        else:
            coming.drop()
            coming.begin(_head_of(answer, inbox))
        _copy(answer, coming, ended)
    except CourierError as error:
        if error.reason is Reason.DAMAGED:
            coming.drop()
        raise


def _head_of(answer: Answer, inbox: str) -> Head:
    head = read_head(answer.read)
    announced = answer.header("Content-Length")
    if announced is not None and announced != str(head.length):
        raise told(words.BROKEN)
    if head.inbox != inbox:
        raise told(words.OTHER_INBOX)
    return head


def _refuse_other_rest(answer: Answer, coming: Part) -> None:
    """The rest must begin where the part ends, and be that of the same bundle."""
    head = coming.head
    if head is None or answer.header("ETag") != f'"{head.tag}"':
        raise told(words.BROKEN)
    if answer.header("Content-Range") != f"bytes {coming.length}-{head.length - 1}/{head.length}":
        raise told(words.BROKEN)


def _copy(answer: Answer, coming: Part, ended: Ended) -> None:
    """To the end that the bundle's own head tells."""
    assert coming.head is not None
    left = coming.head.length - coming.length
    while left:
        if ended():
            raise told(words.ENDED)
        piece = answer.read(min(PIECE, left))
        if not piece:
            raise told(words.BROKE_OFF)
        coming.add(piece)
        left -= len(piece)
    if answer.read(1):
        raise told(words.BROKEN)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say what the place is not good for."""
    try:
        yield
    except OSError as error:
        raise cannot_write(folder, error) from None


def cannot_write(folder: Path, error: OSError) -> CourierError:
    """Why nothing can be written there, as far as it can be told."""
    said = words.NOT_WRITABLE
    if error.errno == errno.EFBIG:
        said = words.TOO_LARGE
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        said = words.NO_ROOM
    return told(said, folder)
