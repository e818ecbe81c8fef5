"""Carry the post once, as the GGD does: pull a bundle, import it at the desk, push the receipt."""

from __future__ import annotations

from collections.abc import Callable

from intake.courier.client import RelayClient
from intake.courier.key import open_key
from intake.courier.pull import pull
from intake.courier.push import push
from intake.demo.scene import Scene
from intake.desk.importing import Summary, import_bundle
from intake.desk.unlock import OpenDesk


def relay_client(scene: Scene, address: str | None = None) -> RelayClient:
    """The courier's connection to the relay, which may be served at another ``address`` than the configured one."""
    key = open_key(scene.courier.data, scene.passphrase)
    return RelayClient(address or scene.courier.relay, scene.courier.inbox, key)


def carry(
    scene: Scene,
    client: RelayClient,
    desk: OpenDesk,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Bring what waits at the relay to the desk and the receipt back; every file stays in the folder ``stick``."""
    stick = scene.folder / "stick"
    stick.mkdir(mode=0o700, exist_ok=True)
    number = 1 + sum(1 for _ in stick.glob("bundle-*"))
    bundle, receipt = stick / f"bundle-{number:03}", stick / f"receipt-{number:03}"
    pull(client, bundle)
    summary = import_bundle(desk, bundle, receipt, progress=progress)
    push(client, receipt)
    return summary
