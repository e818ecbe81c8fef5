"""The poster for people without a card: what is scanned, in every language, on one page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from intake.errors import QuestionnaireError
from intake.paper.poster import poster
from intake.questionnaire import LANGUAGES, Language, language
from intake.questionnaire.texts import Texts
from intake.translations.domains import FORM, own_domain

ADDRESS = "https://gezond.example.nl/self/#ggd-voorbeeld.o_Ws7dl8Vbbe2QezqzymIg"


def texts(spoken: Language) -> Texts:
    return own_domain(FORM).texts(spoken)


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_it_is_one_page_whose_code_carries_the_inbox_and_the_fingerprint(spoken: Language) -> None:
    data = poster(texts(spoken), ADDRESS)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    (found,) = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    assert found.text == ADDRESS
    root: Any = PdfReader(BytesIO(data)).root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (spoken.tag, True)
    assert "https://gezond.example.nl/self/" in document[0].get_textpage().get_text_range()


def test_a_language_that_lacks_a_text_of_it_gets_no_poster_in_two_languages() -> None:
    whole = texts(language("ti"))
    half = Texts(whole.language, whole.messages, ("self.papers",), ())
    with pytest.raises(QuestionnaireError, match=r"not complete in ti: self\.papers missing"):
        poster(half, ADDRESS)
