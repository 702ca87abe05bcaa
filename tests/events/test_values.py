"""Values: what is one value, and where it stands."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.events.candidates import read_page
from extractor.events.values import WORLD, Value, find_values, percentage_key, plain_words, product_key
from extractor.records import Percentage, Span

Marker = Callable[[str], Doc]


def values(text: str, mark: Marker) -> dict[str, Value]:
    doc = mark(text)
    return {value.key: value for value in find_values(doc, read_page(doc))}


def told(value: Value) -> list[tuple[int, str]]:
    return [(mention.sentence, mention.form) for mention in value.mentions]


def test_a_country_stands_where_its_names_and_its_officers_do(mark: Marker) -> None:
    found = values("Japan met Lin. Mori left. Tokyo imposed tariffs.", mark)
    assert told(found["JPN"]) == [(0, "name"), (1, "officer"), (2, "capital")]
    assert told(found["Mori"]) == [(1, "Minister")]


def test_equal_rates_days_and_goods_are_one_value(mark: Marker) -> None:
    found = values("10% on cars on Monday, 10% on autos, 20% on a car on Monday", mark)
    assert {key: len(value.mentions) for key, value in found.items()} == {
        WORLD: 0,
        "[10.0] percent": 2,
        "[20.0] percent": 1,
        "2025-03-10": 2,
        "car": 3,
    }
    assert [mention.record for mention in found["car"].mentions] == [0, 1, 2]


@pytest.mark.parametrize("text", ["A universal tariff of 10%.", "A levy on all imports.", "Tariffs on every country."])
def test_words_that_mean_everyone_stand_for_the_world(text: str, mark: Marker) -> None:
    assert told(values(text, mark)[WORLD]) == [(0, "group")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("frozen beef", "beef"),
        ("steel", "steels"),
        ("batteries", "battery"),
        ("knives", "knif"),
        ("Crème", "creme"),
        ("aluminium", "aluminum"),
        ("semi-conductor chips", "semiconductors"),
    ],
)
def test_goods_with_one_head_noun_are_the_same(one: str, other: str) -> None:
    assert product_key(one) == product_key(other)


def test_other_goods_are_not() -> None:
    assert len({product_key(text) for text in ("beef", "beef tallow", "glass", "gas", "")}) == 5


def test_units_and_ranges_keep_percentages_apart() -> None:
    span = Span(start=0, end=1, text="5")
    rates = [
        Percentage(value=5, mention=span),
        Percentage(value=5, unit="percentage_point", mention=span),
        Percentage(low=5, high=6, mention=span),
    ]
    assert len({percentage_key(rate) for rate in rates}) == 3


@given(st.text())
def test_keys_are_made_of_any_text_and_do_not_hang_on_case(text: str) -> None:
    assert all(plain_words(text))
    assert product_key(text.lower()) == product_key(text)
