"""Stories in batches, for sinks to which each transaction is dear, and what of a batch is still to be written."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.sinks.tables import digest_of
from extractor.versions import is_later
from extractor.wire import LONGEST_ID

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write

SIZE = 100
SECONDS = 1.0


@contextmanager
def batched(store: Callable[[list[Story]], None], *, size: int = SIZE, seconds: float = SECONDS) -> Iterator[Write]:
    """Give the function that takes a story; `store` is given `size` of them, or what so many `seconds` bring.

    What waits at the end is stored, but not after an error.
    """
    waiting: list[Story] = []
    since = time.monotonic()

    def write(story: Story) -> None:
        nonlocal since
        waiting.append(story)
        if len(waiting) >= SIZE or time.monotonic() - since >= seconds:
            store(waiting)
            waiting.clear()
            since = time.monotonic()

    yield write
    if waiting:
        store(waiting)


@dataclass(frozen=True, slots=True)
class Known:
    """What a database has of a story: its version, when it was published, and its record's digest."""

    version: str | None
    published: dt.date | dt.datetime | None
    digest: str


def due(stories: Iterable[Story], known: Mapping[str, Known], replaced: Container[str]) -> dict[str, Story]:
    """Return by their ids the stories to be written: what is there in the same words, or a later version, stays.

    A story that another one replaces is not written at all.
    """
    latest: dict[str, Story] = {}
    for story in stories:
        before = latest.get(story.id) or known.get(story.id)
        if story.id not in replaced and (before is None or is_later(story, before)):
            latest[story.id] = story
    return {
        name: story for name, story in latest.items() if name not in known or digest_of(story) != known[name].digest
    }


def replacements(stories: Iterable[Story]) -> dict[str, str]:
    """Return for each story that others correct, update or replace the id of the last that does.

    Longer ids than a story may have are those of none.
    """
    pairs = ((old, story.id) for story in stories for old in story.corrects)
    return {old: new for old, new in pairs if old != new and len(old) <= LONGEST_ID}
