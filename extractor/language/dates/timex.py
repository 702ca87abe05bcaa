"""TIMEX3 values as arithmetic: which value covers a day, what days a value bounds, the value n units away.

    cover(date(2025, 4, 16), "W")     ->  "2025-W16"
    bounds("2025-W16")                ->  2025-04-14, 2025-04-20
    shifted("2025-Q1", -1, "Y")       ->  "2024-Q1"          a year earlier, told as finely as before

Units are TIMEX3's letters: TS TM TH (second, minute, hour), D, W, WE (weekend), M, Q, H (half), Y, DE, CE, and
SP SU FA WI for seasons. Reading: weeks are ISO 8601's, Monday first; winter is the one that begins in December of
its year; a decade is its first three digits ("199"), a century the first two. What nobody knows is X.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["date", "time", "duration", "set"]
Modifier = Literal["start", "mid", "end", "approx", "before", "after"]
Bounds = tuple[dt.date, dt.date]

UNKNOWN = {
    "TS": "XXXX-XX-XX", "TM": "XXXX-XX-XX", "TH": "XXXX-XX-XX", "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
EDGES: dict[str, Modifier] = {"early": "start", "late": "end", "mid": "mid"}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
_DAYS_IN = {"TS": 0, "TM": 0, "TH": 0, "D": 1, "W": 7, "WE": 7}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T\S+)?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


class Time(NamedTuple):
    """What a phrase means: a TIMEX3 value, its kind, and how it is bent ("early April" is start).

    A comparison ("a year earlier") does not `anchor` what is told after it. TIMEX3 has no stretches: one told as one
    phrase has the value of its beginning, and its `last` is the value of its end ("1979-81" is 1979, last 1981).
    """

    value: str
    kind: Kind = "date"
    modifier: Modifier | None = None
    anchors: bool = True
    last: str = ""


#: The meaning of a phrase that only looks like a time: it is passed over whole.
NO_TIME = Time("")


def cover(day: dt.date | None, unit: str) -> str:
    """Return the value of the `unit` that holds `day`, X where the day is not known."""
    if day is None:
        return UNKNOWN.get(unit) or f"XXXX-{unit}"
    year = f"{day.year:04}"
    if unit in ("W", "WE"):
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "WE" else "")
    if unit in SEASON_MONTHS:
        return f"{year}-{unit}"
    return {
        "M": f"{year}-{day.month:02}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "H": f"{year}-H{(day.month + 5) // 6}",
        "Y": year,
        "DE": year[:3],
        "CE": year[:2],
    }.get(unit, day.isoformat())


@lru_cache(maxsize=4096)
def bounds(value: str) -> Bounds | None:
    """Return the first and last day of a value, None for durations, references and what has X."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    try:
        return _bounds(found)
    except (ValueError, OverflowError):  # no such day, or one past the year 9999
        return None


def _bounds(found: re.Match[str]) -> Bounds:
    if found["day"]:
        day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        return day, day
    if found["week"]:
        monday = dt.date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
        return monday + dt.timedelta(5 if found["weekend"] else 0), monday + dt.timedelta(6)
    return _months(*_stretch(found))


def _stretch(found: re.Match[str]) -> tuple[int, int, int]:
    """Return the year, the first month and the number of months of a value."""
    for name, years in (("decade", 10), ("century", 100)):
        if found[name]:
            return int(found[name]) * years, 1, 12 * years
    for name, months in (("month", 1), ("quarter", 3), ("half", 6)):
        if found[name]:
            return int(found["year"]), months * (int(found[name]) - 1) + 1, months
    if found["season"]:
        return int(found["year"]), SEASON_MONTHS[found["season"]], 3
    return int(found["year"]), 1, 12


def _months(year: int, month: int, count: int) -> Bounds:
    """Return the first and last day of `count` months from that month on."""
    first = dt.date(year, month, 1)
    year, month = divmod(year * 12 + month - 1 + count - 1, 12)
    return first, dt.date(year, month + 1, monthrange(year, month + 1)[1])


@lru_cache(maxsize=4096)
def granularity(value: str) -> str | None:
    """Return the unit of a calendar value: "M" for 2025-04, None where there is no calendar in it."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    if found["week"]:
        return "WE" if found["weekend"] else "W"
    names = {"day": "D", "month": "M", "quarter": "Q", "half": "H", "decade": "DE", "century": "CE", "year": "Y"}
    return found["season"] or next(unit for name, unit in names.items() if found[name])


def moved(day: dt.date | None, count: int, unit: str) -> dt.date | None:
    """Return the day `count` units after `day` (before, if negative); the 31st becomes a month's last day."""
    if day is None:
        return None
    try:
        if unit in _DAYS_IN:
            return day + dt.timedelta(count * _DAYS_IN[unit])
        year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit], 12)
        return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def shifted(value: str, count: int, unit: str) -> str | None:
    """Return the value `count` units away, as fine as `value` itself; None where it has no calendar."""
    span, own = bounds(value), granularity(value)
    day = moved(span[0], count, unit) if span else None
    return cover(day, own) if day and own else None


def length(count: float, unit: str) -> str:
    """Return a duration: (90, "D") is P90D, (2, "TH") PT2H, (2, "DE") P20Y, (2.5, "Y") P2Y6M."""
    if unit in ("DE", "CE"):
        return "P1DE" if (count, unit) == (1, "DE") else f"P{count * (10 if unit == 'DE' else 100):g}Y"
    if unit == "Y" and count in (0.5, 1.5):
        return f"P{count * 12:.0f}M"
    whole, part = divmod(count, 1)
    halved = {"Y": "6M", "TH": "30M", "TM": "30S"}.get(unit) if part == 0.5 and whole else None
    sign = "PT" if unit.startswith("T") else "P"
    if halved:
        return f"{sign}{whole:.0f}{unit[-1]}{halved}"
    return f"{sign}{int(count) if not part else count}{unit[-1]}"
