"""What an engine is, and what it may say of a task."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from extractor.cluster.reports import Report
from extractor.cluster.work import Task

Work = Callable[[Task], Report]
# A task and its report, or what was raised at the last try. LostError: the processes that read it died.
Outcome = tuple[Task, Report | Exception]
# Has the work done for each task, in other processes, and yields the outcomes as they come. Raises ExtractorError where
# it cannot go on at all. It draws no more tasks beforehand than it needs to keep its workers busy.
Engine = Callable[[Work, Iterable[Task]], Iterator[Outcome]]
# Gives the engine for as long as the run takes. Raises UsageError where there is none.
Connect = Callable[[], AbstractContextManager[Engine]]


class LostError(Exception):
    """Every process that was given the task died."""
