"""Indices: which class a distance, a place and a standing fall into."""

from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc

from extractor.events.candidates import read_page
from extractor.events.indices import (
    AWAYS,
    DISTANCES,
    ELSEWHERE,
    NOWHERE,
    STANDS,
    ValueIndices,
    aways,
    distances,
    places,
    value_indices,
)
from extractor.events.values import find_values

Marker = Callable[[str], Doc]


def at(words: list[int], sentences: list[int]) -> ValueIndices:
    none = np.zeros(len(words), np.int64)
    return ValueIndices(np.array(words), np.array(sentences), none, none, none[:1], none[:1])


def test_sentences_away_are_counted_up_to_five() -> None:
    found = aways(np.array([10]), at([0, 1, 2, 3, -1], [2, 9, 10, 30, -1]))
    assert found.tolist() == [[0, 4, 5, 10, NOWHERE]]


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [(0, 0), (-1, 0), (-2, 1), (-3, 2), (-5, 3), (-6, 4), (-18, 7), (-900, 7), (1, 8), (2, 9), (17, 14), (18, 15)],
)
def test_words_away_fall_into_eight_classes_to_either_side(steps: int, wanted: int) -> None:
    found = distances(np.array([1000]), np.array([3]), at([1000 + steps], [3]))
    assert found.tolist() == [[wanted]]


def test_words_of_other_sentences_are_elsewhere() -> None:
    found = distances(np.array([5, 50]), np.array([0, 2]), at([4, 51, -1], [0, 2, -1]))
    assert found.tolist() == [[0, ELSEWHERE, ELSEWHERE], [ELSEWHERE, 8, ELSEWHERE]]


def test_every_class_has_its_row(mark: Marker) -> None:
    doc = mark("Japan hit China. " * 20 + "Lin met Mori on steel, cars. 5% on all imports on Monday. " * 9)
    page = read_page(doc)
    found = value_indices(find_values(doc, page), page)
    words = page.candidates
    assert 0 <= aways(page.sentences[words], found).min() <= aways(page.sentences[words], found).max() < AWAYS
    assert 0 <= distances(words, page.sentences[words], found).max() < DISTANCES
    assert 0 <= found.stands.min() <= found.stands.max() < STANDS
    assert places(page).max() == 7
    assert np.all(np.diff(found.owners) >= 0)


def test_a_value_without_mention_has_one_nowhere(mark: Marker) -> None:
    doc = mark("Japan met.")
    page = read_page(doc)
    found = value_indices(find_values(doc, page), page)
    assert found.words.tolist() == [0, -1]
    assert found.owners.tolist() == [0, 1]
