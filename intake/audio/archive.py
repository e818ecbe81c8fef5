"""The zip around a pack: ``pack.json`` and ``clips/1.mp3``, ``clips/2.mp3`` …, stored, in this order, and nothing else.

The same files always make the same bytes, and only these bytes are read: what any zip tool might do besides -
compression, encryption, comments, other names, links, files that share bytes - is refused, and nothing can hide.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

from intake.errors import IntakeError

LIST = "pack.json"
LARGEST_CLIP = 512 * 1024
LARGEST_LIST = 1024 * 1024
LARGEST_PACK = 48 * 1024 * 1024
MOST_CLIPS = 1000
HINT = "Ask for the pack again, or make it with `intake audio`; docs/audio.md says what a pack is."

# Every file in a pack says the same about itself, so that a pack's bytes depend on its contents only.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class PackError(IntakeError):
    """A sound pack cannot be read or written."""


def clip_name(number: int) -> str:
    """The name within the zip of the clip at this place, from 1."""
    return f"clips/{number}.mp3"


def fold(listed: bytes, clips: Sequence[bytes]) -> bytes:
    """The zip with this list and these clips."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_about(LIST), listed)
        for number, clip in enumerate(clips, start=1):
            archive.writestr(_about(clip_name(number)), clip)
    return buffer.getvalue()


def unfold(data: bytes) -> tuple[bytes, list[bytes]]:
    """The list and the clips of a zip that holds just these. Raises PackError."""
    if len(data) > LARGEST_PACK:
        raise PackError(f"larger than {LARGEST_PACK} bytes", HINT)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_members(archive, len(data))
            listed, *clips = [archive.read(member) for member in archive.infolist()]
    # What the library raises on files that are no zip, or one that contradicts itself.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, LookupError, OSError):
        raise PackError("not a zip file, or a damaged one", HINT) from None
    if fold(listed, clips) != data:
        raise PackError("holds more than its clips, or was made by another program", HINT)
    return listed, clips


def _about(name: str) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name, _EPOCH)
    about.create_system = 3
    about.external_attr = 0o644 << 16
    return about


def _refuse_members(archive: zipfile.ZipFile, size: int) -> None:
    members = archive.infolist()
    if not 1 <= len(members) <= MOST_CLIPS + 1:
        raise PackError(f"expected {LIST} and at most {MOST_CLIPS} clips", HINT)
    expected = [LIST, *(clip_name(number) for number in range(1, len(members)))]
    for member, name in zip(members, expected, strict=True):
        _refuse_member(member, name)
    # Stored files that share bytes would unfold into more than what is there.
    if archive.comment or sum(member.file_size for member in members) > size:
        raise PackError("says more about itself than a pack does", HINT)


def _refuse_member(member: zipfile.ZipInfo, name: str) -> None:
    if member.orig_filename != name or member.filename != name:
        raise PackError(f"holds a file that is not of a pack, in the place of {name}", HINT)
    if member.compress_type != zipfile.ZIP_STORED or member.flag_bits or member.extra or member.comment:
        raise PackError(f"{name} is compressed, encrypted or has notes attached", HINT)
    largest = LARGEST_LIST if name == LIST else LARGEST_CLIP
    if member.file_size != member.compress_size or member.file_size > largest:
        raise PackError(f"{name} is larger than {largest} bytes", HINT)
