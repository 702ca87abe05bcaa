"""Readers of phrases that mean a season, year, decade or century.

    told on Friday 7 March 2025:   "last fall"        ->  2024-FA         "the winter"     ->  2024-WI
                                   "fiscal 2026"      ->  2026            "2023-24"        ->  2023, last 2024
                                   "the 1980s"        ->  198             "the '90s"       ->  199

Reading: fiscal years are valued as calendar ones of the same number, two years as the first of them
(ISO-TimeML has no stretch of years; so do the annotated stories), with the second as their last.
Misses: a number of this size that is neither; to refuse one by the word before it, add to _NO_YEAR.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from extractor.language.dates.periods import step
from extractor.language.dates.timex import EDGES, NO_TIME, SEASON_MONTHS, Time
from extractor.language.dates.vocabulary import DECADES, SEASONS, rank
from extractor.language.numbers import read_number

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

_CENTURY_TURN = 50
_MARCH = 3


def full_year(year: int) -> int:
    """Return the year in full: 25 is 2025, 87 is 1987."""
    if year >= 100:
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


_IN = re.compile(r"\b(?:in|by|until|till|since|through|during|for|of|over|before|after|from|into|and|or) +\Z")


def season(found: Phrase) -> Time | None:
    """Read "this summer", "last fall", "the winter of 2024", "the spring"."""
    unit = SEASONS[found["season"].removesuffix("time")]
    if found["near"] == "the" and found["season"] in ("fall", "spring") and not found.follows(_IN):
        return NO_TIME
    if found["year"]:
        year = found.inner("year")
        return Time(f"{year.value[:4]}-{unit}") if year else None
    if found.told is None:
        return Time(f"XXXX-{unit}")
    return Time(f"{_year_of_season(unit, found['near'] or '', found.told, found)}-{unit}")


def edge_of_season(found: Phrase) -> Time | None:
    """Read "early summer", "late fall 2024"."""
    time = season(found)
    return time._replace(modifier=EDGES[found["edge"]]) if time else None


def _year_of_season(unit: str, near: str, told: dt.date, found: Phrase) -> int:
    first = SEASON_MONTHS[unit]
    if unit == "WI" and told.month <= _MARCH and step(near) <= 0:
        return told.year - 1
    if step(near) < 0:
        return told.year - (told.month < first + 3)
    if step(near) > 0:
        return told.year + (told.month >= first)
    if near.startswith("this"):
        return told.year
    if found.direction() > 0:
        return told.year + (told.month >= first + 3)
    return told.year - (told.month < first)


_NO_YEAR = re.compile(
    r"(?:§|(?<!\d)\d{3}-|\b(?:section|sec\.|no\.|u\.s\.c\.|c\.f\.r\.|page|room|route|highway|boeing|airbus"
    r"|flight|chapter|article"
    r"|windows|h\.?r\.?|pub\. ?l\.|resolution|proclamation|order|index|nikkei|dow|extension|number|model)) *\Z"
)


_ISO_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_TWO_YEARS = re.compile(r"(\d{4})[-/](\d{1,4})")


def year(found: Phrase) -> Time | None:
    """Read "2018", "fiscal 2019", "FY25", "2023-24", "the year 2000"."""
    if found.follows(_NO_YEAR):
        return NO_TIME
    digits = re.match(r"\d+", found["year"])
    if _ISO_MONTH.fullmatch(found["year"]) and not _last_year(found["year"]):
        return Time(found["year"])
    return Time(f"{full_year(int(digits[0])):04}", last=_last_year(found["year"])) if digits else None


def _last_year(years: str) -> str:
    """Return the second year of "1979-81", "1995-6" and "2023/2024" in full, "" where there is none."""
    both = _TWO_YEARS.fullmatch(years)
    if not both:
        return ""
    first, second = both.groups()
    last = first[: 4 - len(second)] + second
    return max(last, f"{int(first) + 1}") if last > first or f"{int(first) + 1}".endswith(second) else ""


def spelled_year(found: Phrase) -> Time | None:
    """Read "nineteen ninety-six", "two thousand and one"."""
    head = 2000 if found["head"].startswith("two") else 1900
    return Time(f"{head + read_number(found['tail']):.0f}")


def decade(found: Phrase) -> Time | None:
    """Read "the 1980s", "the '80s", "the nineties"."""
    digits = re.search(r"\d+", found["decade"])
    number = int(digits[0]) if digits else DECADES[found["decade"].split()[-1]]
    return Time(f"{number + 1900 if number < 100 else number:04}"[:3])


def century(found: Phrase) -> Time | None:
    """Read "the 20th century", which began, as people count, in 1900."""
    return Time(f"{rank(found['ord']) - 1:02}")


def new_year(found: Phrase) -> Time | None:
    """Read "the new year": its January, which lies ahead but for "took effect at the new year"."""
    told = found.told
    if told is None:
        return Time("XXXX-01")
    is_past = told.month == 1 or found.direction() < 0
    return Time(f"{told.year + (not is_past)}-01")
