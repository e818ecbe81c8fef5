"""Two people at one case: nobody overwrites what they did not see, and nothing that was typed is lost."""

from __future__ import annotations

from tests.desk.web.nurse import nurse, seen
from tests.desk.web.office import Office
from tests.desk.world import submission


def test_what_a_colleague_did_meanwhile_is_shown_and_can_then_be_followed(office: Office) -> None:
    (case,) = office.cases(submission())
    anna, noor = nurse(office, "anna"), nurse(office)
    before = seen(anna, case)
    assert noor.post(f"/cases/{case}/close", outcome="mistake", **seen(noor, case)).status_code == 303
    stopped = anna.post(f"/cases/{case}/close", outcome="helped", **before)
    assert stopped.status_code == 409
    assert "Somebody else changed this case meanwhile" in stopped.text
    assert "made by mistake" in stopped.text
    assert "noor" in stopped.text
    assert 'name="outcome" value="helped"' in stopped.text
    assert "looked at the case" not in stopped.text
    assert "made by mistake" in anna.get(f"/cases/{case}").text


def test_what_is_refused_is_said_and_the_form_kept(office: Office) -> None:
    (case,) = office.cases(submission())
    noor = nurse(office)
    stopped = noor.post(f"/cases/{case}/state", to="held", **seen(noor, case))
    assert stopped.status_code == 409
    assert "This does not follow the state that the case is in" in stopped.text
    assert "conversation held" in stopped.text
    assert "What happened since" not in stopped.text


def test_a_form_without_what_was_shown_is_not_ours(office: Office) -> None:
    (case,) = office.cases(submission())
    noor = nurse(office)
    for fields in ({}, {"revision": "0"}, {"revision": "-1", "entry": "0"}, {"revision": "٣", "entry": "0"}):
        assert noor.post(f"/cases/{case}/close", outcome="helped", **fields).status_code == 400
    assert noor.post(f"/cases/{case}/close", outcome="nonsense", **seen(noor, case)).status_code == 409


def test_a_closed_case_is_opened_again_where_it_was(office: Office) -> None:
    (case,) = office.cases(submission())
    noor = nurse(office)
    noor.post(f"/cases/{case}/close", outcome="mistake", **seen(noor, case))
    assert noor.post(f"/cases/{case}/reopen", why="closed-by-mistake", **seen(noor, case)).status_code == 303
    page = noor.get(f"/cases/{case}").text
    assert "it was closed by mistake" in page
    assert "Close the case" in page
