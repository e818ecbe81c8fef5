"""One folder with every zone in it: keys, relay, courier, desk, and an organisation that hands out links.

    config.toml  passphrase      serve every other command
    relay/  courier/  desk/  network/      each zone's own folder
    audio/                       sound packs
    safe/recovery.locked         what would lie on paper in a safe

Made beside its place and moved there when it is whole, so an interrupted demo leaves nothing half made.
"""

from __future__ import annotations

import base64
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.config import Config, Courier, Desk, Handout, Network, Relay, load, section
from intake.courier.key import make_key
from intake.demo.ports import Ports
from intake.desk.keys.ceremony import Slot, new_keys
from intake.desk.keys.keeping import InFile
from intake.desk.unlock import init_desk
from intake.errors import IntakeError
from intake.locked import FLOOR
from intake.questionnaire.shipped import shipped_questionnaire
from intake.relay.making import make_relay

AUDIO = "audio"
ORGANISATION, SCHOOL = "demo", "taalschool"
INBOX, PLACE, SCHOOL_PLACE = "ggd-demo", "GM0363", "GM0034"
GGD = "GGD Demo"
NURSE = "noor"
BOOK_OF, COORDINATOR = "Welzijn Voorbeeldstad", "wanda"

CONFIG = """\
# Made by `intake demo`: every zone on one machine. In earnest each zone has a machine and a file of its own,
# and nobody writes the desk's passphrase into a file.
environment = "demo"
passphrase_file = "passphrase"

[relay]
data = "relay"
origin = "{ports.origin}"
listen = "127.0.0.1:{ports.form}"
hours_between_bundles = 0
audio = "{audio}"

[relay.handout]
origin = "{ports.handout_origin}"
listen = "127.0.0.1:{ports.handout}"
session_hours = 12

[relay.limits]
opens_per_minute = 100000
envelopes_per_minute = 100000

[[relay.inboxes]]
id = "{inbox}"
identity = "{identity}"
questionnaire = "ggd10"
version = "1"
couriers = ["{courier}"]
self_referral = true
municipalities = ["GM0034", "GM0362", "GM0363", "GM0384", "GM0394", "GM0479"]

[[relay.organisations]]
id = "{organisation}"
name = "Gemeente Demo"
inbox = "{inbox}"
place = "{place}"

[[relay.organisations]]
id = "{school}"
name = "Taalschool De Brug"
inbox = "{inbox}"
place = "{school_place}"
colour = "#7a1f3d"

[courier]
data = "courier"
relay = "{ports.origin}"
inbox = "{inbox}"

[desk]
data = "desk"
inbox = "{inbox}"
ggd = "{ggd}"
questionnaires = ["{questionnaire}"]
listen = "127.0.0.1:{ports.desk}"
watched = "stick"
idle_minutes = 60

# What is published of where to walk in, and of how the figures are counted: an invented address.
[desk.walk_in]
address = "Voorbeeldstraat 1, Voorbeeldstad"
phone = "088 000 00 00"
hours = [
  {{ days = "mon", hours = "09:00-12:00" }},
  {{ days = "thu", hours = "13:00-17:00" }},
]

[desk.figures]
places = {{ {organisation} = "{place}", {school} = "{school_place}" }}

# What letters say of who writes them: of nobody.
[desk.sender]
neutral = "Afsprakenbureau Demostraat"
address = ["Demostraat 1", "1000 AA Demostad"]
phone = "088 000 00 00"
opening = [{{ days = "mon-fri", hours = "09:00-17:00" }}]

[[desk.sender.professionals]]
slot = "{nurse}"
name = "N. de Vries, verpleegkundige"
big = "00000000000"
phone = "088 000 00 01"

[network]
data = "network"
organisation = "{network}"
region = "GGD Amsterdam"
listen = "127.0.0.1:{ports.network}"
idle_minutes = 60

[network.sender]
name = "{network}"
address = ["Demostraat 2", "1000 AA Demostad"]
phone = "088 000 00 02"
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder with all zones, and what its files say."""

    folder: Path
    config: Config
    passphrase: str

    @property
    def relay(self) -> Relay:
        """The relay's section."""
        return section(self.config.relay, "relay")

    @property
    def handout(self) -> Handout:
        """The section of those who hand out."""
        return section(self.relay.handout, "relay.handout")

    @property
    def courier(self) -> Courier:
        """The courier's section."""
        return section(self.config.courier, "courier")

    @property
    def desk(self) -> Desk:
        """The desk's section."""
        return section(self.config.desk, "desk")

    @property
    def network(self) -> Network:
        """The network book's section."""
        return section(self.config.network, "network")

    @property
    def config_file(self) -> Path:
        """What ``--config`` gets."""
        return self.folder / "config.toml"


def is_scene(folder: Path) -> bool:
    """Has a demo been set up in ``folder``?"""
    return (folder / "config.toml").is_file()


def open_scene(folder: Path, ports: Ports) -> Scene:
    """The demo in ``folder``, now on ``ports``."""
    inbox = section(load(folder / "config.toml").relay, "relay").inboxes[0]
    _write_config(folder, ports, identity=inbox.identity, courier=inbox.couriers[0])
    return _read(folder)


def make_scene(folder: Path, ports: Ports, today: date, fill: Callable[[Scene], None]) -> Scene:
    """Make a demo in ``folder`` and let ``fill`` bring it to life; raises IntakeError where other things lie there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise IntakeError(f"{folder} holds something other than a demo", "Choose an empty folder with --data DIR.")
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
    try:
        fill(_set_up(made, ports, today))
        made.replace(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return _read(folder)


def _set_up(folder: Path, ports: Ports, today: date) -> Scene:
    passphrase = base64.b32encode(secrets.token_bytes(15)).decode("ascii").lower()
    _write_private(folder / "passphrase", passphrase + "\n")
    (folder / "safe").mkdir(mode=0o700)
    desk = Desk(data=folder / "desk", inbox=INBOX, ggd=GGD)
    # The passphrase lies beside the files it locks, so the demo does not wait for an expensive lock.
    slot = Slot(NURSE, passphrase, cost=FLOOR)
    ring = new_keys(desk, slot=slot, keep=InFile(folder / "safe" / "recovery.locked"), today=today)
    courier = make_key(folder / "courier", passphrase, cost=FLOOR)
    _write_config(folder, ports, identity=ring.fingerprint, courier=courier)
    scene = _read(folder)
    relay_key = make_relay(scene.relay, passphrase, cost=FLOOR)
    init_desk(scene.desk, passphrase, relay_key=relay_key)
    return scene


def _write_config(folder: Path, ports: Ports, *, identity: str, courier: str) -> None:
    text = CONFIG.format(
        ports=ports,
        inbox=INBOX,
        identity=identity,
        courier=courier,
        organisation=ORGANISATION,
        school=SCHOOL,
        place=PLACE,
        school_place=SCHOOL_PLACE,
        ggd=GGD,
        nurse=NURSE,
        network=BOOK_OF,
        questionnaire=shipped_questionnaire("ggd10"),
        audio=AUDIO,
    )
    (folder / "config.toml").write_text(text, encoding="utf-8")
    (folder / AUDIO).mkdir(exist_ok=True)


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def _read(folder: Path) -> Scene:
    config = load(folder / "config.toml")
    return Scene(folder, config, (folder / "passphrase").read_text(encoding="utf-8").strip())
