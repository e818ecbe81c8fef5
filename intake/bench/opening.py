"""Envelopes opened per second by a whole import, beside bare HPKE decryptions of their content keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from nacl.signing import SigningKey

from intake.bench.figure import Figure, Round, measured, rate
from intake.bench.stage import sealed_envelopes, stage
from intake.demo.scene import INBOX, Scene
from intake.desk.importing import import_bundle
from intake.desk.opening import OpeningKey
from intake.desk.unlock import OpenDesk, open_desk
from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.format import digest, parse
from intake.envelope.sealing import CONTENT_KEY_INFO
from intake.locked import unlock


def opened_per_second(now: datetime, *, rounds: int, count: int) -> Figure:
    """Import ``count`` envelopes into an empty desk, ``rounds`` times."""
    return Figure.of("opened", "envelopes/s", "bare HPKE decryptions", measured(lambda: _round(now, count), rounds))


def _round(now: datetime, count: int) -> Round:
    with stage(now) as scene:
        envelopes = sealed_envelopes(scene, count, now)
        bundle = scene.folder / "bundle"
        _write(scene, bundle, envelopes)
        with open_desk(scene.desk, scene.passphrase) as desk:
            (key,) = desk.bunch.opening.values()
            limit = rate(count, lambda: _decrypt(key, envelopes))
            achieved = rate(count, lambda: _import(desk, scene, bundle, count))
    return Round(achieved, limit)


def _import(desk: OpenDesk, scene: Scene, bundle: Path, count: int) -> None:
    summary = import_bundle(desk, bundle, scene.folder / "receipt")
    assert summary.new == count


def _decrypt(key: OpeningKey, envelopes: Sequence[bytes]) -> None:
    for data in envelopes:
        envelope = parse(data)
        key.content_key(envelope.stanzas[0].sealed_key, CONTENT_KEY_INFO + envelope.context)


def _write(scene: Scene, bundle: Path, envelopes: Sequence[bytes]) -> None:
    relay = SigningKey(unlock(scene.relay.data / "relay.locked", scene.passphrase)["signing"].secret)
    ordered = sorted(envelopes, key=digest)
    digests = [digest(data) for data in ordered]
    manifest = Manifest(1, INBOX, "bench", 1, 1, None, "2026-11-22", len(digests), contents_digest(digests), ())
    bundle.write_bytes(b"".join(write_bundle(relay, manifest, digests, ordered)))
