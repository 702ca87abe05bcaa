"""Readers of feasts and other named days, in the United States' reckoning.

    told on Friday 18 November 2005:   "Thanksgiving"  ->  2005-11-24     "last Easter"  ->  2005-03-27

To teach a feast, add it to FIXED or MOVING by the words it begins with, and to FEAST.
"""

from __future__ import annotations

import datetime as dt
import re
from math import inf
from typing import TYPE_CHECKING

from extractor.language.dates.context import nearest
from extractor.language.dates.days import nearest_weekday
from extractor.language.dates.timex import Time, cover
from extractor.language.dates.vocabulary import UNITS

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

FEAST = (
    r"(?:thanksgiving(?: day)?|christmas(?: day| eve)?|new year's (?:day|eve)|independence day|valentine's day"
    r"|veterans day|may day|canada day|bastille day|juneteenth|singles'? day"
    r"|halloween|st\. patrick's day|boxing day|labor day|memorial day|columbus day|presidents'? day"
    r"|black friday|good friday|election day|martin luther king(?: jr\.?)? day|mother's day|ve day"
    r"|easter(?: sunday| monday| day)?)"
)
FIXED = {
    "christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new year's": (1, 1),
    "independence": (7, 4), "valentine's": (2, 14), "veterans": (11, 11), "halloween": (10, 31),
    "st. patrick's": (3, 17), "boxing": (12, 26), "may": (5, 1), "canada": (7, 1), "bastille": (7, 14),
    "juneteenth": (6, 19), "ve": (5, 8), "singles": (11, 11),
}  # fmt: skip
#: Month, weekday (ISO 8601), the first day it can be: the fourth Thursday of November can be the 22nd.
MOVING = {
    "thanksgiving": (11, 4, 22), "labor": (9, 1, 1), "memorial": (5, 1, 25), "columbus": (10, 1, 8),
    "presidents": (2, 1, 15), "election": (11, 2, 2), "martin": (1, 1, 15), "mother's": (5, 7, 8),
    "black": (11, 5, 23),
}  # fmt: skip


def feast(found: Phrase) -> Time | None:
    """Read "Thanksgiving", "last Christmas", "Labor Day 2025", "Memorial Day weekend"."""
    name, unit = " ".join(found["feast"].split()), UNITS[found["unit"] or "day"]
    fixed = next((day for start, day in FIXED.items() if name.startswith(start)), None)
    if found.told is None and not found["year"] and fixed and unit == "D":
        return Time(f"XXXX-{fixed[0]:02}-{fixed[1]:02}")
    day = _day(name, found)
    if day and unit == "WE" and day.isoweekday() == 1:  # the weekend that a Monday makes long
        day -= dt.timedelta(1)
    return Time(cover(day, unit))


_IN_TIME = re.compile(r"\b(?:for|by|until|ahead of|in time for) +\Z")  # "only for Christmas"


def _day(name: str, found: Phrase) -> dt.date | None:
    told = found.told
    if found["year"]:
        return feast_day(name, int(found["year"]))
    if told is None:
        return None
    if found["of"]:
        return feast_day(name, told.year + {"last": -1, "next": 1}.get(found["of"].split()[0], 0))
    days = [feast_day(name, year) for year in (told.year - 1, told.year, told.year + 1)]
    sure = {"last": -1, "next": 1}.get(found["near"] or "")
    turn = sure or (1 if found.follows(_IN_TIME) else found.direction())
    return nearest({day: (day - told).days for day in days}, turn, against=inf if sure else 6.0)


def feast_day(name: str, year: int) -> dt.date:
    """Return the day of a feast in a year."""
    if name.startswith(("easter", "good friday")):
        return easter(year) + dt.timedelta(-2 if name.startswith("good") else name.endswith("monday"))
    for start, (month, day) in FIXED.items():
        if name.startswith(start):
            return dt.date(year, month, day)
    month, weekday, day = next(rule for start, rule in MOVING.items() if name.startswith(start))
    return nearest_weekday(weekday, dt.date(year, month, day), 1)


def easter(year: int) -> dt.date:
    """Return the Gregorian Easter Sunday (anonymous algorithm, Nature 1876)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)
