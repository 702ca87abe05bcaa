"""Numbers in the forms that newswires use."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.numbers import CARDINALS, DIGITS, WORDS, read_number

NUMBER = re.compile(f"(?:{DIGITS})|(?:{WORDS})")


@pytest.mark.parametrize(
    "row",
    [
        "24=24", "2.50=2.5", "1,186=1186", "1,250,000.5=1250000.5", "10,2=10.2", "0,125=0.125", ".5=0.5",
        "4-3/4=4.75", "7 1/2=7.5", "3/8=0.375", "7½=7.5", "¾=0.75",
        "zero=0", "seven=7", "Twenty-five=25", "twenty five=25", "a hundred=100", "hundred=100",
        "one hundred and twenty-five=125", "two thousand=2000", "nine point five=9.5", "one point zero five=1.05",
        "half=0.5", "half a=0.5", "a quarter of a=0.25", "three-quarters of a=0.75", "one-tenth of 1=0.1",
        "seven-tenths of one=0.7", "a hundredth of a=0.01", "two and a half=2.5", "two-and-a-half=2.5",
        "5 and a half=5.5", "one and three-quarters=1.75",
    ],
)  # fmt: skip
def test_a_number_is_read_whole(row: str) -> None:
    text, value = row.split("=")
    assert NUMBER.fullmatch(text)
    assert read_number(text) == pytest.approx(float(value))


@pytest.mark.parametrize("text", ["x10", "10x5x", "tenfold", "tens", "often", "\u017fix", "s\u0131x"])
def test_a_piece_of_a_word_is_no_number(text: str) -> None:
    assert not NUMBER.fullmatch(text)


@given(st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda number: round(number, 2)))
def test_thousands_commas_do_not_change_the_value(number: float) -> None:
    assert read_number(f"{number:,.2f}") == read_number(f"{number:.2f}") == number


@given(st.sampled_from(["twenty", "thirty", "ninety"]), st.sampled_from(["one", "five", "nine"]))
def test_tens_and_ones_add_up(tens: str, ones: str) -> None:
    assert read_number(f"{tens}-{ones}") == CARDINALS[tens] + CARDINALS[ones]
