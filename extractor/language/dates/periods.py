"""Readers of phrases that mean a week, a month, or a period named beside the story's own.

    told on Friday 7 March 2025:   "last week"         ->  2025-W09
                                   "November"          ->  2024-11, or 2025-11 where the clause looks ahead
                                   "early next year"   ->  2026, start
                                   "the weekend"       ->  2025-W10-WE, from Monday on the one just past

Reading: granularity as told. A month alone is the nearest one, with a weight for the side the words point to.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from extractor.language.dates.context import nearest
from extractor.language.dates.timex import NO_TIME, Modifier, Time, bounds, cover, moved
from extractor.language.dates.vocabulary import UNITS, month_of

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

_STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
# These count from the time told last, the others from the story.
_FROM_TOLD = frozenset(("previous", "preceding", "following", "prior", "that", "same", "comparable", "corresponding"))
_FRIDAY, _SUNDAY, _MARCH, _JUNE, _YEAR_LONG = 5, 7, 3, 6, 4
_THAT_REACH = 250


def step(near: str | None) -> int:
    """Return how many units "last", "this" or "next" lead away: -1, 0 or 1."""
    return next((_STEPS[word] for word in (near or "").split() if word in _STEPS), 0)


def near_unit(found: Phrase) -> Time | None:
    """Read "last week", "this fiscal year", "the previous month", "that year", "the coming week".

    On a Sunday, "this week" of what lies ahead is the one that begins the day after.
    """
    near, unit = found["near"], UNITS[found["unit"]]
    day = found.anchor_day() if _FROM_TOLD.intersection(near.split()) else found.told
    ahead = unit == "W" and near == "this" and day and day.isoweekday() == _SUNDAY and found.direction() > 0
    return Time(cover(moved(day, step(near) + bool(ahead), "W" if unit == "WE" else unit), unit))


_OUT = re.compile(r" (?:is|was) (?:out|over)\b")
_IN = re.compile(r"\b(?:in|for|during|throughout|through|of|over|on|from|ended|closed|next) +\Z")
# How far back a period may have been told for "the month", "the year" to mean it.
_REACH = {"M": 2000, "Y": 150}


def the_unit(found: Phrase) -> Time | None:
    """Read "the week", "the month", "the year": the one told last, else the story's own.

    "By the end of the year" looks ahead, to the end of the story's own.
    """
    if not (found.inside or found.follows(_IN) or found.precedes(_OUT)):
        return NO_TIME
    unit = UNITS[found["unit"]]
    is_ahead = found.inside and found.direction() > 0
    anchor = None if is_ahead else found.anchor(unit, reach=_REACH.get(unit, 0))
    return Time(anchor.value if anchor else cover(found.told, unit))


_DAYLONG = re.compile(r"\b(?:throughout|during|ended|closed|finished|later in|earlier in|middle of|on|for) +\Z")


def the_day(found: Phrase) -> Time | None:
    """Read "the day" of a report on one day's trading: the story's day."""
    return Time(cover(found.told, "D")) if found.follows(_DAYLONG) else NO_TIME


_AT = re.compile(r"\b(?:at|before|ahead of|until|by) +\Z")


def weekend(found: Phrase) -> Time | None:
    """Read "the weekend": the one just past, or the story's own from Friday on and where the clause looks ahead."""
    told = found.told
    is_ahead = found.follows(_AT) and found.direction() > 0
    back = 1 if told and told.isoweekday() < _FRIDAY and not is_ahead else 0
    return Time(cover(moved(told, -back, "W"), "WE"))


def numbered_week(found: Phrase) -> Time | None:
    """Read "week 15 of 2025"."""
    value = f"{found['year']}-W{int(found['number']):02}"
    return Time(value) if bounds(value) else None


def midyear(found: Phrase) -> Time | None:
    """Read "mid-year", "midyear": the story's own, or the next one where the clause looks ahead to a June gone by."""
    told = found.told
    passed = told is not None and told.month > _JUNE and found.direction() > 0
    return Time(cover(moved(told, int(passed), "Y"), "Y"), "date", "mid")


def midweek(found: Phrase) -> Time | None:
    """Read "midweek"."""
    return Time(cover(found.told, "W"), "date", "mid")


def beside(found: Phrase) -> Time | None:
    """Read "the week of March 6", "the week ended April 4", "the weekend of March 8", "the day after April 2"."""
    inner, link = found.inner("day"), found["link"]
    span = bounds(inner.value) if inner else None
    if span is None or (found["unit"] == "day") is not (link in ("before", "after")):
        return None
    return Time(cover(moved(span[0], {"before": -1, "after": 1}.get(link, 0), "D"), UNITS[found["unit"]]))


_VERBS = ("may", "march")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|early|late|mid|from|to|through|between|past|and|or|for|before|after|during"
    r"|starting|next|last|this|the|an?|its|their|on|versus|vs\.?|as of|beginning)[ -]|'s +|[(,\u2014/-] ?) *\Z"
)


