"""How a bundle follows the ones before it. What does not fit is said in plain words and never stops an import:
envelopes are known by their digests, and whatever the desk has not acknowledged comes again.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from intake.desk.tables import bundles
from intake.envelope.bundle import Manifest
from intake.envelope.encoding import base64url


def remarks(connection: Connection, manifest: Manifest) -> tuple[str, ...]:
    """What to tell about ``manifest``, given the bundles that were imported before; often nothing."""
    if manifest.digest() in _digests(connection, manifest, manifest.sequence):
        return ("This bundle was imported before; only what was missing goes in.",)
    other = _other_relay(connection, manifest)
    return (other,) if other else _within(connection, manifest)


def remember(connection: Connection, manifest: Manifest, imported: str) -> None:
    """Write the bundle down, once; ``imported`` is a stamp."""
    digest = manifest.digest()
    if connection.execute(select(bundles.c.digest).where(bundles.c.digest == digest)).first() is None:
        place = {"relay": manifest.relay, "epoch": manifest.epoch, "sequence": manifest.sequence}
        row = {"digest": digest, "manifest": manifest.encode(), "imported": imported}
        connection.execute(insert(bundles), row | place)


_ANEW = (
    "The bundle comes from another relay than those before, with the same key. Was the relay set up anew? "
    "If nobody knows of it, ask who keeps the relay before you import another."
)
_RESTORED = "The relay was restored from a backup. Envelopes that it lost cannot come; ask who keeps the relay."
_BEFORE_RESTORE = (
    "The bundle is older than the relay's last restore from a backup. What was new in it went in; pull the newest one."
)


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


def _within(connection: Connection, manifest: Manifest) -> tuple[str, ...]:
    """Gaps, repeats and disorder within one epoch of one relay."""
    own = (bundles.c.relay == manifest.relay, bundles.c.epoch == manifest.epoch)
    last = connection.execute(select(func.max(bundles.c.sequence)).where(*own)).scalar() or 0
    if manifest.sequence > last + 1:
        return (_gap(last + 1, manifest.sequence - 1),)
    if manifest.sequence <= last:
        if _digests(connection, manifest, manifest.sequence):
            return (f"Another bundle with number {manifest.sequence} was imported before. {_COPIES}",)
        return (f"Bundle {manifest.sequence} comes late, after bundle {last}. What was new in it went in.",)
    before = {base64url(digest) for digest in _digests(connection, manifest, last)}
    follows = manifest.previous in before if before else manifest.previous is None
    return () if follows else (f"The bundle does not follow bundle {last} as it was here. {_SET_BACK}",)


_COPIES = "Two copies of the relay seem to be at work: ask who keeps it. What was new went in."
_SET_BACK = "Was the relay set back without a word? Ask who keeps it. What was new went in."


def _gap(first: int, last: int) -> str:
    which = f"Bundle {first} was" if first == last else f"Bundles {first} to {last} were"
    return f"{which} not imported here. Envelopes without a receipt come again, so nothing is lost by that."


def _digests(connection: Connection, manifest: Manifest, sequence: int) -> set[bytes]:
    """The bundles of this relay and epoch that were imported under this number."""
    same = (bundles.c.relay == manifest.relay, bundles.c.epoch == manifest.epoch, bundles.c.sequence == sequence)
    return set(connection.execute(select(bundles.c.digest).where(*same)).scalars())
