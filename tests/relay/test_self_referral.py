"""People without a link: which inbox serves them, and how much room they get."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.config import Inbox, Limits, Organisation
from intake.envelope.context import Context
from intake.errors import ConfigError
from intake.relay.carrying.sheets import take_sheet
from intake.relay.self_referral import served
from tests.relay.served import Served, run
from tests.relay.world import INBOX, MONDAY, OPEN_INBOX, ORIGIN, World, outcome

ROOM = 30


def inbox(name: str, *, open_to_all: bool = True, ggd: str | None = None, places: tuple[str, ...] = ()) -> Inbox:
    return Inbox(name, "x" * 22, "ggd10", "1", self_referral=open_to_all, ggd=ggd, municipalities=places)


def test_a_ggd_serves_its_region_and_what_is_named_besides() -> None:
    found = served([inbox("a", ggd="GGD Amsterdam", places=("GM0363", "GM0034")), inbox("b", places=("GM0014",))])
    assert [place.name for place in found["a"]] == [
        *("Aalsmeer", "Amstelveen", "Amsterdam", "Diemen", "Ouder-Amstel", "Uithoorn", "Almere"),
    ]
    assert [place.name for place in found["b"]] == ["Groningen"]


def test_an_inbox_that_takes_nobody_without_a_link_serves_nobody() -> None:
    assert served([inbox("a", open_to_all=False, ggd="GGD Amsterdam"), inbox("b", open_to_all=False)]) == {}


@pytest.mark.parametrize(
    ("inboxes", "said"),
    [
        ([inbox("a", ggd="GGD Nergens")], "a: there is no GGD Nergens"),
        ([inbox("a", places=("GM9999",))], "a: no municipality has the code GM9999"),
        ([inbox("a", places=("Amsterdam",))], "a: no municipality has the code Amsterdam"),
        ([inbox("a", open_to_all=False, ggd="GGD Nergens")], "there is no GGD Nergens"),
        ([inbox("a")], "a takes self-referrals and serves no municipality"),
        ([inbox("a", ggd="GGD Amsterdam"), inbox("b", places=("GM0363",))], r"Amsterdam \(GM0363\): a and b"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(inboxes: list[Inbox], said: str) -> None:
    with pytest.raises(ConfigError, match=said) as refused:
        served(inboxes)
    assert refused.value.hint


def test_one_municipality_may_stand_in_two_inboxes_of_which_one_takes_nobody() -> None:
    found = served([inbox("a", places=("GM0363",)), inbox("b", open_to_all=False, places=("GM0363",))])
    assert list(found) == ["a"]


@pytest.fixture
def narrow(tmp_path: Path) -> World:
    """A relay that takes ten a minute, half of them without a link; both of its inboxes are ready."""
    world = World(tmp_path, limits=Limits(opens_per_minute=10, envelopes_per_minute=10))
    with world.relay.engine.begin() as connection:
        take_sheet(connection, world.config.inboxes[1], world.ggd.sheet(MONDAY.date(), inbox=OPEN_INBOX).raw)
    return world


def statuses(ask: Callable[[], int], times: int) -> Counter[int]:
    return Counter(ask() for _ in range(times))


def test_a_flood_without_links_gets_half_of_the_room_and_never_more(narrow: World) -> None:
    opened = statuses(lambda: narrow.client.get(f"/api/inboxes/{OPEN_INBOX}/open").status_code, 50)
    assert opened == {200: 5, 429: 45}


def test_a_flood_without_links_does_not_stop_who_holds_one(narrow: World) -> None:
    """A link for the very inbox that is flooded."""
    client = narrow.restarted(organisations=(Organisation("school", "Taalschool", OPEN_INBOX),))
    token = narrow.link()

    def opens(path: str, body: object = None) -> int:
        return (client.get(path) if body is None else client.post(path, json=body)).status_code

    assert statuses(lambda: opens(f"/api/inboxes/{OPEN_INBOX}/open"), 50)[200] == 5
    assert statuses(lambda: opens("/api/links/open", {"token": token}), 5) == {200: 5}
    assert opens("/api/links/open", {"token": token}) == 429, "the cap of the inbox itself still holds"


def test_envelopes_without_a_link_are_capped_before_they_are_stored(narrow: World) -> None:
    context = Context(OPEN_INBOX, "ggd10", "1")
    envelopes = [narrow.ggd.seal(context=context) for _ in range(8)]
    sent = [narrow.send(each, f"Self {OPEN_INBOX}") for each in envelopes]
    assert [answer.status_code for answer in sent] == [201] * 5 + [429] * 3
    assert outcome(sent[-1]) == (429, "too-many")
    assert narrow.send(envelopes[0], f"Self {OPEN_INBOX}").status_code == 200, "what is there already is not counted"
    narrow.later(minutes=1)
    assert narrow.send(envelopes[-1], f"Self {OPEN_INBOX}").status_code == 201


def test_an_envelope_without_a_link_goes_only_where_the_inbox_allows_it(narrow: World) -> None:
    answers = [narrow.send(narrow.ggd.seal(), said) for said in (f"Self {INBOX}", "Self nobody", "Self", "Self ")]
    assert {outcome(answer) for answer in answers} == {(404, "unknown-link")}
    assert len({answer.data for answer in answers}) == 1


def open_to_all(relay: Served, *lines: str) -> None:
    """Let its inbox take people without a link."""
    told = "\n".join(('version = "1"', "self_referral = true", *lines))
    relay.config_file.write_text(relay.config_file.read_text().replace('version = "1"', told))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A relay with the usual limits whose inbox takes people without a link, too."""
    made = Served(tmp_path_factory.mktemp("self"))
    text = made.config_file.read_text()
    made.config_file.write_text(
        text.replace('version = "1"', 'version = "1"\nself_referral = true\nggd = "GGD Amsterdam"')
    )
    with made.serving():
        yield made


