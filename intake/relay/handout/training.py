"""Words to say, and a training of fifteen minutes: the same for everybody, and nothing of how it goes is kept.

Long texts stand whole in a template for each language of these pages; a test holds the two together.
"""

from __future__ import annotations

from flask import Blueprint, g, render_template

from intake.relay.handout.service import Service


def training(service: Service) -> Blueprint:
    """The two pages, to read or to print."""
    room = Blueprint("training", __name__)
    information = f"{service.form}/info/"
    practice = f"{service.form}/practice/"

    @room.get("/handout/help")
    def words() -> str:
        return render_template(f"training/words.{g.language}.html", information=information)

    @room.get("/handout/training")
    def situations() -> str:
        return render_template(f"training/situations.{g.language}.html", information=information, practice=practice)

    return room
