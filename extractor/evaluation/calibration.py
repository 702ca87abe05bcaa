"""How far an event's confidence can be trusted, and what --min-confidence buys.

    29 events with a confidence from 0.6 to 0.7, 0.65 on average, of which 0.59 are right    ->  off by 0.06

An event is right when kind, action, actors, targets and rates are those of the annotated event it was paired with. The
expected calibration error is the mean distance between confidence and share right, each bin weighing as many events
as it holds (Guo et al. 2017, https://arxiv.org/abs/1706.04599).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from extractor.evaluation.compare import Comparison, same_core
from extractor.evaluation.figures import Count, figures
from extractor.evaluation.views import StoryView, surer

BINS: Final = 10


class Bin(NamedTuple):
    """The events whose confidence is at least `low` and below `high`; the last bin holds 1 too."""

    low: float
    high: float
    events: int = 0
    confidence: float = 0.0
    right: float = 0.0


class Step(NamedTuple):
    """What remains at one --min-confidence: events.core and events.slots."""

    least: float
    core: Count
    slots: Count


def judged(comparisons: Iterable[Comparison]) -> list[tuple[float, bool]]:
    """Return the confidence of each event found, and whether it is right."""
    results = []
    for story in comparisons:
        partner = {j: story.gold.events[i] for i, j in story.events}
        for j, event in enumerate(story.found.events):
            right = j in partner and same_core(partner[j], event)
            results.append((event.confidence or 0.0, right))
    return results


def reliability(results: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the ten bins."""
    return [_bin(number, results) for number in range(BINS)]


def expected_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error; 0 where there are no events."""
    events = sum(item.events for item in bins)
    return sum(item.events * abs(item.confidence - item.right) for item in bins) / events if events else 0.0


def curve(comparisons: Sequence[Comparison]) -> list[Step]:
    """Return what is right and found when the events of least confidence are left out: 0, 0.1, ... 0.9."""
    return [_step(number / BINS, comparisons) for number in range(BINS)]


def _bin(number: int, results: Sequence[tuple[float, bool]]) -> Bin:
    inside = [result for result in results if min(int(result[0] * BINS), BINS - 1) == number]
    bounds = number / BINS, (number + 1) / BINS
    if not inside:
        return Bin(*bounds)
    sums = (sum(column) / len(inside) for column in zip(*inside, strict=True))
    return Bin(*bounds, len(inside), *sums)


def _step(least: float, comparisons: Sequence[Comparison]) -> Step:
    kept = figures(_events_alone(story, least) for story in comparisons)
    return Step(least, kept["events.core"], kept["events.slots"])


def _events_alone(story: Comparison, least: float) -> Comparison:
    return Comparison(StoryView(events=story.gold.events), StoryView(events=surer(story.found, least).events))
