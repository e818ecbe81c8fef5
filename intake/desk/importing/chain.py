"""How a bundle follows the ones before it. What does not fit is said in plain words and never stops an import:
envelopes are known by their digests, and whatever the desk has not acknowledged comes again.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from intake.desk.importing.remark import Remark
from intake.desk.tables import bundles
from intake.envelope.bundle import Manifest
from intake.envelope.encoding import base64url
from intake.marking import N_, filled


def remarks(connection: Connection, manifest: Manifest) -> tuple[Remark, ...]:
    """What to tell about ``manifest``, given the bundles that were imported before; often nothing."""
    if manifest.digest() in _digests(connection, manifest, manifest.sequence):
        return (_say(_BEFORE),)
    other = _other_relay(connection, manifest)
    return (_say(other),) if other else _within(connection, manifest)


def remember(connection: Connection, manifest: Manifest, imported: str) -> None:
    """Write the bundle down, once; ``imported`` is a stamp."""
    digest = manifest.digest()
    if connection.execute(select(bundles.c.digest).where(bundles.c.digest == digest)).first() is None:
        place = {"relay": manifest.relay, "epoch": manifest.epoch, "sequence": manifest.sequence}
        row = {"digest": digest, "manifest": manifest.encode(), "imported": imported}
        connection.execute(insert(bundles), row | place)


_BEFORE = N_("This bundle was imported before; only what was missing goes in.")
_ANEW = N_(
    "The bundle comes from another relay than those before, with the same key. Was the relay set up anew? "
    "If nobody knows of it, ask who keeps the relay before you import another."
)
_RESTORED = N_("The relay was restored from a backup. Envelopes that it lost cannot come; ask who keeps the relay.")
_BEFORE_RESTORE = N_(
    "The bundle is older than the relay's last restore from a backup. What was new in it went in; pull the newest one."
)
_ANOTHER = N_(
    "Another bundle with number %(number)d was imported before. "
    "Two copies of the relay seem to be at work: ask who keeps it. What was new went in."
)
_LATE = N_("Bundle %(number)d comes late, after bundle %(last)d. What was new in it went in.")
_SET_BACK = N_(
    "The bundle does not follow bundle %(last)d as it was here. "
    "Was the relay set back without a word? Ask who keeps it. What was new went in."
)
_GAP = N_("Bundle %(first)d was not imported here. Envelopes without a receipt come again, so nothing is lost by that.")
_GAPS = N_(
    "Bundles %(first)d to %(last)d were not imported here. "
    "Envelopes without a receipt come again, so nothing is lost by that."
)


def _say(pattern: str, **numbers: int) -> Remark:
    return Remark(filled(pattern, **numbers))


def _other_relay(connection: Connection, manifest: Manifest) -> str:
    """Is this another relay than before, or the same one after a restore?"""
    if connection.execute(select(bundles.c.digest).limit(1)).first() is None:
        return ""
    epoch = connection.execute(select(func.max(bundles.c.epoch)).where(bundles.c.relay == manifest.relay)).scalar()
    if epoch is None:
        return _ANEW
    if manifest.epoch > epoch:
        return _RESTORED
    if manifest.epoch < epoch:
        return _BEFORE_RESTORE
    return ""


def _within(connection: Connection, manifest: Manifest) -> tuple[Remark, ...]:
    """Gaps, repeats and disorder within one epoch of one relay."""
    own = (bundles.c.relay == manifest.relay, bundles.c.epoch == manifest.epoch)
    last = connection.execute(select(func.max(bundles.c.sequence)).where(*own)).scalar() or 0
    if manifest.sequence > last + 1:
        return (_gap(last + 1, manifest.sequence - 1),)
    if manifest.sequence <= last:
        if _digests(connection, manifest, manifest.sequence):
            return (_say(_ANOTHER, number=manifest.sequence),)
        return (_say(_LATE, number=manifest.sequence, last=last),)
    before = {base64url(digest) for digest in _digests(connection, manifest, last)}
    follows = manifest.previous in before if before else manifest.previous is None
    return () if follows else (_say(_SET_BACK, last=last),)


def _gap(first: int, last: int) -> Remark:
    return _say(_GAP, first=first) if first == last else _say(_GAPS, first=first, last=last)


def _digests(connection: Connection, manifest: Manifest, sequence: int) -> set[bytes]:
    """The bundles of this relay and epoch that were imported under this number."""
    same = (bundles.c.relay == manifest.relay, bundles.c.epoch == manifest.epoch, bundles.c.sequence == sequence)
    return set(connection.execute(select(bundles.c.digest).where(*same)).scalars())
