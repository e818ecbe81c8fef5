"""A poster for people without a card: one language, large, with the address to scan.

The address is the same on every poster and no secret. Its QR code carries the fingerprint of the health service's
keys, so a relay that was changed later cannot put other keys in their place.
"""

from __future__ import annotations

import segno

from intake.look import MARK
from intake.paper.environment import FOLDER, environment
from intake.paper.whole import is_draft, refuse_half
from intake.pdf import write_pdf
from intake.questionnaire.texts import Texts
from intake.translations.screens import POSTER


def poster(form: Texts, address: str) -> bytes:
    """One page of A4 for ``address`` (what is scanned), tagged.

    Raises QuestionnaireError where the language lacks a text of it, PdfError where no PDF can be made here.
    """
    refuse_half("the poster", POSTER, form)
    html = (
        environment()
        .get_template("poster.html")
        .render(
            form=form,
            draft=is_draft(POSTER, form),
            address=address,
            typed=address.partition("#")[0],
            code=segno.make(address, error="m").svg_data_uri(border=2, omitsize=True),
            mark=MARK.as_uri(),
            styles=(FOLDER / "poster.css").read_text(encoding="utf-8"),
        )
    )
    return write_pdf(html, language=form.language, folders=[MARK.parent])
