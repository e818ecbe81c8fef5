"""Where the information stands: ``/info/`` for everybody, the same under ``/kiosk/info/`` for tablets.

One page per language, so that no request tells what was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake.relay.newcomer.documents import SECOND, Documents
from intake.relay.newcomer.information import KIOSK, PHONE, Home, Information
from intake.relay.offer import Offer
from intake.relay.shown import Shown


def information_pages(
    documents: Documents, offered: Sequence[Offer], information: Information, shown: Sequence[Shown] = ()
) -> dict[str, bytes]:
    """By path; none where no language is whole. ``shown`` is what desks published."""
    return dict(page for home in (PHONE, KIOSK) for page in _pages(documents, offered, information, shown, home))


def _pages(
    documents: Documents, offered: Sequence[Offer], information: Information, shown: Sequence[Shown], home: Home
) -> Iterator[tuple[str, bytes]]:
    speakers = {offer.language.tag: information.language_of(offer, offered) for offer in offered}
    own = [offer for offer in offered if speakers[offer.language.tag] is offer]
    if own:
        second = next((each for each in own[1:] if each.language.tag == SECOND), None)
        yield home.languages, documents.information_languages(own[0], second, home)
    for tag, speaker in speakers.items():
        if speaker is not None:
            there = home if home.kiosk else replace(home, form=f"/{tag}/")
            sections = information.sections(speaker, shown, tag)
            yield f"{home.languages}{tag}/", documents.information(speaker, sections, there)
