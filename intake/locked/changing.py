"""Changing a locked file: slots come and go, passphrases and secrets change. Each change makes a new file key.

Nothing is changed on the way: a change is prepared in memory, which takes a moment for Argon2, and then put in place of
the file in one step. Until that step the file is as it was; there is no moment without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from intake.locked.content import Slot
from intake.locked.errors import LockedFileError
from intake.locked.opening import Opened, open_file
from intake.locked.secret import Secret
from intake.locked.slot import Own, refuse_cost
from intake.locked.writing import write_new, written
from intake.marking import N_, filled
from intake.passphrase import refuse_weak


@dataclass(frozen=True, slots=True, repr=False)
class Rewrite:
    """A change that was prepared. ``by`` is the slot of who prepared it, ``secrets`` what the file then holds.

    ``cost`` is Argon2id's (passes, bytes of memory) of that slot.
    """

    path: Path
    by: str
    secrets: dict[str, Secret]
    cost: tuple[int, int]
    _before: bytes
    _after: bytes

    def write(self) -> None:
        """Put it in place of the file; raises LockedFileError, also where somebody else changed it meanwhile."""
        part = self.path.with_name(f"{self.path.name}.part")
        try:
            if self.path.read_bytes() != self._before:
                raise LockedFileError(
                    filled(N_("%(path)s was changed meanwhile"), path=str(self.path)),
                    N_("Nothing was done; try again."),
                )
            part.unlink(missing_ok=True)
            write_new(part, self._after)
            part.replace(self.path)
        except OSError:
            part.unlink(missing_ok=True)
            raise LockedFileError(
                filled(N_("cannot write %(path)s"), path=str(self.path)),
                N_("It is as it was. Has another program opened it? Try again."),
            ) from None


def add_secret(path: Path, secret: Secret, passphrase: str) -> None:
    """Lock one more secret into the file that ``passphrase`` opens: it stands there whole, or the file is as it was.

    Raises LockedFileError, also where there is a secret of this name.
    """
    with_secrets(path, passphrase, lambda secrets: [*secrets.values(), secret]).write()


def with_secrets(
    path: Path, passphrase: str, change: Callable[[dict[str, Secret]], Iterable[Secret]], *, name: str | None = None
) -> Rewrite:
    """The file with other secrets: ``change`` gets those by name, and gives all that it shall hold."""
    file = _changeable(path, passphrase, name)
    return _rewrite(path, file, _slots(file, passphrase), list(change(dict(file.secrets))))


def with_slot(
    path: Path,
    passphrase: str,
    *,
    new_name: str,
    new_passphrase: str,
    name: str | None = None,
    cost: tuple[int, int] | None = None,
) -> Rewrite:
    """The file with one more slot. ``passphrase`` (and ``name``) are of somebody who has one; so is the cost, unless
    ``cost`` says otherwise. Raises LockedFileError or WeakPassphraseError."""
    refuse_weak(new_passphrase, known=[new_name])
    file = _changeable(path, passphrase, name)
    paid = cost or file.cost
    refuse_cost(*paid)
    another = Own.new(new_name, file.own.house).slot(new_passphrase, paid)
    return _rewrite(path, file, [*_slots(file, passphrase), another], file.secrets.values())


def without_slot(path: Path, passphrase: str, *, gone: str, name: str | None = None) -> Rewrite:
    """The file without the slot of ``gone``, who can then open old copies only. The last slot stays.

    Raises LockedFileError.
    """
    file = _changeable(path, passphrase, name)
    if gone not in file.people:
        raise LockedFileError(
            N_("nobody of this name has a slot in this file"), N_("Look who has one: the list of people says.")
        )
    if file.people == (gone,):
        raise LockedFileError(
            N_("this is the last slot: without it nobody opens the file"), N_("Add another person's first.")
        )
    if gone == file.own.name:
        raise LockedFileError(N_("nobody takes out their own slot"), N_("Ask somebody else who has one."))
    rest = [slot for slot in _slots(file, passphrase) if slot.name != gone]
    return _rewrite(path, file, rest, file.secrets.values())


def with_passphrase(
    path: Path, passphrase: str, new: str, *, name: str | None = None, cost: tuple[int, int] | None = None
) -> Rewrite:
    """The file with another passphrase on the slot that ``passphrase`` opens, and a new key pair behind it.

    Raises LockedFileError or WeakPassphraseError.
    """
    file = _changeable(path, passphrase, name)
    refuse_weak(new, known=[file.own.name])
    paid = cost or file.cost
    refuse_cost(*paid)
    mine = file.own.renewed().slot(new, paid)
    slots = [mine if slot.name == mine.name else slot for slot in file.slots] or [mine]
    return _rewrite(path, file, slots, file.secrets.values())


def _changeable(path: Path, passphrase: str, name: str | None) -> Opened:
    file = open_file(path, passphrase, name=name)
    if not file.slots and len(file.people) > 1:
        raise LockedFileError(
            N_("an older version made this file, with several slots: it can be opened and not changed"),
            N_("Make new keys."),
        )
    return file


def _slots(file: Opened, passphrase: str) -> list[Slot]:
    """Everybody's slots; of a file in the first format, its only one in the new form."""
    return list(file.slots) or [file.own.slot(passphrase, file.cost)]


def _rewrite(path: Path, file: Opened, slots: list[Slot], secrets: Iterable[Secret]) -> Rewrite:
    held = list(secrets)
    after = written(file.own, slots, held)
    return Rewrite(path, file.own.name, {secret.name: secret for secret in held}, file.cost, file.data, after)