@pytest.mark.parametrize("by_link", [True, False], ids=["with one link each", "without links"])
def test_a_room_of_thirty_behind_one_address_is_never_blocked(running: Served, by_link: bool) -> None:
    """All at once, each opens the form twice and sends: every request comes from 127.0.0.1."""
    tokens = [running.link() if by_link else "" for _ in range(ROOM)]
    envelopes = [running.ggd.seal() for _ in range(ROOM)]
    answered: list[int] = []

    def person(token: str, envelope: bytes) -> None:
        answered.extend(open_form(running, token) for _ in range(2))
        authorization = f"Link {token}" if token else f"Self {INBOX}"
        headers = {"Authorization": authorization, "Content-Type": "application/vnd.envelop"}
        answered.append(running.ask("POST", "/api/envelopes", envelope, **headers)[0])

    people = [threading.Thread(target=person, args=each) for each in zip(tokens, envelopes, strict=True)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert Counter(answered) == {200: 2 * ROOM, 201: ROOM}


def open_form(relay: Served, token: str) -> int:
    if token:
        return relay.ask("POST", "/api/links/open", b'{"token":"%s"}' % token.encode())[0]
    return relay.ask("GET", f"/api/inboxes/{INBOX}/open")[0]


def test_the_posters_address_is_printed_as_one_line(running: Served) -> None:
    told = running.run("links", "self", "--inbox", INBOX)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"{ORIGIN}/self/#{INBOX}.{running.ggd.fingerprint}\n"
    refused = running.run("links", "self", "--inbox", "nobody")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "error: inbox nobody takes nobody without a link" in refused.stderr


def test_a_configuration_that_serves_nobody_stops_the_start(tmp_path: Path) -> None:
    made = Served(tmp_path)
    open_to_all(made)
    started = run(["relay", "serve", "--config", str(made.config_file)])
    assert started.returncode == 1
    assert "serves no municipality" in started.stderr
    assert "hint: Say which" in started.stderr
