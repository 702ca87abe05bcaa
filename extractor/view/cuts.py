"""A text cut where something begins or ends in it, so that what overlaps can be shown.

    "abcd", (0, 3, A), (2, 4, B)   ->   "ab" under A, "c" under A and B, "d" under B

Each cut says all that covers it. Offsets are code points, `end` exclusive; places outside the text count for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Piece(NamedTuple):
    """A part of a text, its offset, and the numbers of the places that cover it."""

    text: str
    start: int
    over: tuple[int, ...]


def cut(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """Yield the text in pieces; `over` holds the places' numbers, counted from 0, in their order."""
    opening, closing = defaultdict(list), defaultdict(list)
    for number, (start, end) in enumerate(places):
        if 0 <= start < end <= len(text):
            opening[start].append(number)
            closing[end].append(number)
    over: set[int] = set()
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        over = over.difference(closing[start]).union(opening[start])
        yield Piece(text[start:end], start, tuple(sorted(over)))
