"""The configuration: one TOML file, read into frozen structs. An unknown key stops the start and is named.

Relative paths are relative to the file's folder. Each zone reads its own section and needs no other.
config.example.toml explains every key.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from intake.errors import ConfigError

Section = TypeVar("Section")


class Inbox(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where envelopes for one GGD's team wait. ``identity`` and ``couriers`` are fingerprints (22 characters).

    With ``self_referral`` people may come without a link who live in the ``municipalities`` (CBS codes) or in any of
    the region of ``ggd``, as intake/places/municipalities.toml names it. ``former_versions`` of the questionnaire are
    still taken in, from forms that were open, or tablets that had no network, when ``version`` changed. ``post`` is
    told every working day that the post may be collected; ``alarm``, when nobody did for ``alarm_days`` working days.
    """

    id: str
    identity: str
    questionnaire: str
    version: str
    couriers: tuple[str, ...] = ()
    self_referral: bool = False
    ggd: str | None = None
    municipalities: tuple[str, ...] = ()
    former_versions: tuple[str, ...] = ()
    post: str | None = None
    alarm: str | None = None
    alarm_days: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who hands out links for which inbox. ``place`` is a CBS municipality code (``GM0363``).

    ``colour`` (``#1b3f7d``) is the organisation's own, on the pages of its staff.
    """

    id: str
    name: str
    inbox: str
    place: str | None = None
    colour: Annotated[str, msgspec.Meta(pattern="^#[0-9a-f]{6}$")] | None = None


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Caps in memory, per inbox and minute; never per link, for a cap that somebody can feel would tell of its use.

    Whoever comes without a link gets at most ``self_referral_percent`` of each: the rest is kept for links.
    """

    opens_per_minute: int = 600
    envelopes_per_minute: int = 300
    self_referral_percent: Annotated[int, msgspec.Meta(ge=1, le=90)] = 50


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever is in this group of the single sign-on has this role, in this organisation (an operator: in none)."""

    id: str
    role: Literal["hander-out", "coordinator", "operator"]
    organisation: str | None = None


class SingleSignOn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """OpenID Connect. ``tenant`` pins Entra ID's ``tid``; ``secret_file`` holds the client's secret.

    ``groups_claim`` is the member of the ID token that lists a person's groups. Nobody without a group gets in.
    """

    name: str
    issuer: str
    client_id: str
    secret_file: Path
    tenant: str | None = None
    groups_claim: str = "groups"
    groups: tuple[Group, ...] = ()


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The mail server that takes the relay's mails, over TLS only. ``server`` is HOST:PORT.

    ``security``: TLS from the first byte, or asked for by STARTTLS. ``ca_file``: PEM of the authority that signed the
    server's certificate, where it is not a public one. ``hour`` (0-23) is Dutch time.
    """

    server: str
    sender: str
    security: Literal["tls", "starttls"] = "tls"
    user: str | None = None
    password_file: Path | None = None
    ca_file: Path | None = None
    hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = 9


class Handout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pages of those who hand out. ``origin`` is their own public address, on another host than the form's.

    ``database`` reaches the links of a relay on PostgreSQL, as a role that may touch no other table. ``relay`` is where
    the courier's page asks for bundles: the relay's own address on this machine, unless it stands elsewhere.
    """

    origin: str
    listen: str = "127.0.0.1:8471"
    idle_minutes: Annotated[int, msgspec.Meta(ge=5, le=240)] = 30
    session_hours: Annotated[int, msgspec.Meta(ge=1, le=24)] = 9
    invitation_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 7
    database: str | None = None
    relay: str | None = None
    single_sign_on: tuple[SingleSignOn, ...] = ()


class Relay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The online server. ``data`` is its folder, ``origin`` the form's public address without a path.

    ``draft_languages`` (BCP 47 tags) are offered in production although not every text of them is reviewed.
    ``audio`` is the folder of sound packs; without one the form reads nothing aloud but by a voice of the device.
    ``database`` (``postgresql+psycopg://...``) is for a relay on several machines; without it, encrypted files in
    ``data``. ``metrics`` (HOST:PORT) serves counts for Prometheus; left out, nothing does.
    """

    data: Path
    origin: str
    listen: str = "127.0.0.1:8470"
    database: str | None = None
    metrics: str | None = None
    mail: Mail | None = None
    questionnaires: tuple[Path, ...] = ()
    draft_languages: tuple[str, ...] = ()
    audio: Path | None = None
    inboxes: tuple[Inbox, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    limits: Limits = Limits()
    handout: Handout | None = None
    link_days: int = 30
    hours_between_bundles: int = 24
    hold_days: int = 30

    def inbox(self, name: str) -> Inbox | None:
        """The inbox of this id, if the relay has it."""
        return next((inbox for inbox in self.inboxes if inbox.id == name), None)


class Courier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The GGD's networked PC. ``relay`` is the relay's address, ``data`` the folder of the courier's key.

    ``folder`` is what `intake courier sync` shares with the desk: a stick, or a share that both reach.
    """

    data: Path
    relay: str
    inbox: str
    folder: Path | None = None
    every_minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 15


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When people may call or come by: ``mon`` or ``mon-fri``, and ``09:00-17:00``."""

    days: Annotated[str, msgspec.Meta(pattern=r"^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$")]
    hours: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]


class Professional(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs referral letters: the slot of that person, and what a letter says of them."""

    slot: str
    name: str
    big: str | None = None
    phone: str | None = None


class Sender(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who writes letters. ``name`` stands on those to professionals; without it, the health service's.

    ``neutral`` stands on what a person carries or gets at home, and must tell a bystander no more than "health".
    """

    name: str | None = None
    neutral: str | None = None
    address: tuple[str, ...] = ()
    phone: str | None = None
    opening: tuple[Opening, ...] = ()
    professionals: tuple[Professional, ...] = ()


Days = Annotated[int, msgspec.Meta(ge=1, le=7300)]


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """After how many days what stands at the desk may be erased. Nothing goes by itself: a coordinator applies it.

    ``green`` counts from the day a nurse confirmed that nothing is needed, ``declined`` from the day the person said
    no, ``closed`` from the day any other case was closed, ``sealed`` from the day an envelope came that was set aside,
    parked or damaged.
    """

    green: Days = 30
    declined: Days = 30
    closed: Days = 90
    sealed: Days = 90


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Disclosure control: a smaller number than ``threshold`` is hidden, every other one rounded to ``rounding``.

    A quarter is released by itself when at least ``enough`` envelopes were opened in it. ``places`` is in which
    municipality (CBS code) each organisation hands out: the totals of the bundles name only the organisation.
    """

    threshold: Annotated[int, msgspec.Meta(ge=5, le=20)] = 10
    rounding: Annotated[int, msgspec.Meta(ge=5, le=10)] = 5
    enough: Annotated[int, msgspec.Meta(ge=30, le=100_000)] = 100
    places: dict[str, Annotated[str, msgspec.Meta(pattern=r"^GM\d{4}$")]] = {}


class WalkIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the published file says of the GGD: within how many working days it reads, and when people may come by."""

    working_days: Annotated[int, msgspec.Meta(ge=1, le=60)] = 5
    address: str | None = None
    phone: str | None = None
    hours: tuple[Opening, ...] = ()
    checked_on: date | None = None


class Desk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The offline workstation. ``ggd`` is the health service's name as it stands in the key sheet.

    Due dates count working days; whether Good Friday and Liberation Day (5 May) are days off differs by employer.
    ``listen`` is where its pages are, on this computer only; they lock after ``idle_minutes``. ``hold_days`` is how
    long the relay keeps what this desk acknowledged: a backup must never be older. A bundle that is put into the
    folder ``watched`` is offered to be brought in; ``backups`` is the folder that is offered for a backup. After
    ``most_attempts`` nobody tries to reach a person any more.
    """

    data: Path
    inbox: str
    ggd: str
    questionnaires: tuple[Path, ...] = ()
    good_friday_off: bool = False
    liberation_day_off: Literal["never", "lustrum", "always"] = "lustrum"
    listen: Annotated[str, msgspec.Meta(pattern=r"^127\.0\.0\.1:\d{1,5}$")] = "127.0.0.1:8472"
    idle_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10
    hold_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 30
    watched: Path | None = None
    backups: Path | None = None
    most_attempts: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    sender: Sender = Sender()
    retention: Retention = Retention()
    figures: Figures = Figures()
    walk_in: WalkIn | None = None


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The network book of a local organisation: who can help, and no case. ``region`` is its GGD's name.

    An ambassador works at most ``most_hours`` and gets at most ``most_euros`` a month; from ``warn_percent`` of either
    the book warns, at the cap it refuses, unless a coordinator says why. ``stale_days`` is how old the day may be on
    which somebody checked a destination. ``sender`` stands on cards and letters of introduction.
    """

    data: Path
    organisation: str
    region: str | None = None
    listen: Annotated[str, msgspec.Meta(pattern=r"^127\.0\.0\.1:\d{1,5}$")] = "127.0.0.1:8473"
    idle_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10
    most_hours: Annotated[int, msgspec.Meta(ge=1, le=200)] = 20
    most_euros: Annotated[int, msgspec.Meta(ge=0, le=2000)] = 210
    warn_percent: Annotated[int, msgspec.Meta(ge=50, le=99)] = 80
    stale_days: Annotated[int, msgspec.Meta(ge=30, le=1000)] = 180
    backups: Path | None = None
    sender: Sender = Sender()


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. ``passphrase_file`` is for a relay that starts unattended and for the demo, never for a desk."""

    environment: Literal["production", "demo", "test"] = "production"
    passphrase_file: Path | None = None
    relay: Relay | None = None
    courier: Courier | None = None
    desk: Desk | None = None
    network: Network | None = None


def load(path: Path) -> Config:
    """Read ``path``; raises ConfigError with the place inside the file."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ConfigError(f"cannot read the configuration {path}", "Give --config FILE or set INTAKE_CONFIG.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}", "See config.example.toml.") from None
    folder = path.absolute().parent
    try:
        return msgspec.convert(content, Config, dec_hook=lambda kind, value: folder / value if kind is Path else value)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}", "See config.example.toml.") from None


def section(value: Section | None, name: str) -> Section:
    """``value``, or ConfigError where the file has no section ``name``."""
    if value is None:
        raise ConfigError(f"the configuration has no section [{name}]", "See config.example.toml.")
    return value
