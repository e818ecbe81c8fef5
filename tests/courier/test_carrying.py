"""The courier against a relay that really serves: bundles out, receipts and key sheets in."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from intake.courier.client import RelayClient
from intake.courier.errors import CourierError
from intake.courier.key import open_key
from intake.courier.pull import pull
from intake.courier.push import Kind, push
from intake.courier.refusals import BY_WORD
from intake.envelope.bundle import BundleReader
from intake.envelope.format import ENVELOPE_LENGTH, digest
from tests.courier.cable import Cable
from tests.faults.documents import bit_changed
from tests.publication import publication, signed
from tests.relay.filled import fill
from tests.relay.served import COMMAND, Served, run
from tests.relay.world import INBOX, PASSPHRASE, Ggd


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("served")).serving() as made:
        yield made


@pytest.fixture(scope="module")
def client(served: Served) -> RelayClient:
    key = open_key(served.folder / "courier", PASSPHRASE)
    return RelayClient(f"http://127.0.0.1:{served.port}", INBOX, key)


def carried(served: Served, bundle: Path) -> list[bytes | None]:
    relay = served.opened()
    with bundle.open("rb") as stream:
        reader = BundleReader(stream, relay=relay.signing.verify_key.encode(), inbox=INBOX)
        return [each.envelope for each in reader.envelopes()]


def test_envelopes_travel_to_the_desk_and_leave_once_the_desk_has_them(
    served: Served, client: RelayClient, tmp_path: Path
) -> None:
    token, sealed = served.link(), [served.ggd.seal() for _ in range(5)]
    assert [served.send(each, token) for each in sealed] == [201] * 5
    assert pull(client, tmp_path / "first") == 5
    assert carried(served, tmp_path / "first") == sorted(sealed, key=digest)
    (tmp_path / "receipt").write_bytes(served.ggd.receipt(map(digest, sealed))[0])
    assert push(client, tmp_path / "receipt") is Kind.RECEIPT
    assert push(client, tmp_path / "receipt") is Kind.RECEIPT
    assert pull(client, tmp_path / "second") == 0


def test_a_key_sheet_reaches_the_form(served: Served, client: RelayClient, tmp_path: Path) -> None:
    sheet = served.ggd.sheet(datetime.now(UTC).date() + timedelta(days=1))
    (tmp_path / "sheet").write_bytes(sheet.raw)
    assert push(client, tmp_path / "sheet") is Kind.KEY_SHEET
    body = b'{"token":"%s"}' % served.link().encode()
    assert sheet.raw in served.ask("POST", "/api/links/open", body)[1]


def test_an_older_key_sheet_is_refused_in_words(client: RelayClient, served: Served, tmp_path: Path) -> None:
    older = served.ggd.sheet(datetime.now(UTC).date() - timedelta(days=9))
    (tmp_path / "sheet").write_bytes(older.raw)
    with pytest.raises(CourierError, match="newer key sheet"):
        push(client, tmp_path / "sheet")


def test_a_courier_that_is_not_registered_is_told_what_to_check(served: Served, tmp_path: Path) -> None:
    stranger = RelayClient(f"http://127.0.0.1:{served.port}", INBOX, SigningKey.generate())
    with pytest.raises(CourierError, match="does not know this courier") as refused:
        pull(stranger, tmp_path / "bundle")
    assert "fingerprint" in refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_clock_that_is_wrong_is_refused(served: Served, tmp_path: Path) -> None:
    key = open_key(served.folder / "courier", PASSPHRASE)
    late = RelayClient(f"http://127.0.0.1:{served.port}", INBOX, key, clock=lambda: 0)
    with pytest.raises(CourierError, match="does not know this courier"):
        pull(late, tmp_path / "bundle")


def test_the_commands_do_it_too(served: Served, tmp_path: Path) -> None:
    out = tmp_path / "bundle"
    told = served.run("courier", "pull", "--out", str(out))
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"0 envelopes in {out}\n"
    again = served.run("courier", "pull", "--out", str(out))
    assert (again.returncode, "exists already" in again.stderr) == (1, True)
    pushed = served.run("courier", "push", str(out))
    assert (pushed.returncode, "this is a bundle" in pushed.stderr) == (1, True)


def test_a_published_file_goes_by_command(served: Served) -> None:
    (served.folder / "file").write_bytes(signed(served.ggd, publication(sequence=1)))
    told = served.run("courier", "push", str(served.folder / "file"))
    assert (told.returncode, told.stdout) == (0, "the relay has the published file\n")
    assert b"Het Praathuis" in served.ask("GET", "/info/en/")[1]


def test_a_courier_is_made_once_and_tells_its_fingerprint(served: Served, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(served.config_file.read_text())
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n")
    made = run(["courier", "init", "--config", str(config)])
    assert (made.returncode, len(made.stdout.strip())) == (0, 22)
    assert (tmp_path / "courier" / "courier.locked").stat().st_mode & 0o777 == 0o600


def test_a_receipt_that_cannot_be_taken_is_refused_by_command_and_a_good_one_is_taken(served: Served) -> None:
    first, said = served.ggd.receipt([], desk="F" * 22, sequence=2)
    good, _ = served.ggd.receipt([os.urandom(32)], desk="F" * 22, sequence=3, previous=said)

    def push(data: bytes) -> tuple[int, str]:
        (served.folder / "file").write_bytes(data)
        ran = served.run("courier", "push", str(served.folder / "file"))
        return ran.returncode, (ran.stdout + ran.stderr).strip()

    assert push(first) == (0, "the relay has the receipt")
    assert push(good[:300])[1].startswith("error: the file is damaged, or only a part of it was copied\nhint: ")
    refusals = {
        bit_changed(good, "signature"): "damaged",
        Ggd().receipt([])[0]: "other-ggd",
        served.ggd.receipt([], inbox="ggd-other")[0]: "other-inbox",
        served.ggd.receipt([], desk="F" * 22, sequence=1)[0]: "older-receipt",
        served.ggd.receipt([os.urandom(32)], desk="F" * 22, sequence=2)[0]: "second-copy",
    }
    for data, word in refusals.items():
        message, hint, _ = BY_WORD[word]
        assert push(data) == (1, f"error: {message}\nhint: {hint}")
    assert push(good) == (0, "the relay has the receipt")


@pytest.fixture(scope="module")
def stick(served: Served) -> Path:
    """The folder of the configuration."""
    with served.config_file.open("a") as config:
        config.write('folder = "stick"\nevery_minutes = 1\n')
    return served.folder / "stick"


def test_one_round_by_command(served: Served, stick: Path) -> None:
    away = served.run("courier", "sync", "--once")
    assert (away.returncode, "Is the stick in" in away.stderr) == (1, True)
    stick.mkdir()
    first = served.run("courier", "sync", "--once")
    assert (first.returncode, first.stderr) == (0, "")
    assert re.fullmatch(r"bundle \d+, with \d+ envelopes: bundle-ggd-demo-\d{6}-[0-9a-f]{8}\.envelop\n", first.stdout)
    (stick / "sheet").write_bytes(served.ggd.sheet(datetime.now(UTC).date() - timedelta(days=30)).raw)
    refused = served.run("courier", "sync", "--once")
    assert (refused.returncode, "1 of the files were refused" in refused.stderr) == (1, True)
    assert "sheet was refused: the relay has a newer key sheet." in refused.stdout


def test_the_command_without_a_folder_is_refused(served: Served, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(served.config_file.read_text().replace("folder =", "# folder ="))
    told = run(["courier", "sync", "--config", str(config)])
    assert (told.returncode, "has no folder" in told.stderr) == (1, True)


def test_the_command_carries_until_it_is_stopped(served: Served, stick: Path) -> None:
    stick.mkdir(exist_ok=True)
    command = [*COMMAND, "courier", "sync", "--config", str(served.config_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith("bundle ")
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
        assert running.stderr.read() == ""


def test_a_relay_that_dies_in_the_middle_and_comes_back_serves_everything(served: Served, tmp_path: Path) -> None:
    """The last here: the relay has another port afterwards."""
    relay = served.opened()
    fill(relay.engine, 200, week="2026-W01")
    relay.engine.dispose()
    cable = Cable(served.port)
    key = open_key(served.folder / "courier", PASSPHRASE)
    client, out = RelayClient(cable.address, INBOX, key), tmp_path / "bundle"
    all_of_them = pull(client, tmp_path / "before")
    assert all_of_them >= 200
    cable.length = 100 * ENVELOPE_LENGTH
    with pytest.raises(CourierError, match="broke off"):
        pull(client, out)
    served.stop(signal.SIGKILL)
    with pytest.raises(CourierError):
        pull(client, out)
    served.start()
    cable.port, cable.length = served.port, None
    assert pull(client, out) == all_of_them
    cable.close()
    assert None not in carried(served, out)
