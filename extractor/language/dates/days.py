"""Readers of phrases that mean one day: weekdays, dates, today and its neighbours.

    told on Friday 7 March 2025:   "Monday"        ->  2025-03-03, or 2025-03-10 where the clause looks ahead
                                   "next Monday"   ->  2025-03-10
                                   "April 2"       ->  2025-04-02, the nearest one the clause allows
                                   "April 6-8"     ->  2025-04-06, last 2025-04-08
                                   "Tuesday night" ->  2025-03-04TNI

Reading: a bare weekday is the story's own day or the last such day before it, unless tense or preposition points
ahead; "last <weekday>" is the one before the story's day, "next <weekday>" the one after.
"""

from __future__ import annotations

import datetime as dt
import re
from math import inf
from typing import TYPE_CHECKING

from extractor.language.dates.context import nearest
from extractor.language.dates.timex import EDGES, NO_TIME, Time, bounds, moved
from extractor.language.dates.vocabulary import PARTS, month_of, rank, weekday_of
from extractor.language.dates.years import full_year

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

_SAME_SENTENCE = 150
_WEEK = dt.timedelta(7)
_DAY = dt.timedelta(1)


def _part(words: str | None) -> str:
    """Return the time of day, "late afternoon" TAF; "" where there is none."""
    return next(("T" + code for name, code in PARTS.items() if words and words.endswith(name)), "")


def _time(
    day: dt.date | None, part: str | None = None, edge: str | None = None, *, unknown: str = "XXXX-XX-XX"
) -> Time:
    value = day.isoformat() if day else unknown
    return Time(value + _part(part), "time" if part else "date", EDGES.get((edge or "").rstrip("-")))


def nearest_weekday(number: int, told: dt.date, turn: int) -> dt.date:
    """Return the weekday on or before `told`, or on or after it where `turn` is 1."""
    back = (told.isoweekday() - number) % 7
    return told + dt.timedelta(-back % 7 if turn > 0 else -back)


def weekday(found: Phrase) -> Time | None:
    """Read "Friday", "last Friday", "early next Friday morning", "Friday of next week"."""
    number = weekday_of(found["wd"])
    day = None
    if found.told:
        of = (found["of"] or "").split()
        day = _of_week(number, of[0], found.told) if of else _near_weekday(number, found["near"], found.told, found)
    return _time(day, found["part"], found["edge"], unknown=f"XXXX-WXX-{number}")


def _of_week(number: int, which: str, told: dt.date) -> dt.date:
    monday = told - dt.timedelta(told.weekday())
    return monday + dt.timedelta(number - 1) + {"next": 1, "last": -1}.get(which, 0) * _WEEK


def _near_weekday(number: int, near: str | None, told: dt.date, found: Phrase) -> dt.date:
    if near in ("last", "this past"):
        return nearest_weekday(number, told - _DAY, -1)
    if near in ("next", "this coming", "the coming"):
        return nearest_weekday(number, told + _DAY, 1)
    if near in ("the previous", "the following"):
        turn = -1 if near == "the previous" else 1
        return nearest_weekday(number, (found.anchor_day() or told) + turn * _DAY, turn)
    return nearest_weekday(number, told, found.direction() or (1 if near == "this" else -1))


_TURNS = {"last": -1, "this past": -1, "next": 1, "this coming": 1}


def month_day(found: Phrase) -> Time | None:
    """Read "April 2", "2 April", "last March 27", "Monday, April 14, 2025", "March 4 last year", "April 6-8"."""
    month, day = month_of(found["mon"]), rank(found["day"])
    if year := _year(found):
        time = _exact(year, month, day)
    elif found.told is None:
        return Time(f"XXXX-{month:02}-{day:02}")
    else:
        time = _nearest_day(month, day, found.told, found)
    last = same_month(found["to"], time) if time and found["to"] else None
    return time._replace(last=last.value) if time and last else time


def _nearest_day(month: int, day: int, told: dt.date, found: Phrase) -> Time | None:
    sure = _TURNS.get(found["near"] or "")
    turn = sure or found.direction()
    away = _days_away(month, day, found.long_ago() or told)
    return nearest(away, turn, against=inf if sure else 4.0, ahead=1.5) if away else None


def shared_month(found: Phrase) -> Time | None:
    """Read the "6" of "from 6 to 8 April"."""
    return month_day(found)


def same_month(day: str, before: Time) -> Time | None:
    """Read the "26" of "April 25 and 26", `before` being what the first of them means."""
    value = f"{before.value[:8]}{rank(day):02}"
    return Time(value) if bounds(value) or value.startswith("X") else None


def _year(found: Phrase) -> int | None:
    if found["year"]:
        return int(found["year"])
    of = (found["of"] or "").split()
    if not of or found.told is None:
        return None
    return found.told.year + {"last": -1, "next": 1}.get(of[0], 0)


def _exact(year: int, month: int, day: int) -> Time | None:
    try:
        return _time(dt.date(year, month, day))
    except ValueError:
        return None


def _days_away(month: int, day: int, told: dt.date) -> dict[Time, int]:
    """Return that day of the years around `told`, and how many days away each is."""
    times = [time for year in (told.year - 1, told.year, told.year + 1) if (time := _exact(year, month, day))]
    return {time: (dt.date.fromisoformat(time.value) - told).days for time in times}


