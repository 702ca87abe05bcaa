"""What the event heads are told of a story besides its vectors, as numbers: which word, how far, of what sort.

Distances are put into classes, finer where it is near. Training and reading share this file; the classes are part of
the trained weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.events.candidates import Page
from extractor.events.labels import FORMS, SORTS, Ints
from extractor.events.values import NO_RECORD, Mention, Value

# The opening sentences have a class each, the eighth stands for all after them.
PLACES = 8
# Sentences from trigger to mention: -5 to 5, and no mention at all.
FAR = 5
NOWHERE = 2 * FAR + 2
AWAYS = NOWHERE + 1
# Words from trigger to mention within a sentence: eight classes to either side, by the least distance of each.
STEPS = np.array([2, 3, 4, 6, 8, 12, 18])
ELSEWHERE = 2 * (len(STEPS) + 1) + 1
DISTANCES = ELSEWHERE + 1
# How much of a figure a value is: its rank by mentions among those of its sort, how many, and whether the first
# sentence has it.
RANKS, COUNTS = 5, 4
STANDS = RANKS * COUNTS * 2
_NO_MENTION = Mention(-1, -1, -1, "group", NO_RECORD)
_FORM_INDEX = {form: number for number, form in enumerate(FORMS)}


@dataclass(frozen=True, slots=True)
class ValueIndices:
    """All values of a story, and all their mentions one value after the other; a value without any has one at word -1.

    By mention: `words`, `sentences`, `forms`, `owners` (whose mention it is). By value: `sorts`, `stands`.
    """

    words: Ints
    sentences: Ints
    forms: Ints
    owners: Ints
    sorts: Ints
    stands: Ints


def places(page: Page) -> Ints:
    """The class of each candidate's place in the story."""
    return np.minimum(page.sentences[page.candidates], PLACES - 1)


def value_indices(values: Sequence[Value], page: Page) -> ValueIndices:
    """Index the values of a story."""
    told = [(owner, mention) for owner, value in enumerate(values) for mention in value.mentions or (_NO_MENTION,)]
    return ValueIndices(
        words=_ints(page.word_at(mention.start) if mention.start >= 0 else -1 for _, mention in told),
        sentences=_ints(mention.sentence for _, mention in told),
        forms=_ints(_FORM_INDEX.get(mention.form, _FORM_INDEX["title"]) for _, mention in told),
        owners=_ints(owner for owner, _ in told),
        sorts=_ints(SORTS.index(value.sort) for value in values),
        stands=_stands(values),
    )


def _stands(values: Sequence[Value]) -> Ints:
    ranks = [0] * len(values)
    for sort in SORTS:
        own = [number for number, value in enumerate(values) if value.sort == sort]
        for rank, number in enumerate(sorted(own, key=lambda number: -len(values[number].mentions))):
            ranks[number] = min(rank, RANKS - 1)
    counts = [min(len(value.mentions), COUNTS - 1) for value in values]
    opening = [any(mention.sentence == 0 for mention in value.mentions) for value in values]
    return _ints((rank * COUNTS + count) * 2 + first for rank, count, first in zip(ranks, counts, opening, strict=True))


def _ints(numbers: object) -> Ints:
    return np.fromiter(numbers, np.int64)  # type: ignore[call-overload, no-any-return] # any iterable of integers


def aways(triggers: Ints, found: ValueIndices) -> Ints:
    """[triggers, mentions]: the class of how many sentences away a mention stands; `triggers` are sentences."""
    away = np.clip(found.sentences - triggers[:, None], -FAR, FAR) + FAR
    return np.where(found.words < 0, NOWHERE, away)


def distances(triggers: Ints, sentences: Ints, found: ValueIndices) -> Ints:
    """[triggers, mentions]: the class of how many words away a mention stands in the sentence; `triggers` are words."""
    steps = found.words - triggers[:, None]
    classes = np.searchsorted(STEPS, np.abs(steps), side="right") + np.where(steps > 0, len(STEPS) + 1, 0)
    return np.where(found.sentences == sentences[:, None], classes, ELSEWHERE)
