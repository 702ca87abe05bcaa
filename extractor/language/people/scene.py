"""What the grammar of names and titles knows about a text besides its words: the marks others left on it.

countries   "the White House" -> USA      by word, from the component "countries"
heads       words of headlines            where capitals prove nothing
skipped     bylines, credits, newspapers  where nobody is looked for
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extractor.language.people.words import Words, cut, numbers

_LINE = re.compile(r"[^\n]+")
_LONGEST_HEADLINE = 200
_MOST_PLACES = 50


class Place(NamedTuple):
    """A country named by the words from `first` to `last`."""

    first: int
    last: int
    code: str
    form: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A text cut into words, with the marks that lie on them."""

    words: Words
    places: dict[int, Place]
    persons: tuple[tuple[int, int], ...]
    headline: frozenset[int]
    body: dict[str, list[int]]
    skipped: frozenset[int]

    @property
    def text(self) -> str:
        """The text itself."""
        return self.words.text


def scene_of(
    text: str,
    *,
    persons: Iterable[tuple[int, int]] = (),
    countries: Iterable[tuple[int, int, str, str]] = (),
    skipped: Iterable[tuple[int, int]] = (),
) -> Scene:
    """Lay character spans over the words of `text`; `countries` are start, end, code and form."""
    words = cut(text)
    places: dict[int, Place] = {}
    for start, end, code, form in countries:
        for first, last in numbers(words, [(start, end)]):
            place = Place(first, last, code, form)
            places.update(dict.fromkeys(range(first, last + 1), place))
    headline = frozenset(_headline_words(words))
    return Scene(
        words,
        places,
        tuple(numbers(words, persons)),
        headline,
        _body_of(words, headline),
        frozenset(place for first, last in numbers(words, skipped) for place in range(first, last + 1)),
    )


def _body_of(words: Words, headline: frozenset[int]) -> dict[str, list[int]]:
    """Return, for each word of a headline, the first places where the body has it too."""
    found: dict[str, list[int]] = {words.lows[place]: [] for place in headline}
    for place, low in enumerate(words.lows if found else ()):
        places = found.get(low)
        if places is not None and len(places) < _MOST_PLACES and place not in headline:
            places.append(place)
    return found


def _headline_words(words: Words) -> Iterable[int]:
    """Yield the words of short lines in which nearly every longer word has a capital, and no full stop follows them;
    a line in capitals alone may have one.
    """
    for line in _LINE.finditer(words.text):
        if line.end() - line.start() > _LONGEST_HEADLINE:
            continue
        first, last = words.at(line.start()), words.at(line.end())
        ended = first < last and words.text[words.ends[last - 1] : line.end()].rstrip("”’\"' ")[-1:] == "."
        if ended and not line[0].isupper():
            continue
        longer = [place for place in range(first, last) if len(words.words[place]) > 3]
        if len(longer) > 2 and sum(map(words.capital, longer)) >= 0.8 * len(longer):
            yield from range(first, last)
