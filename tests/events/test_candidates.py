"""Candidates: each row is a sentence with its candidates in brackets."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.events.candidates import read_page

Marker = Callable[[str], Doc]

ROWS = [
    "[Japan] was [hit] by [tariffs].".replace(" was ", " [was] "),
    "The [levies] of [24]% [hit] the [steel].",
    "[Anti]-[dumping] [duties] on [cars].",
    "by of on: 5",
]


@pytest.mark.parametrize("row", ROWS)
def test_candidates_are_nouns_verbs_terms_and_rates(row: str, mark: Marker) -> None:
    page = read_page(mark(re.sub(r"[\[\]]", "", row)))
    found = [page.text[page.starts[word] : page.ends[word]] for word in page.candidates]
    assert found == re.findall(r"\[(.+?)\]", row)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("electricity tariffs rose 12%, steel tariffs rose 5%", "steel tariffs rose 5"),
        ("stamp duty hit homes; Japan cut a levy", "Japan cut levy"),
        ("power tariffs and import levies", "power tariffs and import levies"),
        ("a duty hit power", "duty hit power"),
        ("Japan signed peace deals and met China", "Japan signed and met China"),
        ("carbon tax hit homes", ""),
        ("carbon tax and a steel levy", "carbon tax and steel levy"),
    ],
)
def test_what_is_said_of_other_matters_names_nothing(text: str, left: str, mark: Marker) -> None:
    page = read_page(mark(text))
    assert [page.text[page.starts[word] : page.ends[word]] for word in page.candidates] == left.split()


def test_a_term_is_a_candidate_whatever_its_tag(mark: Marker) -> None:
    doc = mark("Tariffs fell.")
    for token in doc:
        token.tag_ = "XX"
    page = read_page(doc)
    assert [page.starts[word] for word in page.candidates] == [0]


def test_blanks_are_no_words_and_make_no_sentences(mark: Marker) -> None:
    page = read_page(mark("Japan met Lin.\n\n \n\nChina cut."))
    assert [page.text[slice(*page.bounds(number))] for number in range(len(page.firsts))] == [
        "Japan met Lin.",
        "China cut.",
    ]
    assert page.sentence_at(page.text.index("cut")) == 1
    assert page.sentence_at(0) == 0


def test_a_compound_is_one_word(mark: Marker) -> None:
    page = read_page(mark("Japan imposed anti-dumping duties - its largest."))
    words = [page.text[slice(*page.whole_word(word))] for word in range(len(page.starts))]
    assert words == ["Japan", "imposed", "anti", "-", "anti-dumping", "duties", "-", "its", "largest", "."]


@given(st.text(max_size=200))
def test_any_text_has_words_inside_it_in_order(mark: Marker, text: str) -> None:
    page = read_page(mark(text))
    assert page.text == text
    assert all(start < end for start, end in zip(page.starts, page.ends, strict=True))
    assert page.starts == sorted(page.starts)
    assert all(0 <= page.word_at(offset) <= max(0, len(page.starts) - 1) for offset in range(len(text)))
