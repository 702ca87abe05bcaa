"""Values in words: rates, dates, statuses, as a reader of news would write them.

    Rate 24, role rate           ->  "24%"             Date 2025-04-16   ->  "16 Apr 2025"
    10 to 15, about              ->  "about 10–15%"    Date 2025-W15     ->  "week of 7 Apr 2025"
    0.5, percentage_point        ->  "0.5 points"      Date P90D         ->  "90 days"

A date that names no calendar day is told in the story's own words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from extractor.records import Action, Date, Kind, Percentage, Rate, Status

MONTHS: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
KIND_WORDS: dict[Kind, str] = {
    "tariff": "Tariff",
    "restriction": "Restriction",
    "talks": "Talks",
    "agreement": "Agreement",
    "investigation": "Investigation",
    "dispute": "Dispute",
    "flow": "Trade flow",
}
STATUS_WORDS: dict[Status, str] = {
    "actual": "Happened",
    "planned": "Planned",
    "possible": "Possible",
    "ruled_out": "Ruled out",
}
STATUS_MEANINGS: dict[Status, str] = {
    "actual": "happened, in force or under way",
    "planned": "decided or scheduled, and not yet in force",
    "possible": "threatened, proposed, considered or conditional",
    "ruled_out": "denied or refused",
}
_UNITS = {"percent": "%", "percentage_point": " points", "basis_point": " basis points"}
_MODIFIERS = {"start": "early", "mid": "mid", "end": "late", "approx": "about", "before": "before", "after": "after"}
_DIRECTIONS: dict[Action, tuple[str, str]] = {"rise": ("+", "up by "), "fall": ("−", "down by ")}
_LENGTHS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LENGTH = re.compile(r"P(\d+)([DWMY])")
# Forms of TIMEX3 values, how many days they hold at most, and their words.
_FORMS: tuple[tuple[re.Pattern[str], int, Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)"), 31, lambda found: f"{MONTHS[int(found[2]) - 1]} {found[1]}"),
    (re.compile(r"(\d{4})-Q([1-4])"), 92, lambda found: f"Q{found[2]} {found[1]}"),
    (re.compile(r"(\d{4})"), 366, lambda found: found[1]),
    (re.compile(r"(\d{3})"), 3653, lambda found: f"{found[1]}0s"),
    (
        re.compile(r"(\d{4})-W(\d\d)"),
        7,
        lambda found: f"week of {day(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1))}",
    ),
)


def number(value: float) -> str:
    """Return a number without needless zeros: 24, 2.5, 1,000."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def percentage(value: Percentage) -> str:
    """Return a percentage with its unit and qualifier."""
    figure = number(value.value) if value.value is not None else f"{number(value.low or 0)}–{number(value.high or 0)}"
    hedge = f"{value.qualifier.replace('_', ' ')} " if value.qualifier else ""
    return f"{hedge}{figure}{_UNITS[value.unit]}"


def rate(value: Rate, *, action: Action) -> str:
    """Return a rate of an event with that action; the change of a flow is told with its direction."""
    sign, direction = _DIRECTIONS.get(action, ("", "")) if value.role == "change" else ("", "")
    return (direction if value.qualifier else sign) + percentage(value)


def month(value: dt.date) -> str:
    """Return a month's short name: Apr."""
    return MONTHS[value.month - 1]


def day(value: dt.date) -> str:
    """Return a day: 16 Apr 2025."""
    return f"{value.day} {month(value)} {value.year}"


def date(value: Date) -> str:
    """Return a date or a length of time."""
    told = _length(value) or _calendar(value) or " ".join(value.mention.text.split())
    return f"{_MODIFIERS[value.modifier]} {told}" if value.modifier and told != value.mention.text else told


def _length(value: Date) -> str | None:
    found = _LENGTH.fullmatch(value.value) if value.kind == "duration" else None
    return count(int(found[1]), _LENGTHS[found[2]]) if found else None


def _calendar(value: Date) -> str | None:
    if value.kind not in {"date", "time"} or value.earliest is None or value.latest is None:
        return None
    if value.earliest == value.latest:
        return day(value.earliest)
    length = (value.latest - value.earliest).days + 1
    matches = ((form.fullmatch(value.value), words) for form, most, words in _FORMS if length <= most)
    told = next((words(found) for found, words in matches if found), None)
    return told or f"{day(value.earliest)} to {day(value.latest)}"


def count(amount: int, noun: str) -> str:
    """Return "1 story", "2,000 stories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and not noun.endswith("ay") else f"{noun}s"
    return f"{amount:,} {noun if amount == 1 else plural}"
