"""One round of a sync: what the desk wrote goes to the relay, then the relay's bundle comes into the folder.

What the relay took moves to ``sent``, what it refused for good to ``refused``. Trouble on the way leaves everything
where it is for the next round. A bundle leaves the folder only when a later one of the same relay, which holds
whatever of it the desk has not acknowledged, is there whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from intake.courier import words
from intake.courier.client import RelayClient
from intake.courier.errors import CourierError, Reason
from intake.courier.head import Head
from intake.courier.post import Letter, Seen, letters
from intake.courier.pull import Ended, cannot_write, fetch
from intake.courier.push import UNREADABLE, Kind, push
from intake.courier.shared import Bundle, Shared, shown
from intake.courier.words import told
from intake.envelope import kinds as carried

FOR_GOOD = frozenset(
    {
        Reason.NOT_OF_THIS_INBOX,
        Reason.DAMAGED,
        Reason.OLDER,
        Reason.SECOND_COPY,
        Reason.OTHER_DESK,
        Reason.TOO_LARGE,
    }
)
WORDS = {Kind.RECEIPT: "receipt", Kind.KEY_SHEET: "key sheet", Kind.PUBLISHED: "published file"}
Say = Callable[[str], None]
"""Says one happening in one line."""


class Rounds:
    """Rounds in one folder. What is said once is not said again.

    A document that cannot be read is refused only after it stayed the same for ``patience`` seconds: until then it may
    be on its way from the desk.
    """

    def __init__(
        self,
        client: RelayClient,
        shared: Shared,
        say: Say,
        *,
        patience: float,
        ended: Ended = lambda: False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._client, self._shared, self._say, self._ended = client, shared, say, ended
        self._patience, self._clock = patience, clock
        self._half: dict[Path, tuple[Seen, float]] = {}
        self._said: set[str] = set()
        self.refusals = 0

    def bring(self) -> None:
        """Push what lies in the folder; raises CourierError where the way to the relay is shut."""
        with self._working():
            waiting = letters(self._shared.path)
            self._half = {path: since for path, since in self._half.items() if path in {it.path for it in waiting}}
            for letter in waiting:
                if self._ended():
                    return
                self._one(letter)

    def fetch(self) -> None:
        """Pull the relay's bundle, unless it is here; raises CourierError."""
        with self._working():
            here = [bundle for bundle in self._shared.bundles() if self._is_whole(bundle)]
            known = {bundle.head.tag: bundle.head for bundle in here if bundle.head}
            new, tag = fetch(self._client, self._shared.part, self._shared.place, known, self._ended)
            if new is not None:
                self._say(f"bundle {new.sequence}, with {new.count} envelopes: {self._shared.place(new).name}")
            newest = new or known.get(tag)
            if newest is not None:
                self._tidy(here, newest)

    def _one(self, letter: Letter) -> None:
        name = shown(letter.path)
        if letter.kind is None:
            self._wait_for(letter)
        elif letter.inbox != self._client.inbox:
            self._once(f"{name} is another inbox's: it is left where it is")
        else:
            self._push(letter, WORDS[letter.kind])

    def _push(self, letter: Letter, what: str) -> None:
        try:
            push(self._client, letter.path)
        except CourierError as error:
            if error.reason is Reason.NO_KEY_SHEET:
                self._once(f"{shown(letter.path)} waits: the relay needs this inbox's key sheet first")
            elif error.reason in FOR_GOOD:
                self._refuse(letter.path, error)
            else:
                raise
        else:
            self._shared.sent(letter.path)
            self._say(f"the relay has the {what} {shown(letter.path)}")

    def _wait_for(self, letter: Letter) -> None:
        """Half a copy becomes a whole one; what stays as it is was damaged."""
        seen, since = self._half.get(letter.path, (None, 0.0))
        if seen != letter.seen:
            self._half[letter.path] = (letter.seen, self._clock())
        elif self._clock() - since >= self._patience:
            self._refuse(letter.path, CourierError(*UNREADABLE[carried.Kind.DOCUMENT]))

    def _is_whole(self, bundle: Bundle) -> bool:
        if bundle.head is None:
            self._refuse(bundle.path, told(words.BROKEN))
        return bundle.head is not None

    def _refuse(self, path: Path, error: CourierError) -> None:
        text = self._shared.refused(path, error)
        self.refusals += 1
        self._say(f"{shown(path)} was refused: {error.message}. {error.hint} ({text.parent.name}/{shown(text)})")

    def _tidy(self, here: list[Bundle], newest: Head) -> None:
        for bundle in here:
            if bundle.head is None or bundle.head.tag == newest.tag:
                continue
            if bundle.head.precedes(newest):
                bundle.path.unlink()
                self._say(f"{shown(bundle.path)} is gone: bundle {newest.sequence} holds whatever of it still waits")
            else:
                self._once(
                    f"{shown(bundle.path)} stays: it is from before the relay was restored or set up anew. "
                    "Import it at the desk too, then delete it."
                )

    def _once(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            self._say(line)

    @contextmanager
    def _working(self) -> Iterator[None]:
        try:
            with self._shared.alone():
                yield
        except OSError as error:
            raise cannot_write(self._shared.path, error) from None
