"""Precision, recall and F1 of each part, over all stories together (micro-averaged).

    figures(comparisons)["events.core"]  ->  Count(right=114, found=276, gold=297), f1 39.8

| figure         | right when                                                                  |
|----------------|-----------------------------------------------------------------------------|
| people         | the name is that of an annotated person                                     |
| roles          | ... and so is the title;  roles.of  ... and whose it is                     |
| countries      | the code;  percentages  number and unit                                     |
| dates.span     | the words overlap;  dates.value  ... and the TIMEX3 value agrees            |
| events.found   | an event of this kind was paired with an annotated one                      |
| events.frame   | ... with the same action and status                                         |
| events.core    | ... with the same action, actors, targets and rates                         |
| events.slots   | every value of every event by itself;  slot.X  the values of one slot       |
| kind.X         | events.core of one kind                                                     |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from extractor.evaluation.compare import Comparison, role_pairs, same_core, same_frame, same_owner, shared
from extractor.evaluation.views import SLOTS
from extractor.records import KINDS

PARTS: Final = ("people", "roles", "roles.of", "countries", "percentages", "dates.span", "dates.value")
EVENTS: Final = ("events.found", "events.frame", "events.core", "events.slots")
SLOT_FIGURES: Final = tuple(f"slot.{slot}" for slot in SLOTS)
KIND_FIGURES: Final = tuple(f"kind.{kind}" for kind in KINDS)
FIGURES: Final = (*PARTS, *EVENTS, *SLOT_FIGURES, *KIND_FIGURES)


class Count(NamedTuple):
    """How many were right, found, and annotated, and the figures that follow, in per cent."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Of those found, how many were right."""
        return _percent(self.right, self.found)

    @property
    def recall(self) -> float:
        """Of those annotated, how many were found right."""
        return _percent(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = _share(self.right, self.found), _share(self.right, self.gold)
        mean = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return round(100 * mean, 1)

    def plus(self, other: Count) -> Count:
        """Return the sum of two counts."""
        return Count(self.right + other.right, self.found + other.found, self.gold + other.gold)


def figures(comparisons: Iterable[Comparison]) -> dict[str, Count]:
    """Return each of FIGURES, over all the stories."""
    total = dict.fromkeys(FIGURES, Count())
    for comparison in comparisons:
        for name, count in _counts(comparison):
            total[name] = total[name].plus(count)
    return total


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _percent(part: int, whole: int) -> float:
    return round(100 * _share(part, whole), 1)


def _counts(story: Comparison) -> Iterator[tuple[str, Count]]:
    gold, found = story.gold, story.found
    yield "people", Count(len(story.people), len(found.people), len(gold.people))
    yield from _roles(story)
    yield "countries", Count(len(gold.countries & found.countries), len(found.countries), len(gold.countries))
    amounts = (Counter(amount for amount, _ in view.percentages) for view in (gold, found))
    one, other = amounts
    yield "percentages", Count((one & other).total(), other.total(), one.total())
    yield "dates.span", Count(len(story.date_places), len(found.dates), len(gold.dates))
    yield "dates.value", Count(len(story.dates), len(found.dates), len(gold.dates))
    yield from _events(story)
    yield from _slots(story)


def _roles(story: Comparison) -> Iterator[tuple[str, Count]]:
    all_found = sum(len(person.roles) for person in story.found.people)
    all_gold = sum(len(person.roles) for person in story.gold.people)
    titles = owners = 0
    for i, j in story.people:
        mine, theirs = story.gold.people[i], story.found.people[j]
        pairs = role_pairs(mine, theirs)
        titles += len(pairs)
        owners += sum(same_owner(mine.roles[a][1], theirs.roles[b][1]) for a, b in pairs)
    yield "roles", Count(titles, all_found, all_gold)
    yield "roles.of", Count(owners, all_found, all_gold)


def _events(story: Comparison) -> Iterator[tuple[str, Count]]:
    pairs = story.event_pairs
    right = {
        "events.found": len(pairs),
        "events.frame": sum(same_frame(*pair) for pair in pairs),
        "events.core": sum(same_core(*pair) for pair in pairs),
    }
    for name, number in right.items():
        yield name, Count(number, len(story.found.events), len(story.gold.events))
    for kind in KINDS:
        found, gold = (sum(event.kind == kind for event in view.events) for view in (story.found, story.gold))
        yield f"kind.{kind}", Count(sum(same_core(*pair) for pair in pairs if pair[0].kind == kind), found, gold)


def _slots(story: Comparison) -> Iterator[tuple[str, Count]]:
    right = sum((shared(*pair) for pair in story.event_pairs), Counter[str]())
    for slot in SLOTS:
        found, gold = (sum(event.count(slot) for event in view.events) for view in (story.found, story.gold))
        count = Count(right[slot], found, gold)
        yield f"slot.{slot}", count
        yield "events.slots", count
