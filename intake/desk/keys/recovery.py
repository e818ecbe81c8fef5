"""Using the recovery key: proving in a drill that the shares work, and taking it in when the desk key is lost.

What the shares give is believed only where its public half is a recovery key that the identity signed: in this desk's
ring, or in a key sheet that somebody brings. The drill opens an envelope that it sealed itself and forgets the key.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nacl.signing import SigningKey

from intake.config import Desk
from intake.desk.audit import Action, Detail
from intake.desk.clock import Clock, utc_now
from intake.desk.errors import DeskError
from intake.desk.folder import Folder, refuse_existing
from intake.desk.folder import replace as replace_file
from intake.desk.importing.parked import bring_in_unknown
from intake.desk.keys.bunch import Bunch, opening_secret
from intake.desk.keys.ceremony import identity, own_ring
from intake.desk.keys.new_files import NewFiles
from intake.desk.keys.shares import Share, combine
from intake.desk.keys.slot import Slot
from intake.desk.opening import OpeningKey, open_envelope
from intake.desk.people import Role, require
from intake.desk.unlock import OpenDesk
from intake.envelope.canonical import canonical
from intake.envelope.context import Context
from intake.envelope.encoding import base64url, crockford
from intake.envelope.roles import certify_desk
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, SheetKey
from intake.envelope.submission import Submission
from intake.locked import Secret, with_secrets
from intake.marking import N_

_QUESTIONNAIRE = ("drill", "1")


@dataclass(frozen=True, slots=True)
class Drill:
    """What was proved: ``shares`` different ones open what is sealed to the recovery key ``entry``."""

    entry: SheetKey
    shares: int

    @property
    def detail(self) -> Detail:
        """What the audit trail says of it."""
        return {"key": base64url(self.entry.id), "shares": self.shares}


def from_shares(shares: Sequence[Share], sheet: KeySheet) -> OpeningKey:
    """The recovery key in ``shares``; raises DeskError unless it is one of ``sheet``'s."""
    return fitting(combine(shares), sheet)


def from_file(secrets: dict[str, Secret], sheet: KeySheet) -> OpeningKey:
    """The recovery key of an opened locked file; raises DeskError unless it is one of ``sheet``'s."""
    held = [secret for secret in secrets.values() if secret.purpose == f"{Purpose.RECOVERY.value} key"]
    if len(held) != 1:
        raise DeskError(N_("the locked file holds no recovery key"), N_("Is it the file of the ceremony?"))
    return fitting(OpeningKey.from_seed(held[0].secret), sheet)


def fitting(key: OpeningKey, sheet: KeySheet) -> OpeningKey:
    """``key``, where ``sheet`` names it as a recovery key; else raises DeskError."""
    if key.public not in {each.public for each in sheet.keys if each.purpose is Purpose.RECOVERY}:
        raise DeskError(
            N_("this is not a recovery key of these key sheets"),
            N_("Compare the key's id on the paper with the ring's."),
        )
    return key


def hold_drill(desk: OpenDesk, shares: Sequence[Share]) -> SheetKey:
    """Prove that ``shares`` open what is sealed to the ring, and write down that they did; which key it was.

    No envelope, case or key of the desk is touched. Raises DeskError.
    """
    drill = try_shares(desk.ring, shares, desk.clock().date())
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        desk.record(connection, Action.DRILL_HELD, drill.detail)
    return drill.entry


def try_shares(ring: KeySheet, shares: Sequence[Share], today: date) -> Drill:
    """As `hold_drill`, where there is no desk yet whose trail could say so; raises DeskError."""
    key = from_shares(shares, ring)
    _prove(key, ring, today)
    entry = next(each for each in ring.keys if each.public == key.public)
    return Drill(entry, len({share.number for share in shares}))


def take_in(desk: OpenDesk, passphrase: str, key: OpeningKey) -> int:
    """Put a recovery key among the opening keys of this desk; how many cases came in that could not be opened before.

    ``key`` was found to be `fitting`. Raises DeskError or LockedFileError.
    """
    if key.id in desk.bunch.opening:
        raise DeskError(N_("this desk has this key already"), N_("Import: what is sealed to it opens."))
    secret = opening_secret(Purpose.RECOVERY, key)
    folder = Folder(desk.section.data)
    change = with_secrets(folder.desk, passphrase, lambda held: [*held.values(), secret], name=desk.actor)
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        desk.record(connection, Action.KEY_RECOVERED, {"key": base64url(key.id)})
        change.write()
    return bring_in_unknown(replace(desk, bunch=Bunch.of(change.secrets)))


def begin_again(section: Desk, slot: Slot, key: OpeningKey, *, clock: Clock = utc_now) -> None:
    """New daily keys for a desk whose locked file is lost, with the recovery ``key`` to open what was sealed.

    The identity key, which ``slot`` opens, signs for the new desk signing key. The old database stays locked for good:
    its key is lost. Raises DeskError or LockedFileError; then nothing was written.
    """
    folder = Folder(section.data)
    refuse_existing(folder.desk)
    signer = identity(folder, slot.passphrase, name=slot.name)
    fitting(key, own_ring(folder, signer, section.inbox))
    bunch = Bunch({}, SigningKey.generate(), os.urandom(32))
    public = bunch.signing.verify_key.encode()
    certificate = certify_desk(signer, inbox=section.inbox, public=public, issued=clock().date())
    with NewFiles(folder) as files:
        secrets = [opening_secret(Purpose.RECOVERY, key), *bunch.secrets()]
        files.lock(folder.desk, secrets, {slot.name: slot.passphrase}, slot.cost)
        replace_file(folder.certificate, canonical(certificate))


def _prove(key: OpeningKey, ring: KeySheet, today: date) -> None:
    """Raise DeskError unless ``key`` opens an envelope that is sealed as a newcomer's is."""
    desk = next(each for each in ring.keys if each.purpose is Purpose.DESK)
    recovery = next(each for each in ring.keys if each.id == key.id)
    nobody = Submission(
        id=base64url(os.urandom(16)),
        sealed_at=today,
        questionnaire=_QUESTIONNAIRE[0],
        version=_QUESTIONNAIRE[1],
        language="nl",
        answers={},
        code=crockford(os.urandom(5)),
    )
    context = Context(ring.inbox, *_QUESTIONNAIRE)
    sealed = seal(nobody.to_json(), context=context, desk=desk.public, recovery=recovery.public)
    if open_envelope(sealed, {key.id: key}, ring.inbox).submission != nobody:
        raise DeskError(
            N_("the recovery key opened something else than was sealed"), N_("Tell who keeps this program.")
        )
