"""The text of a Doc is put together once, and is that of this Doc."""

import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.text import whole_text

NLP = spacy.blank("en")


@given(st.text())
def test_it_is_the_text_each_time(text: str) -> None:
    doc = NLP.make_doc(text)
    assert [whole_text(doc), whole_text(doc)] == [text, text]


def test_a_piece_of_a_doc_does_not_take_over_its_text() -> None:
    doc = NLP.make_doc("Tariffs rose. Exports fell.")
    assert whole_text(doc) == "Tariffs rose. Exports fell."
    assert whole_text(doc[3:].as_doc(copy_user_data=True)) == "Exports fell."