def bare_day(found: Phrase) -> Time | None:
    """Read "on the 7th": of the story's month, or of one beside it where that is nearer and the clause allows."""
    if found.told is None:
        return None
    day, months = rank(found["day"]), [moved(found.told, count, "M") for count in (-1, 0, 1)]
    times = [time for month in months if month and (time := _exact(month.year, month.month, day))]
    away = {time: (dt.date.fromisoformat(time.value) - found.told).days for time in times}
    return nearest(away, found.direction(), against=4.0, ahead=1.5) if away else None


def proclaimed(found: Phrase) -> Time | None:
    """Read "this fourth day of February, in the year of our Lord two thousand twenty-two", as proclamations end."""
    year = found["year"] or (found.inner("spelled") or NO_TIME).value
    if year:
        return _exact(int(year), month_of(found["mon"]), rank(found["day"]))
    return month_day(found)


def day_of_month(found: Phrase) -> Time | None:
    """Read "the 15th of next month"."""
    month = moved(found.told, {"last": -1, "next": 1}.get(found["of"], 0), "M")
    return _exact(month.year, month.month, rank(found["day"])) if month else None


def numeric(found: Phrase) -> Time | None:
    """Read "2025-04-16", "16.4.2025", "4/16/2025" and "4/16/25", the slash month first as in the United States."""
    return _exact(full_year(int(found["year"])), int(found["mon"]), int(found["day"]))


# "The trade we know today", "today's world", "Today, the region exports more rice" mean no single day.
_NOWADAYS_AFTER = re.compile(
    r"\b(?:until|than|knows?|exists?|it is|they are|stands?|sign up|subscribe|million|billion) +\Z"
)
_NOWADAYS_BEFORE = re.compile(
    r"'s (?:world|youth|economy|global|society|markets?|system|standards|environment|generation|consumers?|modern)\b"
    r"|, (?:the |our |many |most |more )?[\w.-]+(?: [\w.-]+)? (?:is|are|has|have|pays?|accounts?|makes?|represents?"
    r"|remains?|faces?|enjoys?|exports?|imports?)\b(?! [a-z]+(?:ing|ed)\b)"
)
_OF = re.compile(r"\b(?<!morning )(?<!night )of +\Z")  # "the cars of tomorrow" are of no day
_NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}


def near_day(found: Phrase) -> Time | None:
    """Read "today", "late yesterday", "tomorrow morning", "the day after tomorrow"; "today" may mean nowadays."""
    if found.is_all("today") and (found.follows(_NOWADAYS_AFTER) or found.precedes(_NOWADAYS_BEFORE)):
        return Time("PRESENT_REF")
    if found.is_all("tomorrow") and found.follows(_OF):
        return NO_TIME
    shift = _NEAR_DAYS[found["word"]] + {"before": -1, "after": 1}.get(found["side"] or "", 0)
    part = "night" if found["word"] == "tonight" else found["part"]
    return _time(moved(found.told, shift, "D"), part, found["edge"])


def part_of_day(found: Phrase) -> Time | None:
    """Read "this morning", "last night", "the next morning", "that evening", "morning trading"."""
    near = found["near"] or ""
    if near in ("the next", "the following"):
        return _time(moved(found.anchor_day(), 1, "D"), found["part"])
    if near in ("that", "the same", "the previous"):
        return _time(moved(found.anchor_day(begun=True), -(near == "the previous"), "D"), found["part"])
    return _time(moved(found.told, -(near == "last"), "D"), found["part"], found["edge"])


def part_of_told_day(found: Phrase) -> Time | None:
    """Read "in the morning": of the day told right before, else of the story's."""
    anchor = found.anchor("D", reach=_SAME_SENTENCE)
    span = bounds(anchor.value) if anchor else None
    return _time(span[0] if span else found.told, found["part"])


def overnight(found: Phrase) -> Time | None:
    """Read "overnight": the night before the story; "will not happen overnight" names no night."""
    return NO_TIME if found.direction() > 0 else _time(moved(found.told, -1, "D"), "night")


def this_time(found: Phrase) -> Time | None:
    """Read "at this time": now in the guide's eyes, nothing in TimeBank's."""
    return NO_TIME if found.timeml else Time("PRESENT_REF")


def told_day(found: Phrase) -> Time | None:
    """Read "the same day", "that day": the day last told; "this day" is the story's own."""
    anchor = None if found.has("this") else found.anchor("D")
    return Time(anchor.value[:10]) if anchor else _time(found.told)


def in_the_day(found: Phrase) -> Time | None:
    """Read "earlier in the day": the day told last, if it lies in the week before the story."""
    told, anchor = found.told, found.anchor("D")
    span = bounds(anchor.value) if anchor else None
    recent = told and span and dt.timedelta(0) <= told - span[0] < _WEEK
    return _time(span[0] if span and recent else told)


def story_day(found: Phrase) -> Time | None:
    """Read "the day ahead"."""
    return _time(found.told)


def next_day(found: Phrase) -> Time | None:
    """Read "the next day", "the previous day": beside the day last told."""
    turn = 1 if found["near"] in ("next", "following") else -1
    return _time(moved(found.anchor_day(), turn, "D"))
