"""Readers of quarters and halves, and of comparisons with the time a year before.

    told on Friday 7 March 2025:   "the fourth quarter"       ->  2024-Q4
                                   "last year's first half"   ->  2024-H1
                                   "Q1", then "a year earlier"  ->  2024-Q1

Reading: without a year, the quarter nearest to the story, with a weight for the side that the words around point to.
Fiscal quarters are valued as calendar ones of the same number, since a story seldom says when they begin.
A comparison is as fine as what it is compared with, and nothing told after it is reckoned from it; what is compared
with "nine months" is compared with a year.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from extractor.language.dates.context import nearest
from extractor.language.dates.timex import Time, bounds, cover, moved, shifted
from extractor.language.dates.vocabulary import month_of, rank

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

# How far back, in characters, a comparison may find what it is compared with.
_WIDE, _NARROW = 1200, 60


def quarter(found: Phrase) -> Time | None:
    """Read "the fourth quarter", "Q2 2019", "first-quarter", "last year's third quarter", "the 1988 second quarter"."""
    return _numbered(found, "Q", 3)


def half(found: Phrase) -> Time | None:
    """Read "the first half", "the second half of the year", "H1 2025"."""
    return _numbered(found, "H", 6)


def first_half(found: Phrase) -> Time | None:
    """Read "the first two quarters of 2025"."""
    year = found.inner("of")
    return Time(f"{year.value[:4]}-H1") if year and year.kind == "date" else None


def _numbered(found: Phrase, unit: str, months: int) -> Time | None:
    number = _ordinal(found["ord"], 12 // months)
    if not 1 <= number <= 12 // months:
        return None
    if found["short"]:
        return Time(f"{2000 + int(found['short']) % 100}-{unit}{number}")
    named = next((name for name in ("of", "year") if found[name]), None)
    if named:
        year = found.inner(named)
        return Time(f"{year.value[:4]}-{unit}{number}") if year and year.kind == "date" else None
    if found.told is None:
        return Time(f"XXXX-{unit}{number}")
    near = found["near"] or ""
    ago = near in ("year-ago", "year-earlier")
    year_number = found.told.year if near == "fiscal" else _nearest_year(number, months, found.told, found)
    return Time(f"{year_number - ago}-{unit}{number}", anchors=not ago)


def _ordinal(word: str, last: int) -> int:
    if word in ("last", "final"):
        return last
    digits = re.search(r"\d", word)
    return int(digits[0]) if digits else rank(word)


def _nearest_year(number: int, months: int, told: dt.date, found: Phrase) -> int:
    step = number - (told.month + months - 1) // months
    away = {year: (year - told.year) * 12 // months + step for year in range(told.year - 1, told.year + 2)}
    return nearest(away, found.direction(), against=2.5, ahead=1.5)


def latest_quarter(found: Phrase) -> Time | None:
    """Read "the quarter", "the latest quarter": the one told last if it has begun, else the one that ended last.

    "The quarter ended Feb. 28" is the one of that day, unless it has been given a number before.
    """
    anchor = found.anchor("Q", begun=True)
    span = bounds(anchor.value) if anchor else None
    if anchor and not (found.has("latest") and span and found.told and span[1] > found.told):
        return Time(anchor.value)
    end = found.inner("end") if found["end"] else None
    last_day = bounds(end.value) if end else None
    return Time(cover(last_day[1] if last_day else moved(found.told, -1, "Q"), "Q"))


def month_quarter(found: Phrase) -> Time | None:
    """Read "the April to June quarter"; other stretches of months are two months."""
    first, told = month_of(found["mon"]), found.told
    if first % 3 != 1 or month_of(found["to"]) != first + 2 or told is None:
        return None
    return Time(f"{told.year - (first > told.month and found.direction() < 1)}-Q{first // 3 + 1}")


def ending_quarter(found: Phrase) -> Time | None:
    """Read "the September quarter", "the June half": the one that ends with that month, as Australia counts."""
    last = month_of(found["mon"])
    months, unit = (6, "H") if found["unit"] == "half" else (3, "Q")
    if last % months:
        return None
    number = last // months
    year = found["year"] or (_nearest_year(number, months, found.told, found) if found.told else "XXXX")
    return Time(f"{year}-{unit}{number}")


def year_ago(found: Phrase) -> Time | None:
    """Read "a year ago", "year-earlier": as fine as a quarter told beside it; TimeBank looks farther back for one."""
    return _compared(found, "Q", "H", reach=_WIDE if found.timeml else _NARROW)


def year_apart(found: Phrase, years: int) -> Time | None:
    """Return the month, quarter or half just told, so many years away ("a year earlier"), if there is one."""
    anchor = found.anchor("Q", "H", "M", "P", reach=_WIDE if found.timeml else _NARROW, begun=years < 0)
    value = shifted(anchor.value, years, "Y") if anchor else None
    return Time(value, anchors=False) if value else None


# "Up from 5 in the same month" is of the year before, "for the same month" is not.
_COMPARING = re.compile(r"\b(?:from|than|compared|against|versus|vs\.?|over|up|down|below|above|with)\b[^;:\n]*\Z")


def same_period(found: Phrase) -> Time | None:
    """Read "the same month last year", "the 1988 period", "the corresponding quarter": as fine as what was told.

    Without a year it is the year before where something is compared, else the time last told.
    """
    anchor = found.anchor("Q", "H", "M", "P", reach=_WIDE)
    year = found.inner("year") if found["year"] else None
    if year:
        finer = anchor.value[4:] if anchor and anchor.kind == "date" else ""
        return Time(year.value[:4] + finer, anchors=False)
    if found["before"] and anchor and (value := shifted(anchor.value, -1, "Y")):
        return Time(value, anchors=False)
    if found.has("same") and anchor and anchor.kind == "date" and not found.follows(_COMPARING):
        return Time(anchor.value)
    return _compared(found, "Q", "H", "M", reach=_WIDE)


def _compared(found: Phrase, *units: str, reach: int) -> Time:
    anchor = found.anchor(*units, "P", reach=reach, begun=True)
    value = shifted(anchor.value, -1, "Y") if anchor else None
    return Time(value or cover(moved(found.told, -1, "Y"), "Y"), anchors=False)
