"""What can be heard: one file for each language, fetched whole when somebody first listens, so that no request tells
which question is read; and one with the names of all languages, for the first screen.

A file is the length of its index (four bytes, the highest first), the index as JSON, and the recordings one after
the other: ``{"clips": {KEY: [offset, length, synthetic]}}``, offsets counted from the first recording. A recording of
words that the form no longer says is left out, and one that a second speaker refused; in production also whatever a
machine spoke or nobody approved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from intake.audio.clip import as_read
from intake.audio.pack import Clip, read_packs
from intake.relay.newcomer.fixed import Fixed
from intake.relay.offer import PRODUCTION, Offer

FOLDER = "/audio/"
TYPE = "application/octet-stream"
NAME = "name"
"""The key of a language's own name; in the file of all names a language's tag takes its place."""
NAMES = "names"


@dataclass(frozen=True, slots=True)
class Sound:
    """``packs``: URLs by language; ``names``: that of the file of names, and the languages in it, or nothing.

    ``files``: what is answered, by the name in the URL.
    """

    packs: Mapping[str, str] = field(default_factory=dict)
    names: str = ""
    files: Mapping[str, Fixed] = field(default_factory=dict)


def sound(offered: Sequence[Offer], folder: Path | None, *, environment: str) -> Sound:
    """What ``folder`` has for these languages. Raises PackError where a file in it is no pack of its language."""
    if folder is None:
        return Sound()
    offers = {offer.language.tag: offer for offer in offered}
    packs = {tag: pack for tag, pack in read_packs(folder).items() if tag in offers}
    found = {tag: _usable(offers[tag], pack.clips, environment) for tag, pack in packs.items()}
    written = {tag: _written(clips) for tag, clips in found.items() if clips}
    urls = {tag: f"{FOLDER}{file_name(contents, tag)}" for tag, contents in written.items()}
    named = {tag: clips[NAME] for tag, clips in found.items() if NAME in clips}
    if named:
        written[NAMES] = _written(named)
    files = {file_name(contents, what): Fixed(contents, TYPE) for what, contents in written.items()}
    return Sound(urls, " ".join((f"{FOLDER}{file_name(written[NAMES], NAMES)}", *named)) if named else "", files)


def file_name(contents: bytes, what: str) -> str:
    """``<hash>.<tag>.pack``."""
    return f"{hashlib.sha256(contents).hexdigest()[:12]}.{what}.pack"


def _usable(offer: Offer, clips: Mapping[str, Clip], environment: str) -> dict[str, Clip]:
    said = {key: as_read(text) for key, text in _texts(offer)}
    return {
        key: clip
        for key, clip in clips.items()
        if (words := said.get(key)) is not None and clip.reads(words) and _fit(clip, environment)
    }


def _fit(clip: Clip, environment: str) -> bool:
    if environment == PRODUCTION:
        return clip.approved and not clip.synthetic
    return not clip.refused


def _texts(offer: Offer) -> Iterator[tuple[str, str]]:
    """What the form says in this language today, by the keys of clips."""
    yield NAME, offer.language.own_name
    yield from ((f"form:{key}", message.text) for key, message in offer.form.messages.items())
    for name, (_, texts) in offer.questionnaires.items():
        yield from ((f"{name}:{key}", message.text) for key, message in texts.messages.items())


def _written(clips: Mapping[str, Clip]) -> bytes:
    """The same recording under several keys is written once."""
    places: dict[bytes, int] = {}
    end = 0
    for clip in clips.values():
        if clip.mp3 not in places:
            places[clip.mp3] = end
            end += len(clip.mp3)
    listed = {key: (places[clip.mp3], len(clip.mp3), clip.synthetic) for key, clip in clips.items()}
    index = msgspec.json.encode({"clips": listed})
    return len(index).to_bytes(4, "big") + index + b"".join(places)
