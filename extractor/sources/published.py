"""Read a publication time as wires and people write it.

    2025-04-16, 20250416                       ->  date(2025, 4, 16)
    2025-04-16T12:00:00Z, 20250416T120000Z     ->  datetime(2025, 4, 16, 12, tzinfo=UTC)     ISO 8601
    Wed, 16 Apr 2025 12:00:00 -0400            ->  datetime(2025, 4, 16, 12, tzinfo=-04:00)  RFC 2822
    April 16, 2025; 16-APR-2025 11:01 p.m. ET  ->  date(2025, 4, 16)                         dateparser, strictly

A time without a zone given in figures says no more than its day, so it gives the day, as written. Nothing is guessed:
04/05/2025 may be April or May and gives None, as do "yesterday", "April 2025", weeks, and years in which no wire ran.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import lru_cache

Moment = dt.date | dt.datetime

FIRST_YEAR, LAST_YEAR = 1800, 2200
_LONGEST = 60
_WEEK = re.compile(r"\d{4}-?W\d\d")
# dateparser would move a time into the zone of the machine it runs on, and so perhaps to another day.
_ZONE = re.compile(r"\s*(?:\b(?:[A-Z]{1,4}T|UTC|Z|local time)\.?|[+-]\d\d:?\d\d)$")


@lru_cache(maxsize=4096)
def parse_published(text: str) -> Moment | None:
    """Return the day, or the moment with its zone, that `text` names; None when it names no single one."""
    text = text.strip()
    if not text or len(text) > _LONGEST or _WEEK.fullmatch(text):
        return None
    readers = (dt.date.fromisoformat, dt.datetime.fromisoformat, parsedate_to_datetime, _parse_loose)
    moment = next(filter(None, (_try(read, text) for read in readers)), None)
    return _day_unless_zoned(moment) if moment and FIRST_YEAR <= moment.year < LAST_YEAR else None


def _try(read: Callable[[str], Moment | None], text: str) -> Moment | None:
    try:
        return read(text)
    except (ValueError, OverflowError):
        return None


def _day_unless_zoned(moment: Moment) -> Moment:
    return moment.date() if isinstance(moment, dt.datetime) and moment.tzinfo is None else moment


def _parse_loose(text: str) -> dt.date | None:
    """Read `text` month first and day first: what comes out the same both ways is what it means."""
    zoneless = _ZONE.sub("", text)
    month_first, day_first = (_dateparser(zoneless, order) for order in ("MDY", "DMY"))
    return month_first.date() if month_first and month_first == day_first else None


def _dateparser(text: str, order: str) -> dt.datetime | None:
    import dateparser  # type: ignore[import-untyped]  # slow, and few dates need it

    settings = {
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
    }
    moment: dt.datetime | None = dateparser.parse(text, languages=["en"], settings=settings)
    return moment
