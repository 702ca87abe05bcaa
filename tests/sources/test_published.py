"""A publication time as written, and the day or moment it means; a dash for those that name no single one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.published import FIRST_YEAR, LAST_YEAR, parse_published

ROWS = """
2025-04-16                              = 2025-04-16
20250416                                = 2025-04-16
2025-W16-3                              = 2025-04-16
2025-04-16 12:00                        = 2025-04-16
2025-04-16T12:00:00Z                    = 2025-04-16T12:00:00+00:00
20250416T120000Z                        = 2025-04-16T12:00:00+00:00
2025-04-16T12:00:00.250+09:00           = 2025-04-16T12:00:00.250000+09:00
Wed, 16 Apr 2025 12:00:00 GMT           = 2025-04-16T12:00:00+00:00
Wed, 16 Apr 2025 23:30:00 -0400         = 2025-04-16T23:30:00-04:00
16 Apr 2025 12:00:00 -0000              = 2025-04-16
April 16, 2025                          = 2025-04-16
Wednesday, April 16, 2025               = 2025-04-16
OCT 3, 2025                             = 2025-10-03
Sept. 3, 2025                           = 2025-09-03
16th of April 2025                      = 2025-04-16
Apr. 16, 2025 at 11:30 p.m. ET          = 2025-04-16
April 16, 2025 11:30 PM EDT             = 2025-04-16
16-APR-1987 12:01:34.56                 = 1987-04-16
16/04/2025                              = 2025-04-16
04/04/2025                              = 2025-04-04
04/05/2025                              = -
2025-W16                                = -
2025-04                                 = -
2025                                    = -
April 2025                              = -
May 1                                   = -
yesterday                               = -
next Friday                             = -
2025-02-30                              = -
2025-04-16T25:00:00Z                    = -
1744804800                              = -
0001-01-01                              = -
9999-12-31T23:59:59-12:00               = -
April 16, 2025, or so they say          = -
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_a_publication_time_is_read(row: str) -> None:
    text, expected = row.split(" = ")
    moment = parse_published(text)
    assert (moment.isoformat() if moment else "-") == expected.strip()


def test_white_space_around_it_does_not_matter() -> None:
    assert parse_published(" 2025-04-16\n") == dt.date(2025, 4, 16)


def test_a_long_text_is_no_date() -> None:
    assert parse_published("2025-04-16" + " " * 100 + "or later") is None


@given(st.text(st.characters(), max_size=80) | st.text("0123456789-:T+Z/, APMapril.", max_size=40))
def test_no_text_fails_and_no_moment_lacks_its_zone(text: str) -> None:
    moment = parse_published(text)
    assert moment is None or FIRST_YEAR <= moment.year < LAST_YEAR
    assert not isinstance(moment, dt.datetime) or moment.tzinfo is not None


@given(st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR - 1, 12, 31)))
def test_every_iso_date_is_itself(day: dt.date) -> None:
    assert parse_published(day.isoformat()) == day
