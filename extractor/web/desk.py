"""The desk: stories in from the requests, records out, with as many read at once as there are worker processes.

    request ──┐            ┌── seat ── worker process
    request ──┼── desk ────┤
    request ──┘   (queue)  └── seat ── worker process

A worker shares nothing with others and loads the pipeline once. What waits does so in the order of its coming; a
request with many stories has no more of them in the queue than there are seats, so that others get between.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from extractor.errors import StoryError
from extractor.jobs.worker import Maker
from extractor.records import Story
from extractor.web.seat import Seat
from extractor.wire import WireStory

Result = Story | StoryError


class Desk:
    """Reads stories in `workers` processes, each story in `timeout` seconds at most.

    Use: `with Desk(make, workers=2, timeout=30) as desk: ... await desk.read(wire)`. Entering it waits until the
    pipelines are loaded, and raises the ExtractorError that says why they cannot be. `replaced` is called whenever a
    worker had to be replaced.
    """

    def __init__(
        self, make: Maker, *, workers: int, timeout: float, replaced: Callable[[], None] = lambda: None
    ) -> None:
        self._seats = [Seat(make, timeout=timeout, told=replaced) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="seat")
        self._free: asyncio.Queue[Seat] = asyncio.Queue()
        self.waiting = 0

    def __enter__(self) -> Desk:
        try:
            list(self._threads.map(Seat.load, self._seats))
        except BaseException:
            self.__exit__()
            raise
        for seat in self._seats:
            self._free.put_nowait(seat)
        return self

    def __exit__(self, *_: object) -> None:
        for seat in self._seats:
            seat.close()
        self._threads.shutdown()

    @property
    def workers(self) -> int:
        """How many stories are read at once."""
        return len(self._seats)

    @property
    def ready(self) -> int:
        """How many workers have their pipeline loaded."""
        return sum(seat.ready for seat in self._seats)

    @property
    def busy(self) -> int:
        """How many workers are at a story."""
        return len(self._seats) - self._free.qsize()

    async def read(self, item: WireStory | StoryError) -> Result:
        """Return the record of a story, or the error that stands for it; an error passes through."""
        if isinstance(item, StoryError):
            return item
        self.waiting += 1
        try:
            seat = await self._free.get()
        finally:
            self.waiting -= 1
        reading = asyncio.get_running_loop().run_in_executor(self._threads, seat.read, item)
        # However the request ends, the seat is free only when its process is.
        reading.add_done_callback(lambda _: self._free.put_nowait(seat))
        return await asyncio.shield(reading)

    async def read_all(self, items: Iterable[WireStory | StoryError]) -> AsyncIterator[Result]:
        """Yield the result for each item, in order."""
        reading: deque[asyncio.Task[Result]] = deque()
        try:
            for item in items:
                reading.append(asyncio.create_task(self.read(item)))
                if len(reading) >= self.workers:
                    yield await reading.popleft()
            while reading:
                yield await reading.popleft()
        finally:
            for task in reading:
                task.cancel()
