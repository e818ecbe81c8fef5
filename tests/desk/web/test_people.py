"""The pages of people: added by a coordinator, with a passphrase of their own; taken out; given another role."""

from __future__ import annotations

from intake.desk.keys.staff import staff
from intake.locked import slots
from tests.desk.web.office import PASSPHRASES, Office
from tests.desk.web.test_gate import _at_work

NEW = "violin umbrella desert candle"


def add(office: Office, **changed: str) -> tuple[int, str]:
    fields = {"name": "bram", "role": "nurse", "passphrase": PASSPHRASES["anna"], "new": NEW, "again": NEW}
    answer = office.at_work("anna").post("/people/add", **(fields | changed))
    return answer.status_code, answer.text


def test_somebody_is_added_and_unlocks_the_desk_themselves(office: Office) -> None:
    assert add(office)[0] == 303
    browser = office.browser()
    assert browser.post("/unlock", name="bram", passphrase=NEW).status_code == 303
    assert browser.get("/people").status_code == 403
    shown = office.at_work("anna").get("/people?done=added").text
    assert "bram" in shown
    assert PASSPHRASES["anna"] not in shown


def test_what_does_not_fit_is_said_and_what_was_typed_stays_but_no_passphrase(office: Office) -> None:
    status, shown = add(office, again="something else")
    assert (status, "two passphrases differ" in shown, 'value="bram"' in shown) == (409, True, True)
    assert NEW not in shown
    assert "too weak" in add(office, new="bram bram bram", again="bram bram bram")[1]
    assert add(office, passphrase="wrong")[0] == 409
    assert slots(office.section.data / "desk.locked") == ("anna", "noor", "mila")


def test_who_is_taken_out_is_out_at_once_and_it_is_said_that_this_is_no_revocation(office: Office) -> None:
    nurse, coordinator = office.at_work("noor"), office.at_work("anna")
    answer = coordinator.post("/people/remove", name="noor", passphrase=PASSPHRASES["anna"])
    assert (answer.status_code, _at_work(office)) == (303, ["anna"])
    assert nurse.get("/queue").headers["Location"] == "/unlock"
    assert "New keys end that." in coordinator.get(answer.headers["Location"]).text
    assert office.browser().post("/unlock", name="noor", passphrase=PASSPHRASES["noor"]).status_code == 403
    assert coordinator.post("/people/remove", name="anna", passphrase=PASSPHRASES["anna"]).status_code == 409


def test_a_changed_role_holds_at_once(office: Office) -> None:
    nurse, coordinator = office.at_work("noor"), office.at_work("anna")
    assert coordinator.post("/people/role", name="noor", role="manager").status_code == 303
    assert nurse.get("/queue").headers["Location"] == "/unlock"
    assert office.at_work("noor").get("/queue").status_code == 403
    assert "no other coordinator" in coordinator.post("/people/role", name="anna", role="nurse").text
    assert coordinator.post("/people/role", name="noor", role="king").status_code == 400


def test_everybody_changes_their_own_passphrase(office: Office) -> None:
    browser = office.at_work("mila")
    assert browser.post("/me", passphrase="wrong", new=NEW, again=NEW).status_code == 409
    answer = browser.post("/me", passphrase=PASSPHRASES["mila"], new=NEW, again=NEW)
    assert answer.headers["Location"] == "/me?done=yes"
    assert office.browser().post("/unlock", name="mila", passphrase=PASSPHRASES["mila"]).status_code == 403
    assert office.browser().post("/unlock", name="mila", passphrase=NEW).status_code == 303


def test_whoever_finds_an_unlocked_desk_guesses_slowly(office: Office) -> None:
    browser = office.at_work("anna")
    tried = [browser.post("/me", passphrase="wrong", new=NEW, again=NEW).status_code for _ in range(4)]
    assert tried == [409, 409, 409, 429]


def test_a_name_full_of_signs_does_no_harm_in_the_list(office: Office) -> None:
    assert add(office, name="<b>bram</b>")[0] == 303
    shown = office.at_work("anna").get("/people").text
    assert "&lt;b&gt;bram&lt;/b&gt;" in shown
    assert "<b>bram" not in shown
    with office.desk("anna") as desk:
        assert [each.name for each in staff(desk)][-1] == "<b>bram</b>"
