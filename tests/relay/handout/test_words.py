"""The words of the pages of those who hand out."""

from __future__ import annotations

from intake.relay.handout.roles import Role
from tests.relay.handout.world import HandoutWorld


def test_a_page_is_in_the_language_that_the_colleague_chose(world: HandoutWorld) -> None:
    world.sign_in(Role.HANDER_OUT)
    english = world.client.get("/handout/").text
    world.client.post("/handout/language", data={"language": "nl", "back": "/handout/"})
    dutch = world.client.get("/handout/").text
    assert '<html lang="en"' in english
    assert '<html lang="nl"' in dutch
    assert "Hoe geeft u het formulier?" in dutch
