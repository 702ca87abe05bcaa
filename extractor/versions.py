"""Of two versions of one story, which is the later: by number, else by time, else the one read later."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from extractor.sources.published import Moment, parse_published


class Version(Protocol):
    """What tells versions of one story apart."""

    @property
    def version(self) -> str | None:
        """Which version it is, as the wire counts: a number, or a time."""

    @property
    def published(self) -> dt.date | dt.datetime | None:
        """When it was published."""


def is_later(story: Version, other: Version) -> bool:
    """Say whether `story`, which was read after `other`, is no earlier version of it."""
    numbers = [_number(each.version) for each in (story, other)]
    if numbers[0] is not None and numbers[1] is not None and numbers[0] != numbers[1]:
        return numbers[0] > numbers[1]
    times = [_time(each) for each in (story, other)]
    return times[0] >= times[1] if times[0] is not None and times[1] is not None else True


def _number(version: str | None) -> int | None:
    return int(version) if version and version.isascii() and version.isdigit() and len(version) < 19 else None


def _time(story: Version) -> dt.datetime | None:
    """Return when this version was written: what its version says, where that is a time, else its publication."""
    moment: Moment | None = parse_published(story.version or "") or story.published
    if moment is None:
        return None
    if isinstance(moment, dt.datetime):
        return moment
    return dt.datetime.combine(moment, dt.time(), tzinfo=dt.UTC)
