"""Locked files: opened by the right passphrase only, refused when anything in them was changed."""

from __future__ import annotations

import json
import resource
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.locked import (
    CEILING,
    FLOOR,
    LARGEST_FILE,
    MOST_SLOTS,
    LockedFileError,
    Secret,
    lock,
    unlock,
    unlock_slot,
)
from intake.passphrase import WeakPassphraseError

ANNA, BRAM = "correct horse battery staple", "vijf losse woorden naast elkaar"
DESK = Secret("desk key", "opens envelopes", b"D" * 1216, b"d" * 32)
DATABASE = Secret("database", "the desk's database", b"", b"k" * 32)
SECRETS = [DESK, DATABASE]
Document = dict[str, Any]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two slots, at the least cost that is allowed."""
    path = tmp_path_factory.mktemp("keys") / "desk.locked"
    lock(path, SECRETS, {"anna": ANNA, "bram": BRAM}, cost=FLOOR)
    return path


@pytest.fixture
def changed(locked: Path, tmp_path: Path) -> Callable[[Callable[[Document], None]], Path]:
    """A copy of the file with something changed in it."""

    def change(by: Callable[[Document], None]) -> Path:
        document = json.loads(locked.read_bytes())
        by(document)
        copy = tmp_path / "changed.locked"
        copy.write_text(json.dumps(document), "utf-8")
        return copy

    return change


def by_name(*secrets: Secret) -> dict[str, Secret]:
    return {secret.name: secret for secret in secrets}


def test_each_person_opens_it_with_their_own_passphrase(locked: Path) -> None:
    assert unlock(locked, ANNA) == by_name(*SECRETS)
    assert unlock_slot(locked, BRAM) == ("bram", by_name(*SECRETS))


def test_nothing_secret_stands_in_the_file_or_in_a_repr(locked: Path) -> None:
    written = locked.read_text("utf-8")
    assert "ZGRkZGRk" not in written
    assert ANNA not in written
    assert "dddd" not in repr(DESK)


def test_the_file_is_its_owners_alone(locked: Path) -> None:
    assert stat.S_IMODE(locked.stat().st_mode) == 0o600


def test_a_wrong_passphrase_opens_nothing(locked: Path) -> None:
    with pytest.raises(LockedFileError, match="opens no slot"):
        unlock(locked, "correct horse battery stable")


def test_letters_typed_in_another_form_are_the_same_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "frysk.locked"
    lock(path, [DATABASE], {"anna": "Fryslân coöperatie"}, cost=FLOOR)
    assert unlock(path, "Frysla\u0302n coo\u0308peratie") == by_name(DATABASE)


@pytest.mark.parametrize("passphrase", ["short", "aaaaaaaaaaaaaaaa", "123456789012", "Wachtwoord2026!"])
def test_a_weak_passphrase_locks_nothing(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "weak.locked"
    with pytest.raises(WeakPassphraseError):
        lock(path, SECRETS, {"anna": ANNA, "bram": passphrase}, cost=FLOOR)
    assert not path.exists()


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "there.locked"
    path.write_text("something else", "utf-8")
    with pytest.raises(LockedFileError, match="exists already"):
        lock(path, SECRETS, {"anna": ANNA}, cost=FLOOR)
    assert path.read_text("utf-8") == "something else"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.locked").symlink_to(tmp_path / "elsewhere.locked")
    with pytest.raises(LockedFileError, match="exists already"):
        lock(tmp_path / "link.locked", SECRETS, {"anna": ANNA}, cost=FLOOR)
    assert not (tmp_path / "elsewhere.locked").exists()


@pytest.mark.parametrize("below", [".", "deep/down"])
@pytest.mark.parametrize("through", ["directly", "a link", "a detour"])
@pytest.mark.parametrize("kind", ["work tree", "linked work tree"])
def test_a_file_never_lies_inside_a_git_work_tree(tmp_path: Path, below: str, through: str, kind: str) -> None:
    folder = tmp_path / "repository" / below
    folder.mkdir(parents=True)
    git = tmp_path / "repository" / ".git"
    git.mkdir() if kind == "work tree" else git.write_text("gitdir: elsewhere", "utf-8")
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "outside").mkdir()
    places = {
        "directly": folder,
        "a link": tmp_path / "link",
        "a detour": tmp_path / "outside" / ".." / "repository" / below,
    }
    with pytest.raises(LockedFileError, match="git work tree"):
        lock(places[through] / "desk.locked", SECRETS, {"anna": ANNA}, cost=FLOOR)
    assert not list(tmp_path.rglob("*.locked"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LockedFileError, match="cannot write"):
        lock(tmp_path / "nowhere" / "desk.locked", SECRETS, {"anna": ANNA}, cost=FLOOR)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    big = Secret("big", "too big for the disk", b"", bytes(64 * 1024))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(LockedFileError, match="cannot write"):
            lock(tmp_path / "full.locked", [big], {"anna": ANNA}, cost=FLOOR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("secrets", "passphrases"),
    [
        (SECRETS, {}),
        (SECRETS, {"": ANNA}),
        (SECRETS, {"an\nna": ANNA}),
        (SECRETS, {"\udcff": ANNA}),
        ([DESK, DESK], {"anna": ANNA}),
        ([Secret("a\u202eb", "", b"", b"")], {"anna": ANNA}),
    ],
)
def test_every_slot_and_secret_has_a_name_of_its_own(
    tmp_path: Path, secrets: list[Secret], passphrases: dict[str, str]
) -> None:
    with pytest.raises(LockedFileError):
        lock(tmp_path / "desk.locked", secrets, passphrases, cost=FLOOR)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("cost", [(FLOOR[0] - 1, FLOOR[1]), (FLOOR[0], FLOOR[1] - 1), (CEILING[0] + 1, FLOOR[1])])
def test_a_lock_that_could_not_be_read_is_not_written(tmp_path: Path, cost: tuple[int, int]) -> None:
    with pytest.raises(LockedFileError, match="cost outside the limits"):
        lock(tmp_path / "desk.locked", SECRETS, {"anna": ANNA}, cost=cost)


def set_slot(name: str, value: object) -> Callable[[Document], None]:
    return lambda document: document["slots"][0].__setitem__(name, value)


def set_secret(name: str, value: object) -> Callable[[Document], None]:
    return lambda document: document["secrets"][0].__setitem__(name, value)


def exchange(name: str) -> Callable[[Document], None]:
    def by(document: Document) -> None:
        one, other = document["secrets"]
        one[name], other[name] = other[name], one[name]

    return by


@pytest.mark.parametrize(
    "by",
    [
        exchange("secret"),
        exchange("public"),
        exchange("purpose"),
        exchange("name"),
        set_secret("purpose", "something else"),
        set_secret("public", "AAAA"),
        set_secret("public", "not base64!"),
        set_secret("secret", "AAAA"),
        set_secret("secret", "A" * 100),
        set_slot("name", "carla"),
    ],
)
def test_a_file_put_together_from_parts_is_refused(
    changed: Callable[[Callable[[Document], None]], Path], by: Callable[[Document], None]
) -> None:
    with pytest.raises(LockedFileError, match="tampered with"):
        unlock(changed(by), ANNA)


def test_a_tampered_slot_opens_nothing(changed: Callable[[Callable[[Document], None]], Path]) -> None:
    with pytest.raises(LockedFileError, match="opens no slot"):
        unlock(changed(set_slot("key", "A" * 120)), ANNA)
    assert unlock(changed(set_slot("salt", "short")), BRAM) == by_name(*SECRETS)


@pytest.mark.parametrize(
    "by",
    [
        set_slot("memory", 1 << 50),
        set_slot("memory", CEILING[1] + 1),
        set_slot("memory", FLOOR[1] - 1),
        set_slot("ops", 10**9),
        set_slot("ops", FLOOR[0] - 1),
        set_slot("ops", -1),
        lambda document: document["slots"][1].update(ops=10**6),
    ],
)
def test_an_absurd_cost_is_refused_before_anything_is_derived(
    changed: Callable[[Callable[[Document], None]], Path], by: Callable[[Document], None]
) -> None:
    path, start = changed(by), time.process_time()
    with pytest.raises(LockedFileError, match="cost outside the limits"):
        unlock(path, ANNA)
    assert time.process_time() - start < 0.05


def more_slots(document: Document) -> None:
    document["slots"] = [document["slots"][0] | {"name": f"slot {number}"} for number in range(MOST_SLOTS + 1)]


def same_names(document: Document) -> None:
    document["secrets"][1]["name"] = document["secrets"][0]["name"]


@pytest.mark.parametrize(
    "by",
    [
        more_slots,
        same_names,
        lambda document: document.update(slots=[]),
        lambda document: document.update(more=1),
        lambda document: document.update(format="envelop locked file 3"),
        set_slot("ops", True),
        set_slot("ops", "3"),
        set_slot("more", "x"),
        set_secret("secret", None),
    ],
)
def test_what_is_no_locked_file_of_a_known_format_is_refused(
    changed: Callable[[Callable[[Document], None]], Path], by: Callable[[Document], None]
) -> None:
    path = changed(by)
    with pytest.raises(LockedFileError):
        unlock(path, ANNA)


@given(data=st.binary(max_size=200) | st.just(b"[" * 5000) | st.just(b" " * (LARGEST_FILE + 1)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes_are_no_locked_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "random.locked"
    path.write_bytes(data)
    with pytest.raises(LockedFileError, match="is not a locked file"):
        unlock(path, ANNA)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(LockedFileError, match="cannot read"):
            unlock(path, ANNA)
