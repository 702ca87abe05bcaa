"""Readers of feasts and other named days, in the United States' reckoning.

    told on Friday 18 November 2005:   "Thanksgiving"  ->  2005-11-24     "last Easter"  ->  2005-03-27

To teach a feast, add it to FIXED or MOVING by the words it begins with, and to FEAST.
"""

from __future__ import annotations

import datetime as dt
from math import inf
from typing import TYPE_CHECKING

from extractor.language.dates.context import nearest
from extractor.language.dates.days import nearest_weekday
from extractor.language.dates.timex import Time

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

FEAST = (
    r"(?:thanksgiving(?: day)?|christmas(?: day| eve)?|new year's (?:day|eve)|independence day|valentine's day"
    r"|veterans day|halloween|st\. patrick's day|boxing day|labor day|memorial day|columbus day|presidents'? day"
    r"|black friday|good friday|election day|martin luther king(?: jr\.?)? day|mother's day|easter(?: sunday| day)?)"
)
FIXED = {
    "christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new year's": (1, 1),
    "independence": (7, 4), "valentine's": (2, 14), "veterans": (11, 11), "halloween": (10, 31),
    "st. patrick's": (3, 17), "boxing": (12, 26),
}  # fmt: skip
#: Month, weekday (ISO 8601), the first day it can be: the fourth Thursday of November can be the 22nd.
MOVING = {
    "thanksgiving": (11, 4, 22), "labor": (9, 1, 1), "memorial": (5, 1, 25), "columbus": (10, 1, 8),
    "presidents": (2, 1, 15), "election": (11, 2, 2), "martin": (1, 1, 15), "mother's": (5, 7, 8),
    "black": (11, 5, 23),
}  # fmt: skip


def feast(found: Phrase) -> Time | None:
    """Read "Thanksgiving", "last Christmas", "Labor Day 2025"."""
    name, told = " ".join(found["feast"].split()), found.told
    if found["year"]:
        return Time(feast_day(name, int(found["year"])).isoformat())
    if told is None:
        fixed = next((day for start, day in FIXED.items() if name.startswith(start)), None)
        return Time(f"XXXX-{fixed[0]:02}-{fixed[1]:02}") if fixed else Time("XXXX-XX-XX")
    days = [feast_day(name, year) for year in (told.year - 1, told.year, told.year + 1)]
    sure = {"last": -1, "next": 1}.get(found["near"] or "")
    away = {day: (day - told).days for day in days}
    return Time(nearest(away, sure or found.direction(), against=inf if sure else 6.0).isoformat())


def feast_day(name: str, year: int) -> dt.date:
    """Return the day of a feast in a year."""
    if name.startswith(("easter", "good friday")):
        return easter(year) - dt.timedelta(2 if name.startswith("good") else 0)
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
