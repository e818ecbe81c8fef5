"""Changes single messages of a .po file and nothing else: order, comments, flags and line ends stay, byte for byte.

Babel reads such files well but writes them anew; a reviewer's name in one message must not stir three hundred others.
What was written is read again (review.py): a change that did not come out as meant is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel.messages.pofile import denormalize, escape

_MACHINE = ("#.", "#:", "#,", "#~", "#|", "#=")
_GOES_ON = ('"', "msgstr", '#~ "', "#~ msgstr")
_ENDS = ("msgstr", "#~ msgstr")


class PoFile:
    """A file's text as blocks of lines, one for each message, joined again by ``text``."""

    def __init__(self, text: str) -> None:
        self._blocks = list(_blocks(text))
        self._end = "\r\n" if "\r\n" in text else "\n"

    def text(self) -> str:
        """The whole file."""
        return "".join(line for block in self._blocks for line in block)

    def say(self, context: str, text: str) -> None:
        """Replace the message's translation. Raises KeyError."""
        block = self._block(context)
        first = _first(block, "msgstr")
        last = first + 1
        while last < len(block) and block[last].lstrip().startswith('"'):
            last += 1
        block[first:last] = [f"msgstr {escape(text)}{self._end}"]

    def note(self, context: str, label: str, value: str) -> None:
        """Add a labelled comment below those that there are. Raises KeyError."""
        block = self._block(context)
        block.insert(_above_machine(block), f"# {label}: {value}{self._end}")

    def label(self, context: str, label: str, value: str) -> None:
        """Replace what stands under this label, or add it. Raises KeyError."""
        block = self._block(context)
        place = _take_out(block, label)
        block.insert(_above_machine(block) if place is None else place, f"# {label}: {value}{self._end}")

    def drop(self, context: str, label: str) -> None:
        """Take out what stands under this label, if anything. Raises KeyError."""
        _take_out(self._block(context), label)

    def _block(self, context: str) -> list[str]:
        for block in self._blocks:
            if _context(block) == context:
                return block
        raise KeyError(context)


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines with their ends; a block ends where the next message's first comment or word begins."""
    block, done = list[str](), False
    for line in text.split("\n"):
        said = line.strip()
        if done and said and not said.startswith(_GOES_ON):
            yield block
            block, done = [], False
        block.append(f"{line}\n")
        done = done or said.startswith(_ENDS)
    # What stands behind the last line end is no line; taking its own end off gives back the file as it was.
    block[-1] = block[-1].removesuffix("\n")
    yield block


def _context(block: list[str]) -> str | None:
    lines = [line.strip() for line in block]
    places = [place for place, line in enumerate(lines) if line.startswith("msgctxt")]
    if not places:
        return None
    quoted = [lines[places[0]].removeprefix("msgctxt").strip()]
    for line in lines[places[0] + 1 :]:
        if not line.startswith('"'):
            break
        quoted.append(line)
    return denormalize("\n".join(quoted))


def _first(block: list[str], word: str) -> int:
    return next(place for place, line in enumerate(block) if line.lstrip().startswith(word))


def _is_comment(line: str) -> bool:
    """A translator's, not one that tools write."""
    said = line.strip()
    return said.startswith("#") and not said.startswith(_MACHINE)


def _above_machine(block: list[str]) -> int:
    """Below the last of the translator's comments; above the first line where there are none."""
    places = [place for place, line in enumerate(block) if _is_comment(line)]
    if places:
        return places[-1] + 1
    return next((place for place, line in enumerate(block) if line.strip()), 0)


def _take_out(block: list[str], label: str) -> int | None:
    """Where it stood. A comment without a label goes on with the one above it."""
    for place, line in enumerate(block):
        if _is_comment(line) and _labelled(line) == label:
            end = place + 1
            while end < len(block) and _is_comment(block[end]) and _labelled(block[end]) is None:
                end += 1
            del block[place:end]
            return place
    return None


def _labelled(line: str) -> str | None:
    label, colon, _ = line.strip().lstrip("#").strip().partition(":")
    return label if colon and label in ("back-translation", "review", "note") else None