# "The January trade data" lies back whatever the verb says, "October delivery" ahead.
_FIGURES = re.compile(
    r"(?:'s)?(?: [\w'-]+){0,2} (?:data|figures?|statistics|numbers|readings?|inflation|unemployment|payrolls?|cpi|ppi"
    r"|pmi|jobs report|(?:trade|employment|retail sales|factory output|export|import)"
    r" (?:report|balance|surplus|deficit|gap))\b"
)
_CONTRACT_BEFORE = re.compile(
    r"\b(?:brent|crude|wheat|corn|sugar|beans|cocoa|coffee|cotton|copper|oil|futures) for +\Z"
)
_CONTRACT = re.compile(
    r" (?:[a-z]+ ){0,2}(?:delivery|settlement|futures|contracts?|expiry)\b|-dated\b"
    r"| (?:corn|wheat|oats|rice|beans|soybeans|soymeal|soyoil|palm oil|rubber|crude|brent|wti|gold|copper"
    r"|cotton|sugar|coffee|cocoa|cattle|hogs)\b"
    r"(?! (?:exports|imports|output|production|sales|shipments|purchases|stocks|prices|consumption|demand|crop))"
)
_SINCE = re.compile(r"\bsince +(?:early |late |mid-)?\Z")


def month(found: Phrase) -> Time | None:
    """Read "April", "last July", "April last year", "April 2025", "the Jan." of "Jan.-April 2025"."""
    number = month_of(found["mon"])
    if found["near"] == "that":
        return _that_month(found, number)
    if found["mon"] in _VERBS and not _is_month(found):
        return NO_TIME
    last = month_of(found["to"]) if found["to"] else number
    if named := _named_year(found, number, last):
        return Time(f"{named}-{number:02}")
    if found.told is None:
        return Time(f"XXXX-{number:02}")
    year = _year_of_month(last, found["near"], found.told, found) - (number > last)
    return Time(f"{year}-{number:02}")


# Not "said that January exports".
_CONJUNCTION = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|sp?okes\w+|told \w+|show(?:s|ed|ing)?|report(?:s|ed)?|warn(?:s|ed)?|not(?:es|ed)"
    r"|add(?:s|ed)"
    r"|expect(?:s|ed)?|announced|estimated?s?|believes?|so|and|data|fact|hop(?:es|ed)|means?|meant) +\Z"
)


def _that_month(found: Phrase, number: int) -> Time | None:
    """Read "that July": of the year told last."""
    anchor = None if found.follows(_CONJUNCTION) else found.anchor("D", "M", "Y", reach=_THAT_REACH)
    return Time(f"{anchor.value[:4]}-{number:02}") if anchor else None


def _is_month(found: Phrase) -> bool:
    if found["near"] or found["year"] or found.inside or found.follows(_BEFORE_MONTH):
        return True
    return found.precedes(_FIGURES) or found.precedes(_CONTRACT)


def _named_year(found: Phrase, number: int, last: int) -> str | None:
    """Return the year given with a month, or behind the month that ends its stretch: "Nov.-Jan. 2025" began in 2024.

    Of two years, "April-January 2024-25", the first months of the calendar belong to the second.
    """
    if found["shared"] and found["shared"][0].isdigit():
        return str(int(found["shared"][:4]) - (number > last and len(found["shared"]) == _YEAR_LONG))
    if found["shared"]:
        return str(found.told.year + step(found["shared"]) - (number > last)) if found.told else None
    year = found.inner("year") if found["year"] else None
    if year is None:
        return None
    return (year.last if year.last and number <= _MARCH else year.value)[:4]


def _year_of_month(number: int, near: str | None, told: dt.date, found: Phrase) -> int:
    base = found.anchor_day() if near in ("the following", "the previous") else None
    base = base or told
    if step(near) < 0:
        return base.year - (number >= base.month)
    if step(near) > 0:
        return base.year + (number <= base.month)
    if near == "this":
        return told.year
    if found.follows(_SINCE):
        return told.year - (number > told.month)
    away = {year: (year - told.year) * 12 + number - told.month for year in range(told.year - 1, told.year + 2)}
    is_contract = found.precedes(_CONTRACT) or found.follows(_CONTRACT_BEFORE)
    turn = -1 if found.precedes(_FIGURES) else 1 if is_contract else found.direction()
    return nearest(away, turn, against=6.0, ahead=2.0)


_EDGES: tuple[tuple[re.Pattern[str], Modifier], ...] = (
    (re.compile(r"early|earlier|beginning|start|first|opening"), "start"),
    (re.compile(r"mid|second (?:week|days|fortnight)|third"), "mid"),
    (re.compile(r"late|end|clos|latter|rest|remainder|last|final|second|fourth"), "end"),
)


def edge(found: Phrase) -> Time | None:
    """Read "early April", "the end of last year", "mid-2025": the whole period, bent to its start, middle or end."""
    inner = found.inner("inner")
    modifier = next((name for sign, name in _EDGES if sign.search(found["edge"])), None)
    return inner._replace(modifier=modifier) if inner else None


def end_of(found: Phrase) -> Time | None:
    """Read "year-end", "year's end", "end of week"."""
    value = found["year"] or cover(found.told, UNITS[found["unit"] or found["of"]])
    return Time(value, "date", "end")
