"""Where a phrase stands: the day the story was told, the words around it, and the times told before.

    direction of "Friday" in   "will meet on Friday"  ->  1     "met on Friday"  ->  -1     "Friday talks"  ->  0

Reading: the nearest sign before the phrase, inside its clause, decides ("said Friday it will" looks back, "said it
will meet Friday" ahead); without one, the nearest sign behind it. Signs are tense, modals and prepositions.
To teach a sign, add a word to FUTURE or PAST.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from extractor.language.dates.timex import Time, bounds, granularity

Choice = TypeVar("Choice")

FUTURE = (
    r"will|won't|would|'ll|shall|may|might|could|can|should|must|to be|going to|(?:is|are|was|were) to"
    r"|(?:plan|expect|intend|hope|aim|want|threaten)(?:s|ed|ning|ing)? to|propos(?:es|ed) to"
    r"|prepar(?:es|ed|ing) (?:to|for)"
    r"|planned|planning|expected|expects|scheduled|schedules|slated|due|(?:is|are|was|were) set|set (?:for|to)"
    r"|likely|starting|beginning|effective|takes? effect|go(?:es)? into effect|comes? into (?:force|effect)|kicks? in"
    r"|deadline|extended|delayed|postponed|await(?:s|ing)?|forecasts?|targets?|proposed|expires?|begins?|starts?"
    r"|looming|projected|payable|calls? for|called for|meets|opens|convenes|arrives|leaves|hosts|visits|faces"
    r"|to (?:meet|hold|begin|start|take|impose|visit|travel|discuss|attend|raise|cut|expire|sign|vote|go|end|resume"
    r"|come|arrive|decide|reach|make|lift|reduce|increase|announce|present|open|pay|give|testify|speak|deliver)"
)
PAST = (
    r"telling|saying|announcing|calling|speaking|writing|adding|warning|citing|following|after|said|says|say|told|was"
    r"|were|had|has|have|did|been|since|ago|rose|fell|met|made|took|held|came|went|began|saw|got|gave|sent|left|put|hit"
    r"|won|lost|led|cut|wrote|kept|grew|shut|sold|bought|brought|spoke|became|found|stood|knew|thought|paid|ran|struck"
    r"|(?!need|feed|speed|indeed|exceed|proceed|succeed|unprecedented|united|limited|hundred)[a-z]{2,}ed"
)
_SIGN = re.compile(rf"(?<![\w-])(?:(?P<future>{FUTURE})|(?P<past>{PAST}))(?![\w-])")
_CLAUSE_END = re.compile(r"[.;!?]['\"”]*\s|\n\s*\n| - | -- |—")
_REACH = 90
_NEAR = 40

# Right before a phrase, these decide alone.
_AHEAD = re.compile(
    r"\b(?:by|until|till|starting|beginning|effective|upcoming|coming|due|before|ahead of|as (?:soon|early) as) +"
    r"(?:on +|from +|in +|the +|an? +)?\Z"
)
_BACK = re.compile(r"\b(?:since|dated|ended) +\Z")
# "By Thursday, it had ..." looks back after all.
_HAD = re.compile(r",? (?:(?!while|which|that|if|when)[a-z.]+ ){0,2}(?:had|was|were)\b")
# "Ahead of Wednesday's talks" looks ahead, other owners look back.
_LOOMING = re.compile(r"\b(?:ahead of|upcoming|for|at) +\Z")
# In "said that on Friday it will", what stands before "that" tells nothing.
_NEW_CLAUSE = re.compile(r"\b(?:that|but|because) +(?:on +|in +|by +)?\Z")


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

    def inner(self, group: str) -> Time | None:
        """Return the meaning of the phrase inside this one."""
        return self._telling.read(*self._match.span(group), self)

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Say whether `pattern`, which ends in `end of text`, matches right before the phrase."""
        start = self._whole.start()
        return pattern.search(self._telling.plain, max(0, start - _NEAR), start) is not None

    def anchor(self, *units: str, reach: int = 10_000) -> Time | None:
        """Return the time last told at most `reach` characters back, of one of these granularities if any are given."""
        for place, time in reversed(self._telling.before):
            if self._whole.start() - place > reach:
                return None
            unit = granularity(time.value)
            if unit and (not units or unit in units):
                return time
        return None

    def anchor_day(self) -> dt.date | None:
        """Return the first day of the time last told, else the day of the story."""
        anchor = self.anchor()
        span = bounds(anchor.value) if anchor else None
        return span[0] if span else self.told

    def direction(self) -> int:
        """Say whether the words around point back (-1), ahead (1), or nowhere (0)."""
        if self.follows(_BACK):
            return -1
        if self._telling.plain.startswith("'s", self._whole.end()):
            return 1 if self.follows(_LOOMING) else -1
        if self.follows(_AHEAD):
            return -1 if _HAD.match(self._telling.plain, self._whole.end()) else 1
        if self.follows(_NEW_CLAUSE):
            return self._sign_behind() or self._sign_before()
        return self._sign_before() or self._sign_behind()

    def _sign_before(self) -> int:
        start = self._whole.start()
        left = self._telling.plain[max(0, start - _REACH) : start]
        ends = [found.end() for found in _CLAUSE_END.finditer(left)]
        signs = list(_SIGN.finditer(left, ends[-1] if ends else 0))
        return _turn(signs[-1] if signs else None)

    def _sign_behind(self) -> int:
        end = self._whole.end()
        right = self._telling.plain[end : end + _REACH]
        clause = _CLAUSE_END.search(right)
        return _turn(_SIGN.search(right, 0, clause.start() if clause else len(right)))


def nearest(away: Mapping[Choice, int], turn: int, *, against: float, ahead: float = 1.0) -> Choice:
    """Return the choice least far away from the story, back being negative.

    What lies on the side that the words do not point to counts `against` times as far; where they point nowhere,
    what lies ahead counts `ahead` times as far.
    """

    def weighted(choice: Choice) -> float:
        distance = away[choice]
        factor = against if distance * turn < 0 else ahead if turn == 0 and distance > 0 else 1.0
        return abs(distance) * factor

    return min(away, key=weighted)


def _turn(sign: re.Match[str] | None) -> int:
    if sign is None:
        return 0
    return 1 if sign["future"] else -1
