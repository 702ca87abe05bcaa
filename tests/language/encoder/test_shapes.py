"""Word shapes: each row is a word and its number, or a text with the number of each token."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.language.encoder.shapes import COUNT, shape, shapes_of, word_shapes

WORDS = (
    "tariffs=1 's=1 co-op=1 Tokyo=2 Jean-Pierre=2 Co-op=2 O'Neill=2 Éire=2 USTR=3 U.S.=3 WTO-=3 McDonald=4 iPhone=4 "
    "U.S.-led=4 J=5 J.=5 2025=6 24%=7 90-day=7 1,000=7 $50bn=7 ,=8 --=8 “=8 €=8 ½=8 日本=9 العربية=9"
).split()


@pytest.mark.parametrize("row", WORDS)
def test_a_word_has_its_shape(row: str) -> None:
    word, wanted = row.rsplit("=", 1)
    assert shape(word) == int(wanted)


ROWS = (
    ("Mr McDonald, aged 24|", "22 14 8 1 6"),  # no blank before the comma; the end glues nothing
    ("TALKS RESUME|\n\n|Ministers met.", "23 3 0 22 11 8"),
    ("The|\n|deal|  |stands", "22 0 21 0 1"),
    ("|\n\n|The deal", "0 22 1"),
)


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_a_text_has_its_shapes(text: str, wanted: str) -> None:
    doc = spacy.blank("en")(text.replace("|", ""))
    assert word_shapes(doc).tolist() == [int(number) for number in wanted.split()]


def test_an_empty_doc_has_no_shapes() -> None:
    assert word_shapes(Doc(spacy.blank("en").vocab)).tolist() == []


@given(st.lists(st.tuples(st.one_of(st.text(), st.sampled_from(["\n", " ", "\n\n"])), st.booleans())))
def test_any_words_have_shapes_of_the_table(pairs: list[tuple[str, bool]]) -> None:
    words, spaced = [word for word, _ in pairs], np.array([space for _, space in pairs], bool)
    blank = np.array([word.isspace() for word in words], bool)
    shapes = shapes_of(words, spaced, blank)
    assert ((shapes == 0) == blank).all()
    assert (shapes < COUNT).all()
