"""A seat: one worker process that reads stories, replaced when it dies or takes too long.

story ──> seat ──> worker process        its record, packed
            ├── dies                     another takes its place, and the story is tried once more
            └── is over its time         it is ended, and another takes its place
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.errors import CutOffError, StoryError
from extractor.jobs.packing import unpack
from extractor.jobs.pool import MOST_DEATHS
from extractor.jobs.process import NO_LIMITS, ProcessDied, Worker, cannot_start
from extractor.jobs.worker import Maker
from extractor.records import Story
from extractor.wire import WireStory


class Seat:
    """One worker process, used by one thread at a time. `told` is called whenever it had to be replaced."""

    def __init__(self, make: Maker, *, timeout: float, told: Callable[[], None]) -> None:
        self._make, self._timeout, self._told = make, timeout, told
        self._is_closed = False
        self._worker = self._start()

    def _start(self) -> Worker[WireStory]:
        return Worker(self._make, NO_LIMITS)

    @property
    def ready(self) -> bool:
        """Whether the pipeline is loaded."""
        return self._worker.ready

    def load(self) -> None:
        """Wait until the pipeline is loaded. Raises the ExtractorError that says why it cannot be."""
        try:
            self._wait()
        except ProcessDied as died:
            raise cannot_start(self._worker.died()) from died

    def read(self, wire: WireStory) -> Story | StoryError:
        """Return the record of a story, or the error that stands for it."""
        how = ""
        for _ in range(MOST_DEATHS):
            try:
                return self._try(wire)
            except ProcessDied:
                how = self._worker.died()
                self._replace()
        return StoryError(f"the process that read this story {how}", where=wire.source, stage="analyse")

    def close(self) -> None:
        """End the process for good; a story that it is at becomes an error."""
        self._is_closed = True
        self._worker.end()

    def _try(self, wire: WireStory) -> Story | StoryError:
        self._wait()
        self._worker.give(wire, wire)
        if not self._answers():
            self._worker.end()
            self._replace()
            what = f"reading this story took longer than {self._timeout:g} seconds"
            return CutOffError(what, where=wire.source, hint="a shorter story", stage="analyse")
        answer = self._worker.hear()
        assert answer is not None  # noqa: S101 - for mypy: a worker that is ready answers
        return unpack(answer, wire) if isinstance(answer, bytes) else answer

    def _wait(self) -> None:
        if not self._worker.ready:
            self._worker.hear()

    def _answers(self) -> bool:
        try:
            return self._worker.connection.poll(self._timeout)
        except OSError as error:  # closed meanwhile
            raise ProcessDied from error

    def _replace(self) -> None:
        if not self._is_closed:
            self._told()
            self._worker = self._start()
