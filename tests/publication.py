"""A published file, as a desk would sign it."""

from __future__ import annotations

from datetime import date

from nacl.signing import SigningKey

from intake.envelope.roles import certify_desk
from intake.exchange.files import sign_certified
from intake.exchange.published import Open, PublicDestination, Published, PublishedTable, Speaking, WalkIn, Words
from tests.relay.world import INBOX, MONDAY, Ggd

REGION = "GGD Fryslân"
TABLE = PublishedTable(
    table="funnel",
    period="2026",
    title=Words("Formulieren", "Forms"),
    rows=(Words("Nederlands, Engels, Frans", "Dutch, English, French"), Words("Arabisch", "Arabic")),
    columns=(Words("Teruggekomen", "Returned"),),
    cells=((120,), (None,)),
    notes=(Words("Formulieren die terugkwamen.", "Forms that came back."),),
)


def publication(*, inbox: str = INBOX, sequence: int = 1, **more: object) -> Published:
    """What a GGD might show: two languages in its region, a house to walk in, a walk-in hour, a table."""
    usual: dict[str, object] = {
        "walk_in": WalkIn(
            working_days=3,
            address="Harlingertrekweg 58, Leeuwarden",
            phone="058 000 0000",
            hours=(Open(2, "09:00", "11:30"),),
            checked_on=date(2026, 11, 20),
        ),
        "ambassadors": (Speaking(REGION, "ar", 3), Speaking(REGION, "ti", 5)),
        "destinations": (PublicDestination("TALK", "Het Praathuis", "058 000 0001", "ma-vr 10-16 uur"),),
        "figures": (TABLE,),
    }
    return Published(1, inbox, sequence, MONDAY.date(), **(usual | more))  # type: ignore[arg-type]


def signed(ggd: Ggd, said: Published, *, key: SigningKey | None = None, certified_for: str | None = None) -> bytes:
    """The file. ``key`` signs in place of the certified one; the certificate may be of another inbox."""
    public = ggd.desk_signing.verify_key.encode()
    inbox = certified_for or said.inbox
    certificate = certify_desk(ggd.identity, inbox=inbox, public=public, issued=MONDAY.date())
    return sign_certified(key or ggd.desk_signing, certificate, said)
