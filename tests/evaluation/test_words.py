"""When two wordings name the same."""

from __future__ import annotations

import pytest

from extractor.evaluation.words import fold, product_key, same_name, same_place, same_title


@pytest.mark.parametrize(
    "row",
    [
        "Rojas = Ana Rojas", "ana ROJAS = Ana Rojas", "José Peña = Jose Pena", "O’Neil = O'Neil", "Rojas = the Rojas",
        "Ana Rojas != Ana Vega", "Ana Rojas != Luis Rojas", "the != the",
    ],
)  # fmt: skip
def test_names(row: str) -> None:
    one, sign, other = row.partition(" != " if "!=" in row else " = ")
    assert same_name(one, other) == same_name(other, one) == (sign == " = ")


@pytest.mark.parametrize(
    "row",
    [
        "Trade Minister = trade minister", "Vice-President = Vice President", "minister = trade minister",
        "minister != minister for trade and mines", "trade envoy != trade minister", "the != the",
    ],
)  # fmt: skip
def test_titles(row: str) -> None:
    one, sign, other = row.partition(" != " if "!=" in row else " = ")
    assert same_title(one, other) == same_title(other, one) == (sign == " = ")


@pytest.mark.parametrize(
    "row",
    [
        "grapes = table grapes", "berries = berry", "leaves = leaf", "cars = vehicles", "chips = semiconductor",
        "aluminium = aluminum", "glass = flat glass", "gas != glass", "table grapes != grape juice", "bus != b",
        "olives != olive", "purchases != purchase",
    ],
)  # fmt: skip
def test_goods(row: str) -> None:
    one, sign, other = row.partition(" != " if "!=" in row else " = ")
    assert (product_key(one) == product_key(other)) == (sign == " = ")


def test_goods_without_a_word_are_all_the_same() -> None:
    assert product_key("the") == product_key("") == ""


def test_places() -> None:
    assert same_place("Monday", "Monday  morning")
    assert not same_place("Monday", "Tuesday")
    assert not same_place("", "Monday")


def test_folding_keeps_letters_alone() -> None:
    assert fold(" Às  3–4\u00a0O’clock\n") == "as 3-4 o'clock"
