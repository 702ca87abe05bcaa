"""Charts: where things lie, and that the tables behind them count the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records import Story
from extractor.view import Total
from extractor.view.charts.calendar import columns

days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@given(st.sets(days, min_size=1, max_size=60))
def test_every_day_has_one_column_and_there_are_not_too_many(found: set[dt.date]) -> None:
    axis = columns(found)
    filled = [column for column in axis if column]
    assert all(sum(column.first <= day <= column.last for column in filled) == 1 for day in found)
    assert filled == sorted(filled)
    assert len(filled) <= 100


@pytest.mark.parametrize(
    ("found", "labels"),
    [
        (["2025-04-02", "2025-04-03", "2025-04-05"], ["2", "3", "4", "5"]),
        (["2025-04-02", "2025-04-09"], ["2", None, "9"]),
        ([f"2025-0{month}-{day:02}" for month in (4, 5) for day in range(1, 29)], ["31 Mar", "7 Apr"]),
        ([f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)], ["Jan", "Feb"]),
        ([f"{year}-{month:02}-01" for year in range(2010, 2016) for month in range(1, 13)], ["Q1", "Q2"]),
        ([f"{year}-{month:02}-01" for year in range(1990, 2015) for month in range(1, 13)], ["1990", "1991"]),
        ([f"{year}-03-01" for year in range(1960, 2026)], ["1960s", "1970s"]),
    ],
)
def test_columns_are_as_fine_as_there_is_room(found: list[str], labels: list[str | None]) -> None:
    axis = columns({dt.date.fromisoformat(day) for day in found})
    assert [column.label if column else None for column in axis][: len(labels)] == labels


@pytest.fixture(scope="module")
def charts(stories: list[Story]) -> str:
    return Total(stories).charts()


def test_the_time_line_and_its_table_hold_the_same(charts: str, stories: list[Story]) -> None:
    chart = charts[charts.index('id="timeline"') : charts.index('id="tariff-chart"')]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td>.*?<td>(\d+)</td></tr>", chart)
    discs = re.findall(r'class="disc" data-pair="(.*?)" data-from="(.*?)"', chart)
    assert len(rows) == len(discs) > 30
    events = Total(stories).events
    placed = [fact for fact in events if fact.day and fact.pairs]
    assert sum(int(number) for *_, number in rows) >= len(placed)
    assert f"{len(events) - len(placed)} events without a day or a party: not drawn." in chart


def test_rates_stand_where_they_belong(charts: str) -> None:
    chart = charts[charts.index('id="tariff-chart"') : charts.index('id="flow-chart"')]
    assert "<title>United Kingdom → India: 14% on steel wire, happened (1 event)</title>" in chart
    assert "<td>14%</td><td>10%</td><td>Happened</td><td>steel wire</td><td>1</td>" in chart
    places = re.findall(r'<circle cx="([\d.]+)" cy="[\d.]+" r="5"></circle><text[^>]*>([\d.]+)%<', chart)
    assert len(places) > 10
    xs = [(float(rate), float(x)) for x, rate in places]
    assert [x for _, x in sorted(xs)] == sorted(x for _, x in xs)


def test_what_rose_and_fell_has_its_sign(charts: str) -> None:
    chart = charts[charts.index('id="flow-chart"') :]
    assert "Mexico → Canada, exports: −8%" in chart
    assert "Kenya → Brazil, exports: +12%" in chart


def test_nothing_is_drawn_of_nothing(stories: list[Story]) -> None:
    assert "<svg" not in Total().charts()
    assert Total().sentence() == "0 events of 0 countries in 0 stories"
    assert Total(stories[:1]).sentence() == "1 event of 2 countries in 1 story"


def test_charts_are_whole(charts: str, hostile: Story, parsed: Callable[[str], Any]) -> None:
    for html in (charts, Total([hostile]).charts()):
        markup = parsed(html)
        assert len(markup.ids) == len(set(markup.ids))
