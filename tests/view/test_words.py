"""Values as words."""

from __future__ import annotations

import pytest

from extractor.records import Date, Rate, Span
from extractor.view import words

PHRASE = Span(start=0, end=5, text="later")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"value": 24}, "24%"),
        ({"value": 2.5, "qualifier": "up_to"}, "up to 2.5%"),
        ({"low": 10, "high": 15, "qualifier": "about"}, "about 10–15%"),
        ({"value": 0.5, "unit": "percentage_point"}, "0.5 points"),
        ({"value": 25, "unit": "basis_point"}, "25 basis points"),
        ({"value": 3521.14}, "3,521.14%"),
    ],
)
def test_a_rate(value: dict[str, object], told: str) -> None:
    assert words.rate(Rate.model_validate({"mention": PHRASE, **value}), action="impose") == told


@pytest.mark.parametrize(("action", "told"), [("rise", "+3.1%"), ("fall", "−3.1%"), ("level", "3.1%")])
def test_a_change_has_its_sign(action: str, told: str) -> None:
    assert words.rate(Rate(value=3.1, role="change", mention=PHRASE), action=action) == told


def test_a_vague_change_has_its_direction_in_words() -> None:
    vague = Rate(value=26, role="change", qualifier="more_than", mention=PHRASE)
    assert words.rate(vague, action="fall") == "down by more than 26%"


@pytest.mark.parametrize(
    ("value", "first", "last", "more", "told"),
    [
        ("2025-04-16", "2025-04-16", "2025-04-16", {}, "16 Apr 2025"),
        ("2025-04", "2025-04-01", "2025-04-30", {}, "Apr 2025"),
        ("2025-04", "2025-04-01", "2025-04-30", {"modifier": "start"}, "early Apr 2025"),
        ("2025-Q2", "2025-04-01", "2025-06-30", {}, "Q2 2025"),
        ("2025", "2025-01-01", "2025-12-31", {}, "2025"),
        ("199", "1990-01-01", "1999-12-31", {}, "1990s"),
        ("2025-W15", "2025-04-07", "2025-04-13", {}, "week of 7 Apr 2025"),
        ("1979", "1979-01-01", "1981-12-31", {}, "1 Jan 1979 to 31 Dec 1981"),
        ("P90D", None, None, {"kind": "duration"}, "90 days"),
        ("P1Y", None, None, {"kind": "duration", "modifier": "approx"}, "about 1 year"),
        ("XXXX-WXX-5", None, None, {}, "later"),
        ("P1Y", None, None, {"kind": "set"}, "later"),
    ],
)
def test_a_date(value: str, first: str | None, last: str | None, more: dict[str, str], told: str) -> None:
    parts = {"value": value, "earliest": first, "latest": last, "mention": PHRASE, **more}
    assert words.date(Date.model_validate(parts)) == told


def test_numbers_of_things_agree() -> None:
    assert words.count(1, "story") == "1 story"
    assert words.count(2000, "story") == "2,000 stories"
    assert words.count(90, "day") == "90 days"
