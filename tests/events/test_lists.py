"""Rates in a row: each row shows the pairs of a list in brackets."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc

from extractor.events.candidates import read_page
from extractor.events.heads import Offers
from extractor.events.labels import ROLES
from extractor.events.lists import find_lists, told_apart
from extractor.events.values import Value, find_values

Marker = Callable[[str], Doc]

LISTS = [
    "by [24% on Japan] and [26% on China]",
    "[24% tariffs on Japan], [26% duties on imports from China]",
    "[24% on cars], [10% on steel], on Monday",
    "[24% on steel and cars] and [10% on Japan]",
    "[Japan 24%], [China 26%]",
    "[Japan at 24%] and [China (26%])",
    "rates of [24%] and [26%] on Japan and China, respectively",
    "Japan, China and India respectively at [24%], [26%] and [20%]",
    "rates of 24% and 26% on Japan, China and India, respectively",
    "24% on Japan and China",
    "24% on Japan, a day after it met China, 26%",
    "24% on Japan and 24% on China",
    "24% on Japan and 26% on Tokyo",
]


def pairs(text: str, mark: Marker) -> tuple[list[str], list[Value]]:
    doc = mark(text)
    page = read_page(doc)
    values = find_values(doc, page)
    found = find_lists(page, values).get(0, ())
    return [text[pair.start : pair.end] for pair in found], values


@pytest.mark.parametrize("row", LISTS)
def test_a_list_is_two_pairs_of_a_rate_and_what_it_is_on(row: str, mark: Marker) -> None:
    wanted = [re.sub(r"^\w+ at ", lambda found: found[0], pair) for pair in re.findall(r"\[(.+?)\]", row)]
    assert pairs(re.sub(r"[\[\]]", "", row), mark)[0] == wanted


def roles(values: list[Value], **chances: float) -> Offers:
    """What a word is offered: each value by its key with a chance of the role that a list would give it."""
    found = np.zeros((len(values), len(ROLES)), np.float32)
    own = {"country": "target", "percentage": "rate"}
    for row, value in enumerate(values):
        name = value.key.strip("[").partition(".")[0]
        found[row, ROLES.index(own.get(value.sort, "none"))] = chances.get(f"r{name}" if name.isdigit() else name, 0)
    found[:, 0] = 1 - found[:, 1:].sum(1)
    return Offers(np.arange(len(values)), found)


def held(offers: Offers, values: list[Value]) -> set[str]:
    likely = np.flatnonzero(offers.roles[:, 0] < 0.5)
    return {values[row].key.removesuffix(" percent") for row in likely}


TEXT = "Mori raised tariffs to 24% on Japan and 26% on China"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("tariffs", [{"JPN", "[24.0]"}, {"CHN", "[26.0]"}]),
        ("24", [{"JPN", "[24.0]"}]),
        ("China", [{"CHN", "[26.0]"}]),
    ],
)
def test_a_word_names_a_fact_for_each_pair_that_it_holds(word: str, wanted: list[set[str]], mark: Marker) -> None:
    doc = mark(TEXT)
    page = read_page(doc)
    values = find_values(doc, page)
    offers = roles(values, JPN=0.8, r24=0.9, r26=0.9)
    parts = told_apart(offers, find_lists(page, values)[0], values, start=TEXT.index(word), least=0.5)
    assert [held(part, values) for part in parts] == wanted


def test_a_word_that_holds_no_rate_of_a_list_stays_as_it_is(mark: Marker) -> None:
    doc = mark(TEXT)
    page = read_page(doc)
    values = find_values(doc, page)
    offers = roles(values, JPN=0.8)
    assert told_apart(offers, find_lists(page, values)[0], values, start=0, least=0.5) == [offers]
