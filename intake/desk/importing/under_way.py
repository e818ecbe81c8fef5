"""One bundle on its way in. Envelopes are opened and judged outside the database's lock, so that nobody waits long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.importing.brought import keep
from intake.desk.importing.chain import remarks, remember
from intake.desk.importing.examining import Examiner, Outcome
from intake.desk.importing.receipts import Signed, next_receipt
from intake.desk.importing.remark import Remark
from intake.desk.importing.session import finish, writer_of
from intake.desk.importing.summary import Standing, Summary, Tally
from intake.desk.importing.writing import Writer
from intake.desk.local_time import today
from intake.desk.unlock import OpenDesk
from intake.envelope.bundle import BundleReader
from intake.envelope.digests import Digests
from intake.envelope.encoding import base64url
from intake.envelope.errors import BundleError
from intake.envelope.places import Carried
from intake.marking import N_, filled

CHUNK = 256
UNREADABLE = (
    N_("the bundle cannot be read to its end"),
    N_("Was the stick pulled out? What went in stays; copy the bundle to this disk and import it again."),
)

_OLD_RULES = Remark(
    filled(N_("The rules of a questionnaire were changed; the old ones judged. See Rules, as a coordinator."))
)


class UnderWay:
    """The import of the bundle in ``reader``."""

    def __init__(self, desk: OpenDesk, reader: BundleReader) -> None:
        self._desk = desk
        self._manifest = reader.manifest
        self._digest = reader.manifest.digest()
        self._carried = reader.envelopes()
        self._examiner = Examiner(desk.bunch.opening, desk.instance.inbox, desk.library)
        self._days = working_days(desk.section)
        self._today: date = today(desk.clock())
        self._tally = Tally()
        # In the order of the bundle, and so sorted.
        self._have = bytearray()
        self._done = 0
        with desk.writing() as connection:
            self._remarks = [*remarks(connection, self._manifest), *([_OLD_RULES] if desk.library.waiting else ())]
            keys = " ".join(map(base64url, desk.bunch.opening))
            detail = {"key": keys, "use": "open", "bundle": base64url(self._digest)}
            desk.record(connection, Action.KEY_USED, detail)

    def standing(self) -> Standing:
        """How far it is."""
        return self._tally.standing(self._done, self._manifest.count)

    def chunk(self) -> bool:
        """Take in the next envelopes and commit; False once there are none."""
        carried = self._next()
        if not carried:
            return False
        outcomes = self._examined(carried)
        with self._desk.writing() as connection:
            writer = writer_of(self._desk, connection, self._days)
            # Once more: another window may have brought the same in meanwhile.
            known = writer.known([each.digest for each in carried])
            for each in carried:
                self._one(writer, each, known, outcomes)
            finish(self._desk, connection, writer)
        self._done += len(carried)
        return True

    def finish(self, from_parked: int) -> tuple[Summary, Signed]:
        """Write down that the bundle is in, sign the receipt and keep it, in one transaction."""
        with self._desk.writing() as connection:
            remember(connection, self._manifest, stamp(self._desk.clock()))
            self._desk.record(connection, Action.IMPORTED, self._detail(from_parked))
            have = Digests.packed(bytes(self._have))
            signed = next_receipt(connection, self._desk, bundle=self._digest, have=have)
            summary = self._summary(from_parked, signed)
            keep(connection, summary, signed.data, actor=self._desk.actor)
        return summary, signed

    def _summary(self, from_parked: int, signed: Signed) -> Summary:
        tally = self._tally
        return Summary(
            sequence=self._manifest.sequence,
            new=tally.new,
            known=tally.known,
            aside=dict(tally.aside),
            parked=tally.parked,
            damaged=tally.damaged,
            missing=tally.missing,
            from_parked=from_parked,
            remarks=tuple(self._remarks),
            receipt=signed.sequence,
            levels=dict(tally.levels),
        )

    def _next(self) -> list[Carried]:
        carried: list[Carried] = []
        try:
            for each in islice(self._carried, CHUNK):
                carried.append(each)
        except BundleError as error:
            # It comes at the end: everything that was signed has been looked for.
            self._remarks.append(Remark.of(error))
        except OSError:
            raise DeskError(*UNREADABLE) from None
        return carried

    def _examined(self, carried: list[Carried]) -> Mapping[bytes, Outcome]:
        with self._desk.reading() as connection:
            known = writer_of(self._desk, connection, self._days).known([each.digest for each in carried])
        whole = [(each.digest, each.envelope) for each in carried if each.digest not in known]
        return {digest: self._examiner.examine(digest, data) for digest, data in whole if data is not None}

    def _one(self, writer: Writer, each: Carried, known: set[bytes], outcomes: Mapping[bytes, Outcome]) -> None:
        if each.digest in known:
            self._tally.known += 1
        elif each.envelope is not None:
            outcome = outcomes.get(each.digest) or self._examiner.examine(each.digest, each.envelope)
            self._tally.add(writer.store(each.digest, each.envelope, outcome, self._today))
        else:
            self._lost(writer, each)
            return
        self._have += each.digest

    def _lost(self, writer: Writer, each: Carried) -> None:
        if not each.found:
            self._tally.missing += 1
            return
        self._tally.damaged += 1
        writer.damaged(each.digest, each.found, self._digest, self._today)

    def _detail(self, from_parked: int) -> dict[str, str | int]:
        tally = self._tally
        counts = {"new": tally.new, "known": tally.known, "parked": tally.parked, "damaged": tally.damaged}
        counts |= {"missing": tally.missing, "aside": tally.aside.total(), "from_parked": from_parked}
        return {"bundle": base64url(self._digest), "relay": self._manifest.relay, **counts}
