"""Sound packs: one file for each language, ``<tag>.zip``, that travels between health services.

    pack.json      {"format": "envelop sound pack 1", "language": "ti", "clips": [...]}
    clips/1.mp3    the first clip of that list, and so on

The reader is strict: what it does not know it refuses, so that nobody smuggles anything along; the same pack is
always written as the same bytes, whole or not at all. ``text`` is the digest of the words that a clip reads
(SHA-256 of the NFC text): a clip whose words have changed since is not to be played.

A clip stands under a key: ``name`` for the language's own name, ``form:who.title`` for a text of the form,
``ggd10 1:sleep.good`` for a text of a questionnaire (its id, a space, its version).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from intake.audio.archive import HINT, LARGEST_PACK, PackError, fold, unfold
from intake.audio.clip import Clip, Pack, Voice, text_digest
from intake.audio.listing import understood, written

__all__ = ["Clip", "Pack", "PackError", "Voice", "pack_of", "read_pack", "read_packs", "text_digest", "write_pack"]


def pack_of(language: str, clips: Iterable[Clip]) -> Pack:
    """A pack with these clips; raises PackError where two have the same key."""
    held = list(clips)
    by_key = {clip.key: clip for clip in held}
    if len(by_key) != len(held):
        raise PackError("two clips have the same key", HINT)
    return Pack(language, by_key)


def read_packs(folder: Path) -> dict[str, Pack]:
    """Every ``<tag>.zip`` of the folder by its tag. Raises PackError, also for a pack under another's name."""
    if not folder.is_dir():
        raise PackError(f"there is no folder {folder}", "Make it, or name the folder of the sound packs.")
    packs = {file.stem: read_pack(file) for file in sorted(folder.glob("*.zip"))}
    for tag, pack in packs.items():
        if pack.language != tag:
            raise PackError(f"{folder / tag}.zip is a pack of {pack.language}", f"Call it {pack.language}.zip.")
    return packs


def read_pack(path: Path) -> Pack:
    """The pack in this file. Raises PackError with the file, what is wrong, and what to do."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PACK + 1)
    except (OSError, ValueError):
        raise PackError(f"cannot read {path}", "Is the path right, and may you read it?") from None
    try:
        return unpacked(data)
    except PackError as error:
        raise PackError(f"{path}: {error.message}", error.hint) from None


def write_pack(path: Path, pack: Pack) -> None:
    """Write the pack, whole or not at all, over the file that was there; raises PackError.

    The bytes are on the disk when this returns: a laptop that dies then loses nothing.
    """
    data = packed(pack)
    folder, part = path.absolute().parent, ""
    try:
        descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
        _settle(folder)
    except OSError:
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)
        raise PackError(f"cannot write {path}", "Does the folder exist, is there room, may you write there?") from None


def _settle(folder: Path) -> None:
    """Make sure that the folder itself remembers the file's new name."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def packed(pack: Pack) -> bytes:
    """The pack as the file's bytes. Raises PackError for what could not be read again."""
    data = fold(written(pack), [clip.mp3 for clip in pack.clips.values()])
    unpacked(data)
    return data


def unpacked(data: bytes) -> Pack:
    """The pack in these bytes. Raises PackError."""
    return pack_of(*understood(*unfold(data)))
