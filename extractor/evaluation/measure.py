"""Run the pipeline on annotated stories and measure what it finds: the whole evaluation in order.

cases -> pipeline -> records -> views -> comparisons -> figures, calibration
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor.errors import StoryError
from extractor.evaluation.calibration import Bin, Step, curve, expected_error, judged, reliability
from extractor.evaluation.compare import Comparison
from extractor.evaluation.figures import Count, figures
from extractor.evaluation.reading import Case
from extractor.evaluation.views import StoryView, of_annotation, of_record, surer
from extractor.records import Story


@dataclass(frozen=True)
class Judgement:
    """One story: its text, what was found in it beside what is annotated, and why it could not be read, if so."""

    id: str
    title: str | None
    text: str
    comparison: Comparison
    failure: str | None = None


class FalseAlarms(NamedTuple):
    """The events found in stories whose annotators found none."""

    stories: int
    events: int

    @property
    def per_hundred(self) -> float:
        """How many events would be found in a hundred such stories."""
        return round(100 * self.events / self.stories, 1) if self.stories else 0.0


@dataclass(frozen=True, kw_only=True)
class Results:
    """All that was measured."""

    stories: Sequence[Judgement]
    least: float
    figures: dict[str, Count]
    status: Count
    false_alarms: FalseAlarms
    bins: Sequence[Bin]
    calibration_error: float
    curve: Sequence[Step]

    @property
    def failed(self) -> int:
        """How many stories could not be read: nothing is found in them."""
        return sum(story.failure is not None for story in self.stories)


def judge(case: Case, result: Story | StoryError) -> Judgement:
    """Compare what was found in a story with its annotation; in one that could not be read nothing was found."""
    found, failure = (of_record(result), None) if isinstance(result, Story) else (StoryView(), result.what)
    comparison = Comparison(of_annotation(case.annotation, case.wire.text), found)
    return Judgement(case.annotation.id, case.wire.title, case.wire.text, comparison, failure)


def measure(judgements: Iterable[Judgement], *, least: float = 0.0) -> Results:
    """Return the figures over all stories, counting events of at least that confidence.

    Calibration and curve are about all events, whatever `least` is.
    """
    every = list(judgements)
    stories = [_surer(judgement, least) for judgement in every]
    comparisons = [judgement.comparison for judgement in stories]
    all_figures = figures(comparisons)
    paired = all_figures["events.found"].right
    bins = reliability(judged(judgement.comparison for judgement in every))
    return Results(
        stories=stories,
        least=least,
        figures=all_figures,
        status=Count(all_figures["slot.status"].right, paired, paired),
        false_alarms=_false_alarms(comparisons),
        bins=bins,
        calibration_error=expected_error(bins),
        curve=curve([judgement.comparison for judgement in every]),
    )


def _surer(judgement: Judgement, least: float) -> Judgement:
    if not least:
        return judgement
    return replace(
        judgement, comparison=Comparison(judgement.comparison.gold, surer(judgement.comparison.found, least))
    )


def _false_alarms(comparisons: Iterable[Comparison]) -> FalseAlarms:
    found = [len(story.found.events) for story in comparisons if not story.gold.events]
    return FalseAlarms(len(found), sum(found))
