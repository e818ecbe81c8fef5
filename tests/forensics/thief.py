"""Somebody who has it all: copies of the relay from any number of moments, with its key, and every link with the name
of who got it. What could be read out of that about use and about order, is read out here.

Each way is a function that says what the thief would say, so that a test can hold it against what really happened;
and each is tried once on a relay that does leak, for a thief who finds nothing proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from intake.envelope.link import Token, link_hash
from intake.relay.database import ARRIVALS_FILE
from tests.forensics.copies import FILES, LARGEST_ROW_ID, Copy
from tests.relay.pages import row_keys, varint

Named = Mapping[str, Token]
"""The links, by the name of who got each."""
ROW = rb"[a-z-]*[0-9-]*"
"""What follows a link's hash: organisation, kind, last day."""
INTERIOR = 0x05


def rows_of_links(copy: Copy, links: Named) -> Mapping[str, set[bytes]]:
    """All that is said of each link in any page, free or used, or in any frame of a log."""
    text = copy.text()
    return {name: set(re.findall(re.escape(link_hash(token)) + ROW, text)) for name, token in links.items()}


def suspects(before: Copy, after: Copy, links: Named) -> set[str]:
    """Whose link was used in between? Those of whom the one copy holds another thing than the other."""
    first, then = rows_of_links(before, links), rows_of_links(after, links)
    return {name for name in links if first[name] != then[name]}


def order_in_log(copy: Copy) -> Sequence[int]:
    """The keys of envelopes in the order in which the write-ahead log of arrivals first names each."""
    found: dict[int, None] = {}
    for frame in copy.frames(ARRIVALS_FILE):
        for key in row_keys(frame.content):
            if key > LARGEST_ROW_ID:
                found.setdefault(key)
    return list(found)


def guesses_of_order(copy: Copy) -> Mapping[str, Sequence[int]]:
    """In which order did they come? One guess for each thing in a copy that has an order, most often none."""
    guesses = {"write-ahead log": order_in_log(copy)}
    for name in FILES:
        guesses[f"pages of {name}"] = copy.keys_by_page(name)
        guesses[f"cells of inner pages of {name}"] = list(_by_place_of_cell(copy, name))
    return {way: keys for way, keys in guesses.items() if len(keys) > 2}


def _by_place_of_cell(copy: Copy, name: str) -> Iterator[int]:
    """Inner pages are filled from their end, as pages are split: the first cell stands last."""
    for page in copy.pages(name)[1:]:
        if page[0] == INTERIOR:
            cells = int.from_bytes(page[3:5])
            places = [int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell]) for cell in range(cells)]
            for place in sorted(places, reverse=True):
                yield varint(page, place + 4)[0]


def narrowed(copy: Copy, name: str, width: int) -> Mapping[int, set[int]]:
    """For each envelope the places in the order at which it may have come.

    Each one that comes makes one new page, at the file's end, and pages are exchanged with the next ones only: so it
    came when one of the pages ``width`` to its left and right, in the order of keys, was made.
    """
    pages = {key: number for number, page in enumerate(copy.pages(name)) if number for key in row_keys(page)}
    made = {number: place for place, number in enumerate(sorted(pages.values()))}
    keys = sorted(pages)
    return {
        key: {made[pages[near]] for near in keys[max(0, at - width) : at + width + 1]} for at, key in enumerate(keys)
    }
