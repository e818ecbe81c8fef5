"""The network book comes to the desk, and what may be known by all goes out: as on the first day with a book."""

from __future__ import annotations

from intake.courier.client import RelayClient
from intake.courier.push import push
from intake.demo.network_life import make_book
from intake.demo.scene import COORDINATOR, Scene
from intake.desk.clock import Clock
from intake.desk.network.taking_in import take_in
from intake.desk.publishing.signing import publish
from intake.desk.report.audiences import Audience
from intake.desk.report.releasing import draft, release
from intake.desk.unlock import OpenDesk
from intake.envelope.signatures import fingerprint
from intake.network.exchanging.book_out import export_book
from intake.network.unlock import open_network


def join(scene: Scene, client: RelayClient, desk: OpenDesk, clock: Clock) -> None:
    """Make the book, take it in, release last year's figures, publish, and carry that to the relay."""
    key = make_book(scene.network, COORDINATOR, scene.passphrase, clock)
    with open_network(scene.network, scene.passphrase, clock=clock) as book:
        _counted, file = export_book(book, lambda data: data)
    with desk.writing() as connection:
        take_in(desk, connection, file, compared=fingerprint(key))
    release(desk, draft(desk, Audience.POLICY))
    published = scene.folder / "stick" / "published-001.json"
    publish(desk, out=published)
    push(client, published)
