"""Columns of a time line: days, or weeks, months ... where there would be too many, with gaps where nothing happened.

2, 3 and 9 April          ->   2 | 3 | ... | 9
a hundred days of a year  ->   months
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.view import words
from extractor.view.words import month

_MOST = 32
_FILLED = 2


class Column(NamedTuple):
    """A stretch of days, both inclusive; `label` stands under it, `group` under all that share it."""

    first: dt.date
    last: dt.date
    label: str
    group: str
    told: str


class _Unit(NamedTuple):
    start: Callable[[dt.date], dt.date]
    days: int
    label: Callable[[dt.date], tuple[str, str, str]]


def _to_week(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


def _to_month(day: dt.date, months: int) -> dt.date:
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _to_year(day: dt.date, years: int) -> dt.date:
    return dt.date(max(1, day.year // years * years), 1, 1)


def _labels(label: str, group: str, told: str = "") -> tuple[str, str, str]:
    return label, group, told or f"{label} {group}".strip()


_UNITS = (
    _Unit(lambda day: day, 1, lambda day: _labels(f"{day.day}", f"{month(day)} {day.year}")),
    _Unit(_to_week, 7, lambda day: _labels(f"{day.day} {month(day)}", f"{day.year}", f"week of {words.day(day)}")),
    _Unit(lambda day: _to_month(day, 1), 31, lambda day: _labels(month(day), f"{day.year}")),
    _Unit(lambda day: _to_month(day, 3), 92, lambda day: _labels(f"Q{day.month // 3 + 1}", f"{day.year}")),
    _Unit(lambda day: _to_year(day, 1), 366, lambda day: _labels(f"{day.year}", "")),
    _Unit(lambda day: _to_year(day, 10), 3653, lambda day: _labels(f"{day.year}s", "")),
    _Unit(lambda day: _to_year(day, 100), 36525, lambda day: _labels(f"{day.year}–", "", f"from {day.year}")),
)


def columns(days: Collection[dt.date]) -> list[Column | None]:
    """Return the columns that hold the days, in order, and None for each gap between them."""
    unit = next(unit for unit in _UNITS if unit is _UNITS[-1] or len({unit.start(day) for day in days}) <= _MOST)
    starts = sorted({unit.start(day) for day in days})
    return [_column(start, unit) if start else None for start in _with_gaps(starts, unit)]


def _with_gaps(starts: list[dt.date], unit: _Unit) -> Iterator[dt.date | None]:
    yield from starts[:1]
    for one, other in pairwise(starts):
        between: list[dt.date] = []
        start = one
        while len(between) <= _FILLED and (start := _next(start, unit)) < other:
            between.append(start)
        yield from [None] if len(between) > _FILLED else between
        yield other


def _next(start: dt.date, unit: _Unit) -> dt.date:
    return unit.start(start + min(dt.timedelta(unit.days), dt.date.max - start))


def _column(start: dt.date, unit: _Unit) -> Column:
    return Column(start, max(start, _next(start, unit) - dt.timedelta(1)), *unit.label(start))
