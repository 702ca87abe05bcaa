"""The table of goods: whole, without doubles, its codes those of HS 2022."""

from collections import Counter

import pytest

from extractor.knowledge import rows
from extractor.knowledge.goods import goods, goods_words, hs_codes, plural

# The last heading of each chapter of HS 2022; chapter 77 is kept free.
LAST_HEADINGS = """
    0106 0210 0309 0410 0511 0604 0714 0814 0910 1008 1109 1214 1302 1404 1522 1605 1704 1806 1905 2009 2106 2209 2309
    2404 2530 2621 2716 2853 2942 3006 3105 3215 3307 3407 3507 3606 3707 3827 3926 4017 4115 4206 4304 4421 4504 4602
    4707 4823 4911 5007 5113 5212 5311 5408 5516 5609 5705 5811 5911 6006 6117 6217 6310 6406 6507 6603 6704 6815 6914
    7020 7118 7229 7326 7419 7508 7616 7806 7907 8007 8113 8215 8311 8487 8549 8609 8716 8807 8908 9033 9114 9209 9307
    9406 9508 9620 9706
"""
LAST = {heading[:2]: heading for heading in LAST_HEADINGS.split()}
NAMES = [row["good"] for row in rows("goods")]


def test_the_table_is_broad() -> None:
    assert len(NAMES) >= 400


def test_no_name_stands_twice() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_every_code_is_a_chapter_or_heading_of_hs_2022() -> None:
    codes = {code for row in rows("goods") for code in hs_codes(row["hs"])}
    strange = [
        code for code in codes if len(code) not in (2, 4) or not code <= LAST.get(code[:2], "") or code[2:] == "00"
    ]
    assert strange == []


@pytest.mark.parametrize(
    "row",
    [
        "cars=8703", "washing machine=8450", "washing machines=8450", "solar panels=8541", "soybeans=1201",
        "batteries=8506 8507", "tomatoes=0702", "beef=0201 0202", "LNG=2711", "EVs=8703", "services=",
        "consumer goods=", "oil country tubular goods=7304 7306", "rare earths=2805 2846",
    ],
)  # fmt: skip
def test_a_name_has_its_codes(row: str) -> None:
    name, codes = row.split("=")
    assert goods()[name] == tuple(codes.split())


@pytest.mark.parametrize("row", ["battery=batteries", "watch=watches", "box=boxes", "alloy=alloys", "spirits=spirits"])
def test_plurals_follow_the_rule(row: str) -> None:
    one, many = row.split("=")
    assert plural(one) == many


def test_ranges_of_codes_are_written_out() -> None:
    assert hs_codes("09 7304-7306 01-03") == ("09", "7304", "7305", "7306", "01", "02", "03")


def test_words_are_found_by_their_part() -> None:
    assert "frozen" in goods_words("modifier")
    assert "industry" in goods_words("not before")
    assert goods_words("no such part") == frozenset()
