"""Read stories in several processes, and give their records out in the stories' order.

    items     story 1   error    story 2   story 3 ...
                │         │         │         │
    places   [ record | error |  (at it)  | record ]      at most `WINDOW` a worker: memory stays flat
                │
    out      as soon as all before it are out

A worker that dies - killed, out of memory, a crash in a library - is replaced, and the story that it was at is tried
once more; when that kills its worker too, the story is an error. A story that takes longer than its timeout is an
error at once, and its worker is ended and replaced. Stories other than that one lose nothing.

Each worker has a pipe of its own and is sent one story at a time. So it is always known which story a worker is at, and
a worker that dies holds no lock that others wait for, as it may with the queues of multiprocessing and of
concurrent.futures, whose pool is broken for good by one death. The wait between two stories is a hundredth of a story.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait

from extractor.errors import StoryError
from extractor.jobs.packing import unpack
from extractor.jobs.process import NO_LIMITS, Limits, ProcessDied, Worker, cannot_start
from extractor.jobs.worker import Maker
from extractor.records import Story
from extractor.wire import WireStory

WINDOW = 32
MOST_DEATHS = 2
_FAILED_STARTS = 3
_END = None

Item = WireStory | Story | StoryError
Result = Story | StoryError


@dataclass(slots=True, eq=False)
class Place:
    """An item's place in the order, and its result once there is one."""

    item: WireStory | None
    result: bytes | Result | None = None
    deaths: int = 0


class Pool:
    """Worker processes that read stories. Use: `with Pool(make, jobs=2) as pool: yield from pool.read(items)`."""

    def __init__(self, make: Maker, *, jobs: int, limits: Limits = NO_LIMITS) -> None:
        self._make, self._jobs, self._limits = make, jobs, limits
        self._workers: list[Worker[Place]] = []
        self._waiting: deque[Place] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def read(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield for each item, in order, its record or error; records and errors among the items pass through."""
        stream, places = iter(items), deque[Place]()
        more = True
        while more or places:
            reads = more and len(self._waiting) < self._jobs and len(places) < WINDOW * self._jobs
            if reads:
                more = self._take(next(stream, _END), places)
            self._hand_out()
            is_ready = bool(places) and places[0].result is not None
            self._collect(waits=not reads and not is_ready)
            if is_ready:
                yield _result(places.popleft())

    def _take(self, item: Item | None, places: deque[Place]) -> bool:
        """Give the next item its place, and say whether there was one."""
        if item is None:
            return False
        place = Place(item) if isinstance(item, WireStory) else Place(None, item)
        places.append(place)
        if place.result is None:
            self._waiting.append(place)
        return True

    def _hand_out(self) -> None:
        """Give stories that wait to workers that do, and start workers while there are too few."""
        for worker in self._workers:
            if worker.idle and self._waiting:
                place = self._waiting.popleft()
                assert place.item  # noqa: S101 - for mypy: only stories wait
                worker.give(place, place.item)
        starting = sum(not worker.ready for worker in self._workers)
        missing = min(len(self._waiting) - starting, self._jobs - len(self._workers))
        self._workers += [Worker(self._make, self._limits) for _ in range(missing)]

    def _collect(self, *, waits: bool) -> None:
        """Take the answers that are there; with `waits`, wait for one, or for a story's time to be over."""
        if not self._workers:
            return
        heard = wait([worker.connection for worker in self._workers], self._patience() if waits else 0)
        for worker in [worker for worker in self._workers if worker.connection in heard]:
            self._hear(worker)
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.deadline <= now]:
            self._cut_off(worker)

    def _patience(self) -> float | None:
        deadline = min(worker.deadline for worker in self._workers)
        return None if deadline == float("inf") else max(0.0, deadline - time.monotonic())

    def _hear(self, worker: Worker[Place]) -> None:
        place = worker.task
        try:
            answer = worker.hear()
        except ProcessDied:
            self._bury(worker)
            return
        self._failed_starts = 0
        if place and answer is not None:
            place.result = answer

    def _cut_off(self, worker: Worker[Place]) -> None:
        self._workers.remove(worker)
        worker.end()
        if place := worker.task:
            what = f"reading this story took longer than {self._limits.timeout:g} seconds"
            place.result = _error(place, what, hint="a longer --timeout")

    def _bury(self, worker: Worker[Place]) -> None:
        self._workers.remove(worker)
        how = worker.died()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _FAILED_STARTS:
                raise cannot_start(how)
        if place := worker.task:
            place.deaths += 1
            if place.deaths < MOST_DEATHS:
                self._waiting.appendleft(place)
            else:
                place.result = _error(place, f"the process that read this story {how}, twice", hint=self._remedy())

    def _remedy(self) -> str:
        return "a larger --memory, or reporting it" if self._limits.memory else "reporting it as a bug, with the story"


def _error(place: Place, what: str, *, hint: str) -> StoryError:
    return StoryError(what, where=place.item.source if place.item else None, hint=hint, stage="analyse")


def _result(place: Place) -> Result:
    if isinstance(place.result, bytes):
        assert place.item  # noqa: S101 - for mypy: only stories are read
        return unpack(place.result, place.item)
    assert place.result is not None  # noqa: S101 - for mypy: places without result are not ready
    return place.result
