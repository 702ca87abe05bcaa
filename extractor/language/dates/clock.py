"""Readers of times of day, alone or joined to their day.

    "12:01 a.m. EDT on Friday"  ->  2018-07-06T00:01     "1800 GMT"  ->  the story's day, T18:00

Reading: the time as told, zone dropped: TIMEX3 has no place for most zones. A time without a day belongs to the day
told right before, else to the story's. Midnight is T24:00 of the day it ends; one gone by, of the day before.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from extractor.language.dates.timex import Time, bounds
from extractor.language.numbers import CARDINALS

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

_NAMED = {"noon": "12:00", "midnight": "24:00"}
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm"}
_REACH, _NEAR, _DAYS_NEAR = 250, 40, 7


def clock(found: Phrase) -> Time | None:
    """Read "9 p.m.", "12:01 a.m. EDT on Friday", "April 2 at 4 p.m.", "noon Thursday", "midnight"."""
    hour = _hour(found)
    return Time(f"{_day(found)}T{hour}", "time") if hour else None


def _hour(found: Phrase) -> str | None:
    if word := found["word"]:
        return _NAMED[word]
    number = int(found["h"]) if found["h"].isdigit() else CARDINALS[found["h"]]
    minute = int(found["m"] or 0)
    half = (found["ap"] or _HALVES.get(found["half"] or "", " "))[0]
    if half != " ":
        if not 0 < number <= 12:
            return None
        number = number % 12 + (12 if half == "p" else 0)
    elif found["m"] is None:
        return None
    return f"{number:02}:{minute:02}" if number < 24 else None


def _day(found: Phrase) -> str:
    if found["date"]:
        inner = found.inner("date")
        if inner and inner.kind == "date":
            return inner.value
    turn = found.direction()
    beside, anchor = found.anchor("D", reach=_NEAR), found.anchor("D", reach=_REACH, begun=turn < 0)
    for time in (beside, anchor):
        span = bounds(time.value) if time else None
        if span and (time is beside or not found.told or abs((span[0] - found.told).days) < _DAYS_NEAR):
            return span[0].isoformat()
    if found.told is None:
        return "XXXX-XX-XX"
    return (found.told - dt.timedelta(turn < 0 and found["word"] == "midnight")).isoformat()
