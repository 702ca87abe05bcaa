"""Where a phrase stands: the day the story was told, the words around it, and the times told before.

    "It fell in May. A month later ..."     the later phrase asks for its anchor, 2024-05
    "on Monday or Tuesday"                  Tuesday lies on the side of Monday
    "April 2" told on 2025-03-07            nearest: 2025-04-02, in 26 days, rather than 2024-04-02, 339 days ago

Reading: directions are read by signs.py; a time that is only compared with ("a year earlier") anchors nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeVar

from extractor.language.dates.signs import SURE, points
from extractor.language.dates.timex import Time, bounds, granularity

Choice = TypeVar("Choice")

_NEAR, _RETOLD = 40, 120
# The second of "Monday or Tuesday" lies on the side of the first.
_JOINED = re.compile(r"(?:\b(?:or|and|to|through) +(?:on +|in +|by +)?|[-/])\Z")
_JOINT = 12  # characters between the two
_MONTHS = re.compile(r"P\d+M")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story as its readers see it: in `plain` writing, when it was `told`, the times told `before` and where."""

    told: dt.date | None
    plain: str
    timeml: bool
    before: Sequence[tuple[int, Time]]
    read: Callable[[int, int, Phrase], Time | None]


class Phrase:
    """A phrase as its row matched it, and what a reader may ask about the words around.

    A group that the row lacks reads as None. A phrase `inside` another one has the words around the whole.
    """

    __slots__ = ("_groups", "_match", "_telling", "_whole")

    def __init__(self, match: re.Match[str], telling: Telling, inside: Phrase | None = None) -> None:
        self._match = match
        self._groups = match.groupdict()
        self._telling = telling
        self._whole: re.Match[str] = inside._whole if inside else match

    def __getitem__(self, group: str) -> str | Any:
        return self._groups.get(group)

    @property
    def told(self) -> dt.date | None:
        """The day of the story."""
        return self._telling.told

    @property
    def timeml(self) -> bool:
        """Whether TimeBank's reading is asked for."""
        return self._telling.timeml

    @property
    def inside(self) -> bool:
        """Whether the phrase is part of another."""
        return self._whole is not self._match

    def has(self, word: str) -> bool:
        """Say whether the phrase holds these letters."""
        return word in self._match.group()

    def is_all(self, words: str) -> bool:
        """Say whether the phrase is these words."""
        return self._match.group() == words

    def inner(self, group: str) -> Time | None:
        """Return the meaning of the phrase inside this one."""
        return self._telling.read(*self._match.span(group), self)

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Say whether `pattern`, which ends in `end of text`, matches right before the phrase."""
        start = self._whole.start()
        return pattern.search(self._telling.plain, max(0, start - _NEAR), start) is not None

    def precedes(self, pattern: re.Pattern[str]) -> bool:
        """Say whether `pattern` matches right behind the phrase."""
        return pattern.match(self._telling.plain, self._whole.end()) is not None

    def anchor(self, *units: str, reach: int = 10_000, begun: bool = False) -> Time | None:
        """Return the time last told at most `reach` characters back, of one of these granularities if any are given.

        The granularity of a length of months is "P". What has not `begun` on the day of the story may be passed over.
        """
        for place, time in reversed(self._telling.before):
            if self._whole.start() - place > reach:
                return None
            unit = granularity(time.value) or self._months(place, time)
            if unit and (unit in units if units else unit != "P") and not (begun and self._is_ahead(time)):
                return time
        return None

    def _is_ahead(self, time: Time) -> bool:
        span = bounds(time.value)
        return bool(span and self.told and span[0] > self.told)

    def _months(self, place: int, time: Time) -> str | None:
        """Return "P" for a length of months of the phrase's own paragraph."""
        in_paragraph = "\n" not in self._telling.plain[place : self._whole.start()]
        return "P" if in_paragraph and _MONTHS.fullmatch(time.value) else None

    def anchor_day(self, *units: str, reach: int = 10_000, begun: bool = False) -> dt.date | None:
        """Return the first day of the time last told, as `anchor` finds it, else the day of the story."""
        anchor = self.anchor(*units, reach=reach, begun=begun)
        span = bounds(anchor.value) if anchor else None
        return span[0] if span else self.told

    def long_ago(self) -> dt.date | None:
        """Return the day told right before, if it is of years ago: "on Aug. 1, 2019, ... to start Sept. 1"."""
        anchor = self.anchor("D", reach=_RETOLD)
        span = bounds(anchor.value) if anchor else None
        return span[0] if span and self.told and abs(span[0].year - self.told.year) > 1 else None

    def direction(self) -> int:
        """Say whether the words around point back (-1), ahead (1), or nowhere (0); twice that if beyond doubt."""
        if self.follows(_JOINED) and (side := self._side_of_last()):
            return side
        return points(self._telling.plain, self._whole.start(), self._whole.end())

    def _side_of_last(self) -> int:
        anchor = self.anchor("D", "M", reach=_JOINT)
        span = bounds(anchor.value) if anchor else None
        return (span[0] > self.told) - (span[1] < self.told) if span and self.told else 0


def nearest(away: Mapping[Choice, int], turn: int, *, against: float, ahead: float = 1.0) -> Choice:
    """Return the choice least far away from the story, back being negative.

    What lies on the side that the words do not point to counts `against` times as far, and is out of the question
    where they leave no doubt; where they point nowhere, what lies ahead counts `ahead` times as far.
    """
    against = inf if abs(turn) == SURE else against

    def weighted(choice: Choice) -> float:
        distance = away[choice]
        factor = against if distance * turn < 0 else ahead if turn == 0 and distance > 0 else 1.0
        return abs(distance) * factor

    return min(away, key=weighted)
