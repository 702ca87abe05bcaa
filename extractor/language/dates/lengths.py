"""Readers of lengths (durations), repetitions (sets), and times so many units away.

    "90-day", "the next 90 days"    ->  P90D           "two to four weeks"   ->  P2W
    "every two years"               ->  set P2Y        "$50 billion a year"  ->  set P1Y
    "two years ago" told in 2025    ->  2023           "three days later"    ->  from the day told last

Reading: a range of lengths takes the lower one; decades are counted in years, but one decade is P1DE.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.dates.quarters import year_ago, year_apart
from extractor.language.dates.timex import NO_TIME, Time, cover, length, moved, shifted
from extractor.language.dates.vocabulary import PARTS, SEASONS, UNITS, count, month_of, weekday_of

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase


_BY = re.compile(r"\bby +\Z")  # "by three quarters" is a fraction


def duration(found: Phrase) -> Time | None:
    """Read "90 days", "two to four weeks", "six-month", "the past three years", "a year and a half"."""
    if found["unit"] == "quarter" and found.follows(_BY):
        return NO_TIME
    number = count(found["n"] or "a") + (0.5 if found["half"] else 0)
    if found["unit"] == "fortnight":
        number *= 2
    return Time(length(number, UNITS[found["unit"]]), "duration")


_THING = re.compile(
    r" (?:truce|ceasefire|war|conflict|strike|dispute|embargo|ban|law|pact|treaty|agreement|deal|company|firm"
    r"|government|coalition|boycott|campaign|program|project|plan|policy|rule|record|regime|union|alliance"
    r"|offensive|siege)"
)


def compound(found: Phrase) -> Time | None:
    """Read "two hours and 40 minutes", "a year and three days"."""
    first, second = (length(count(found[n] or "a"), UNITS[found[unit]]) for n, unit in (("n", "unit"), ("m", "less")))
    if first.startswith("PT"):
        return Time(first + second.removeprefix("PT"), "duration") if second.startswith("PT") else None
    return Time(first + second.removeprefix("P"), "duration")


def age(found: Phrase) -> Time | None:
    """Read "24-year-old": a length in the guide's eyes; in TimeBank's only that of a thing ("a 3-month-old truce")."""
    return NO_TIME if found.timeml and not found.precedes(_THING) else duration(found)


# "50 tonnes a year", "$2 billion a year", "once a week", "billions of dollars a year"
_AMOUNT = re.compile(
    r"(?:\d\S*(?: +(?!for|in|within|after|than|over|under|about|nearly)[a-z-]+){0,3}"
    r"|\b(?:once|twice|times|hundreds|thousands|millions|billions|dollars|tons|tonnes|barrels)(?: +of +[a-z]+| worth)?)"
    r" +\Z"
)
_WITHIN = re.compile(r"\b(?:for|in|within|only|just|than|over|after|another) +\Z")  # else "a quarter" is a fraction
_ROUND_THE_CLOCK = re.compile(r"\b(?:hours|days) +\Z")


def one(found: Phrase) -> Time | None:
    """Read "a year": a length, or how often where an amount stands before it."""
    if found.follows(_ROUND_THE_CLOCK):
        return NO_TIME
    if found["unit"] == "quarter" and not (found.follows(_WITHIN) or found.follows(_AMOUNT)):
        return NO_TIME
    number = 2 if found["unit"] == "fortnight" else 1
    return Time(length(number, UNITS[found["unit"]]), "set" if found.follows(_AMOUNT) else "duration")


_PARTS = {
    ("half", "Y"): "P6M", ("half", "TH"): "PT30M", ("half", "CE"): "P50Y", ("half", "DE"): "P5Y",
    ("half", "D"): "PT12H", ("half", "M"): "P15D", ("quarter", "CE"): "P25Y",
}  # fmt: skip


def part_of(found: Phrase) -> Time | None:
    """Read "half a year", "half-year", "half an hour", "quarter century"."""
    value = _PARTS.get((found["part"], UNITS[found["unit"]]))
    return Time(value, "duration") if value else None


_MAY = re.compile(r"\b(?:could|may|might|would|will|can|to) +\Z")


def some_day(found: Phrase) -> Time | None:
    """Read "one day", which after "could" is no day in particular."""
    if not found.follows(_MAY):
        return Time("P1D", "duration")
    return Time("FUTURE_REF") if found.timeml else NO_TIME


def vague_length(found: Phrase) -> Time | None:
    """Read "several years", "coming weeks", "months", "centuries": PXY, PXW, PXM, PXCE."""
    unit = UNITS[found["unit"] or found["units"] or found["few"]]
    return Time("PXCE" if unit == "CE" else length(1, unit).replace("1", "X"), "duration")


def every(found: Phrase) -> Time | None:
    """Read "every year", "each month", "every two minutes", "per year"."""
    return Time(length(count(found["n"] or "a"), UNITS[found["unit"]]), "set")


def every_other(found: Phrase) -> Time | None:
    """Read "every other week"."""
    return Time(length(2, UNITS[found["unit"]]), "set")


def every_part(found: Phrase) -> Time | None:
    """Read "every morning": once a day."""
    return Time("P1D", "set")


_OFTEN = {"hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y"}


_PAPER = re.compile(r"\b(?:party|state|government|army|owned|run|language|circulation) +\Z")


def often(found: Phrase) -> Time | None:
    """Read "weekly", unless it is a newspaper's."""
    return NO_TIME if found.follows(_PAPER) else Time(_OFTEN[found["word"]], "set")


def every_named(found: Phrase) -> Time | None:
    """Read "every Friday", "Tuesdays", "Friday nights", "each July", "each winter"."""
    name = found["name"]
    if name in SEASONS:
        return Time(f"XXXX-{SEASONS[name]}", "set")
    if name.endswith("day"):
        part = f"T{PARTS[found['part']]}" if found["part"] else ""
        return Time(f"XXXX-WXX-{weekday_of(name)}{part}", "set")
    return Time(f"XXXX-{month_of(name):02}", "set")


def _counted(found: Phrase) -> tuple[int, str]:
    """Return how many of which unit; decades as years, since a decade ago means a year; a fortnight is two weeks."""
    number, unit = count(found["n"] or "a"), UNITS[found["unit"]]
    if found["unit"] == "fortnight":
        number *= 2
    return (int(number * 10), "Y") if unit == "DE" else (int(number), unit)


def ago(found: Phrase) -> Time | None:
    """Read "two years ago", "a decade ago", "two years from now": as coarse as the unit."""
    if (found["n"], found["unit"], found["way"]) == ("a", "year", "ago"):
        return year_ago(found)
    number, unit = _counted(found)
    return Time(cover(moved(found.told, -number if found["way"] == "ago" else number, unit), unit))


def next_but_one(found: Phrase) -> Time | None:
    """Read "the week before last", "the month after next"."""
    unit = UNITS[found["unit"]]
    return Time(cover(moved(found.told, -2 if found["way"] == "before last" else 2, unit), unit))


_MONTH_REACH = 400


def apart(found: Phrase) -> Time | None:
    """Read "a year earlier", "nine months later", "the year before": counted from the time told last."""
    number, unit = _counted(found)
    steps = number if found["way"] in ("later", "after") else -number
    if unit == "M" and steps < 0 and (month := found.anchor("M", reach=_MONTH_REACH, begun=True)):
        return Time(shifted(month.value, steps, "M") or month.value, anchors=False)
    if unit == "Y" and (time := year_apart(found, steps)):
        return time
    return Time(cover(moved(found.anchor_day(), steps, unit), unit), anchors=steps > 0)
