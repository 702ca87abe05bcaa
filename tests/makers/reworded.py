"""Stories of which no two are alike, out of a few: every longer word becomes another of its length.

So what a page of many stories takes can be measured on as many, and nothing is won by their being the same few.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from extractor.records import Story

_WORD = re.compile(r"\b[a-z]{4,}\b")


def reworded(stories: Sequence[Story], count: int) -> Iterator[Story]:
    """Yield so many stories with the words of all of them, the same each time; what is marked stays in its place."""
    words: dict[int, list[str]] = defaultdict(list)
    for word in dict.fromkeys(chain.from_iterable(_WORD.findall(story.text or "") for story in stories)):
        words[len(word)].append(word)
    chance = random.Random(7)  # noqa: S311 - nothing secret
    for number in range(count):
        story = stories[number % len(stories)]
        text = _WORD.sub(lambda word: chance.choice(words[len(word[0])]), story.text or "")
        yield Story.model_validate(_with_slices(story.model_dump(mode="json"), text) | {"text": text})


def _with_slices(value: Any, text: str) -> Any:
    """Return a record's part with each span's text as it stands in `text`."""
    if isinstance(value, list):
        return [_with_slices(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    known = {key: _with_slices(item, text) for key, item in value.items()}
    return known | {"text": text[value["start"] : value["end"]]} if {"start", "end", "text"} <= set(value) else known
