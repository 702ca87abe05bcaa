"""A row of the table of phrases, and the readers of phrases that need no reckoning."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.dates.timex import NO_TIME, Kind, Time

if TYPE_CHECKING:
    from extractor.language.dates.context import Phrase

Reader = Callable[["Phrase"], Time | None]


class Row(NamedTuple):
    """A phrase and how to read it."""

    pattern: str
    read: Reader
    timeml: bool = False


def constant(value: str, kind: Kind = "date", *, anchors: bool = True) -> Reader:
    """Return a reader of phrases that always mean the same."""
    return lambda _: Time(value, kind, anchors=anchors)


def nothing(_: Phrase) -> Time:
    """Read a phrase that only looks like a time."""
    return NO_TIME


def bare(pattern: str) -> str:
    """Return the pattern with its groups unnamed, so that it can stand inside another."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
