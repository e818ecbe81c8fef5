"""A browser that was given a session is somebody's."""

from __future__ import annotations

from intake.relay.handout.roles import Role
from tests.browser.conftest import NewContext
from tests.browser.handout.served import ServedHandout


def test_a_session_shows_the_start_page_in_the_organisations_name(
    served: ServedHandout, new_context: NewContext
) -> None:
    context = new_context()
    served.sign_in(context, Role.HANDER_OUT)
    page = context.new_page()
    page.goto(served.address())
    assert page.url == served.address()
    assert page.inner_text(".top-home").strip() == "Taalschool"
