"""Which municipalities each inbox serves for people who come without a link.

Nobody is guessed at: a name or code that the list does not know, an inbox that would serve nobody, and a
municipality that two inboxes would serve stop the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from intake.config import Inbox, Relay
from intake.errors import ConfigError
from intake.places.municipalities import Municipalities, Municipality, load_municipalities

Served = Mapping[str, tuple[Municipality, ...]]
"""By inbox, only those that take people without a link."""


def served(inboxes: Sequence[Inbox]) -> Served:
    """What the configuration says. Raises ConfigError."""
    if not any(inbox.self_referral or inbox.ggd or inbox.municipalities for inbox in inboxes):
        return {}
    known = load_municipalities()
    found = {inbox: municipalities_of(inbox, known) for inbox in inboxes}
    open_to_all = {inbox.id: places for inbox, places in found.items() if inbox.self_referral}
    _refuse_empty(open_to_all)
    _refuse_twice(open_to_all)
    return open_to_all


def poster_address(relay: Relay, name: str) -> str:
    """``ORIGIN/self/#INBOX.FINGERPRINT``: no secret, the same on every poster. Raises ConfigError."""
    if name not in served(relay.inboxes):
        raise ConfigError(
            f"inbox {name} takes nobody without a link",
            "[[relay.inboxes]] says which do: self_referral = true, and whom they serve.",
        )
    inbox = next(each for each in relay.inboxes if each.id == name)
    return f"{relay.origin.rstrip('/')}/self/#{inbox.id}.{inbox.identity}"


def municipalities_of(inbox: Inbox, known: Municipalities) -> tuple[Municipality, ...]:
    """Those of its region and those that it names, each once. Raises ConfigError."""
    if inbox.ggd is not None and inbox.ggd not in known.ggds:
        raise ConfigError(f"inbox {inbox.id}: there is no {inbox.ggd}", f"Known are: {', '.join(sorted(known.ggds))}.")
    for code in inbox.municipalities:
        if code not in known.by_code:
            raise ConfigError(f"inbox {inbox.id}: no municipality has the code {code}", "A code looks like GM0363.")
    region = () if inbox.ggd is None else known.of_ggd(inbox.ggd)
    named = (known.by_code[code] for code in inbox.municipalities)
    return tuple({each.code: each for each in (*region, *named)}.values())


def _refuse_empty(open_to_all: Served) -> None:
    for inbox, places in open_to_all.items():
        if not places:
            raise ConfigError(
                f"inbox {inbox} takes self-referrals and serves no municipality",
                'Say which: ggd = "GGD Amsterdam", or municipalities = ["GM0363"].',
            )


def _refuse_twice(open_to_all: Served) -> None:
    first: dict[str, str] = {}
    for inbox, places in open_to_all.items():
        for place in places:
            other = first.setdefault(place.code, inbox)
            if other != inbox:
                raise ConfigError(
                    f"two inboxes take self-referrals from {place.name} ({place.code}): {other} and {inbox}",
                    "A person there could not tell which is theirs: name it in one of them only.",
                )
