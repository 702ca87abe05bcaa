"""One row, one text: the words after `=>` say which way those around the phrase in brackets point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.dates.signs import points

SIDES = {"surely back": -2, "back": -1, "nowhere": 0, "ahead": 1, "surely ahead": 2}
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
    "talks since [friday] => surely back",
    "the six months through [june] => surely back",
    "the list had grown by [friday] => surely back",
    "the [oct. 7] attacks => surely back",
    "the ban holds until [nov. 16] => surely ahead",
    "they stayed until [friday] => ahead",
    "it was extended to [friday] => ahead",
    "they pushed the vote on steel back to [june 30] => ahead",
    "they moved the vote from [may 2] to june 30 => back",
    "the truce now runs to [nov. 10] => ahead",
    "the panel votes [monday] => ahead",
    "talks ahead of the vote on [friday] => ahead",
    "importers pay the duty from [march 12] => ahead",
    "importers paid the duty from [march 12] => back",
    "they will keep the rate set in [may] => back",
    "the rate will be set in [may] => ahead",
    "it ends under the deal signed in paris on [friday] => back",
    "they will get the deal signed in paris on [friday] => ahead",
    "it halved the duty, and from [monday] firms may ask for the rest => ahead",
    "their duties go to 15% on [friday] => ahead",
    "the court takes up the case in early [november] => ahead",
    "the pact is up for review in [july] => ahead",
    "the ruling comes in [december] => ahead",
    "she lands in rome on [sunday] => ahead",
    "the waivers lapse in the [autumn] => ahead",
    "he is due to see her on [friday] => ahead",
    "by [autumn] margins of 47 percent had been put on boxes => back",
    "a vote is penciled in for [friday] => ahead",
    "by [friday] his trade ministry had doubled it => back",
    "they refused to sign it on [friday] => back",
    "it fell due to rain on [friday] => back",
    "she'll sign it on [friday] => ahead",
    "she wouldn't sign it on [friday] => ahead",
    "neither of them could be reached [friday] => back",
    "he has a hearing [friday] => nowhere",
    "theresa may in her speech on [friday] => nowhere",
    "she missed the [aug. 1] deadline => back",
    "he set an [aug. 1] deadline => ahead",
    # right behind
    "the minister on [friday] urged calm => back",
    "the offer on [friday] to buy rice => back",
    "the talks on [friday] will fail => ahead",
    "[friday]'s talks => back",
    "ahead of [friday]'s talks => ahead",
    "said that on [friday] it will => ahead",
    # behind, without a sign before
    "on [friday] the ministers will meet => ahead",
    "on [friday] the ministers planned to meet => back",
    "on [friday] the ministers are expected to meet => ahead",
    "he may stay, and on [friday] he told them so => back",
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
