"""Walk through a story and read its calendar expressions, one after the other.

All phrases are one regular expression, tried only where an opener stands ("last", "march", "12"). Where it matches,
the rows are asked in turn; what one row's reader refuses, the next may accept. Times told are kept, since later ones
are reckoned from them ("the day before").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.garbage import uncollected
from extractor.language.dates.context import Phrase, Telling
from extractor.language.dates.days import month_day, same_month
from extractor.language.dates.periods import month
from extractor.language.dates.phrases import PHRASES
from extractor.language.dates.row import Reader, Row, bare
from extractor.language.dates.timex import NO_TIME, Time, bounds
from extractor.language.dates.vocabulary import expand, joined, plain
from extractor.records import Date, Span

# Names of the calendar that are other words in small letters.
_NAMES = re.compile(
    expand(r"\b(?:<WEEKDAY>|january|february|april|june|july|august|september|october|november|december"
           r"|(?:jan|feb|apr|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|thu|thurs|fri|sat|sun|mar|march|may)\b)")
)  # fmt: skip
_SAME_MONTH = re.compile(
    expand(
        r"(?:,|,? and| or| to| through)? (?P<day><DAY>)"
        r"(?= *(?:[.,;:)]|\Z|(?:in|at|to|for|when|of|on|as|with|by|after|before|and)\b))"
        r"| (?:to|through) (?P<last><DAY>)(?! ?(?:<UNIT>|<COUNTABLE>|-|o'clock|<AMPM>))"
    )
)
_SLASH_MONTH = re.compile(expand(r"/<MONTH>"))
# What stands before a time and bends it; the first kind TimeBank counts into the expression.
_COUNTED = re.compile(expand(r"\b(?:nearly|almost|at least|more than|less than|no more than|up to) \Z"))
_APPROXIMATE = re.compile(expand(r"\b(?:nearly|almost|about|around|roughly|approximately|close to) (?:the |an? )?\Z"))
_HEDGE_REACH = 20


class Found(NamedTuple):
    """A time and its place in the story."""

    start: int
    end: int
    time: Time


@cache
@uncollected()
def table(*, timeml: bool) -> tuple[re.Pattern[str], tuple[Row, ...]]:
    """Return all phrases as one expression, a group each, and their rows."""
    rows = tuple(row for row in PHRASES if timeml or not row.timeml)
    union = "|".join(f"({bare(row.pattern)})" for row in rows)
    return re.compile(expand(rf"(?<![\w$€£#/])(?<!\d[.,:])<OPENER>(?:{union})(?!\w)")), rows


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile one row, when it is first asked: most stories need few of them."""
    return re.compile(expand(rf"{pattern}(?!\w)"))


class Walk:
    """One walk through one story."""

    def __init__(self, text: str, told: dt.date | None, *, timeml: bool) -> None:
        self.text = text
        self.plain = joined(plain(text))
        self._union, self._rows = table(timeml=timeml)
        self._before: list[tuple[int, Time]] = []
        self._telling = Telling(told=told, plain=self.plain, timeml=timeml, before=self._before, read=self._read_inner)

    def __iter__(self) -> Iterator[Found]:
        place = 0
        while match := self._union.search(self.plain, place):
            place = match.start() + 1
            for found in self._read_at(match.start(), (match.lastindex or 1) - 1):
                place = found.end
                if found.time is NO_TIME:
                    continue
                if found.time.anchors and not self.plain.endswith("since ", 0, found.start):
                    self._before.append((found.end, found.time))
                yield found

    def _read_at(self, start: int, row: int) -> Iterator[Found]:
        """Yield what stands at `start`, read by the first row from `row` on whose reader accepts it."""
        if self.text[start] == self.plain[start] and _NAMES.match(self.plain, start):
            return
        for pattern, read, _ in self._rows[row:]:
            match = compiled(pattern).match(self.plain, start)
            if not match or not self._is_capitalised(match):
                continue
            if time := _ask(read, Phrase(match, self._telling)):
                yield Found(start, match.end(), time)
                if read is month_day:
                    yield from self._same_month(match.end(), time)
                elif read is month and _SLASH_MONTH.match(self.plain, match.end()):
                    yield from self._read_at(match.end() + 1, 0)
                return

    def _same_month(self, end: int, time: Time) -> Iterator[Found]:
        """Yield the days that share the month just read: "April 25, 26 and 28"."""
        while (more := _SAME_MONTH.match(self.plain, end)) and (other := same_month(more[more.lastgroup or ""], time)):
            start, end = more.span(more.lastgroup or "")
            yield Found(start, end, other)

    def _read_inner(self, start: int, end: int, outer: Phrase) -> Time | None:
        """Read a phrase that is part of another one."""
        whole = self._union.fullmatch(self.plain, start, end)
        if not whole or not whole.lastindex:
            return None
        row = self._rows[whole.lastindex - 1]
        match = compiled(row.pattern).fullmatch(self.plain, start, end)
        time = _ask(row.read, Phrase(match, self._telling, outer)) if match else None
        return None if time is NO_TIME else time

    def _is_capitalised(self, match: re.Match[str]) -> bool:
        names = _NAMES.finditer(self.plain, *match.span())
        return all(self.text[name.start()] != self.plain[name.start()] for name in names)


def _ask(reader: Reader, phrase: Phrase) -> Time | None:
    try:
        return reader(phrase)
    except (OverflowError, ValueError):  # a day outside of Python's calendar, the years 1 to 9999
        return None


def find_dates(text: str, told: dt.date | None, *, timeml: bool = False) -> Iterator[Date]:
    """Yield every calendar expression of `text`, in order, valued as told on day `told`.

    Of a datetime the day counts, in the time zone that it is given in. Without a day, relative values keep their X.
    `timeml` reads as TimeBank does: also what no calendar holds ("recently"), hedges as part of the expression
    ("nearly two years"), and no ages.
    """
    walk = Walk(text, told.date() if isinstance(told, dt.datetime) else told, timeml=timeml)
    for found in walk:
        floor = max(0, found.start - _HEDGE_REACH)
        hedge = _COUNTED.search(walk.plain, floor, found.start) if timeml else None
        start = hedge.start() if hedge else found.start
        is_about = not found.time.modifier and _APPROXIMATE.search(walk.plain, floor, found.start)
        time = found.time._replace(modifier="approx") if is_about else found.time
        yield _date(text[start : found.end], start, time)


def _date(words: str, start: int, time: Time) -> Date:
    span, end = (bounds(value) if time.kind in ("date", "time") else None for value in (time.value, time.last))
    return Date(
        value=time.value,
        kind=time.kind,
        earliest=span[0] if span else None,
        latest=max(span[1], end[1]) if span and end else span and span[1],
        modifier=time.modifier,
        mention=Span(start=start, end=start + len(words), text=words),
    )
