"""One row, one text: the words after `=>` say which way those around the phrase in brackets point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.dates.signs import points

SIDES = {"back": -1, "nowhere": 0, "ahead": 1}
ROWS = [
    # tense before
    "they met on [friday] => back",
    "they will meet on [friday] => ahead",
    "they said on [friday] it will end => back",
    "they said it will end on [friday] => ahead",
    "mr. lee, who won, will succeed john p. lee [friday] => ahead",
    "it fell. on [friday] talks => nowhere",
    # a verb of the modal's own clause
    "she will be named envoy in [may] => ahead",
    "it will get a rate approved in [may] => ahead",
    "it will raise one duty and cut another in [may] => ahead",
    "it will hurt, and it rose in [may] => back",
    "the pact had been due to lapse in [may] => back",
    # right before
    "talks by [friday] => ahead",
    "by [friday], it had grown => back",
    "talks since [friday] => back",
    "it was extended to [friday] => ahead",
    # right behind
    "the minister on [friday] urged calm => back",
    "the offer on [friday] to buy rice => back",
    "the talks on [friday] will fail => ahead",
    "[friday]'s talks => back",
    "ahead of [friday]'s talks => ahead",
    "said that on [friday] it will => ahead",
    # behind, without a sign before
    "on [friday] the ministers will meet => ahead",
    "on [friday] the ministers, tired, met => back",
]


@pytest.mark.parametrize("row", ROWS)
def test_words_point(row: str) -> None:
    text, _, side = row.rpartition(" => ")
    start, end = text.index("["), text.index("]") - 1
    assert points(text.replace("[", "").replace("]", ""), start, end) == SIDES[side]


@given(st.text(alphabet="by will met ed.,' \n", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_points_somewhere(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert points(text, start, end) in SIDES.values()
