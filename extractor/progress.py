"""Progress on standard error, for runs of more than one story.

    ━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━━  34%  1,204 stories  15.2/s  3 failed  0:00:21        on a terminal, all the time
    extract: 1,204 stories, 15.2 a second, 3 failed, 34% read, 0:00:21 left                elsewhere, once a minute

It measures bytes read, which are known beforehand, and counts stories, which are not. The pace is that of the last
half minute: a run that goes on where another was broken off rushes through what is done.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Self, TextIO, TypeVar

from extractor.errors import SkippedError, StoryError
from extractor.sources import Input

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

T = TypeVar("T")
MOST_MEASURED = 100_000
EACH_MINUTE = 60.0


class Pace:
    """How much is done a second: over the last `seconds`, told by the clock given."""

    def __init__(self, *, seconds: float = 30.0) -> None:
        self._seconds = seconds
        self._marks: deque[tuple[float, int]] = deque()

    def note(self, now: float, done: int) -> None:
        """Note that by `now` so much is done."""
        if not self._marks or now - self._marks[-1][0] >= self._seconds / 30:
            self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > self._seconds:
            self._marks.popleft()

    def at(self, now: float, done: int) -> float:
        """Return how much a second is done by `now`; 0 where there is nothing to tell it by."""
        if not self._marks or now <= self._marks[0][0]:
            return 0.0
        start, before = self._marks[0]
        return (done - before) / (now - start)


class Progress:
    """Counts bytes and stories, and shows them from the second story on; a context manager.

    With `shown` as a bar; else, with `say`, in words once a minute.
    """

    def __init__(self, *, shown: bool, say: Callable[[str], None] | None = None) -> None:
        self._bar = _bar() if shown else None
        self._say = say
        self._said = time.monotonic()
        self._stories_pace, self._bytes_pace = Pace(), Pace()
        self._stories = self._failed = self._bytes = 0
        self._total: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def measured(self, inputs: Iterable[Input | StoryError]) -> Iterable[Input | StoryError]:
        """Return the inputs, the first of them looked for beforehand to know their bytes, unless nobody would see it.

        Of more than MOST_MEASURED the bytes stay unknown.
        """
        if self._bar is None and self._say is None:
            return inputs
        stream = iter(inputs)
        found = list(islice(stream, MOST_MEASURED))
        sizes = [item.size for item in found if isinstance(item, Input)]
        known = [size for size in sizes if size is not None]
        self.expect(sum(known) if len(known) == len(sizes) and len(found) < MOST_MEASURED else None)
        return chain(found, stream)

    def expect(self, total: int | None) -> None:
        """Show progress towards so many bytes; None where their number is not known."""
        self._total = total
        if self._bar:
            self._bar.update(self._bar.task_ids[0], total=total)

    def read(self, size: int) -> None:
        """Note that `size` more bytes are read."""
        self._bytes += size
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], size)

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Yield `items`, counting them as stories, and the errors among them as failed."""
        for item in items:
            self.note(1, failed=isinstance(item, StoryError) and not isinstance(item, SkippedError))
            yield item

    def note(self, stories: int, *, failed: int) -> None:
        """Note that so many more stories are done, and how many of them failed."""
        self._stories += stories
        self._failed += failed
        self._show(time.monotonic())

    def _show(self, now: float) -> None:
        self._stories_pace.note(now, self._stories)
        self._bytes_pace.note(now, self._bytes)
        if self._bar:
            failed = f"{self._failed:,} failed" if self._failed else ""
            pace = self._stories_pace.at(now, self._stories)
            self._bar.update(self._bar.task_ids[0], stories=self._stories, pace=pace, failed=failed)
            if self._stories > 1 and not self._bar.live.is_started:
                self._bar.start()
        elif self._say and now - self._said >= EACH_MINUTE:
            self._said = now
            self._say(self.words(now))

    def words(self, now: float) -> str:
        """Say in words how far it is."""
        parts = [f"{self._stories:,} stories", f"{self._stories_pace.at(now, self._stories):.1f} a second"]
        if self._failed:
            parts.append(f"{self._failed:,} failed")
        if self._total:
            parts.append(f"{min(1.0, self._bytes / self._total):.0%} read")
            if (pace := self._bytes_pace.at(now, self._bytes)) > 0 and self._total > self._bytes:
                parts.append(f"{dt.timedelta(seconds=int((self._total - self._bytes) / pace))} left")
        return ", ".join(parts)


def _bar() -> Bar:
    # Slow to import, and most runs show no bar.
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[stories]:,} stories"),
        TextColumn("{task.fields[pace]:.1f}/s"),
        TextColumn("{task.fields[failed]}", style="red"),
        TimeRemainingColumn(),
        # Standard output is the records' own and is left alone.
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    bar.add_task("", total=None, stories=0, pace=0.0, failed="")
    return bar


def is_watched(*, prints: bool) -> bool:
    """Say whether a person watches: standard error is a terminal that no printed records scroll through."""
    return is_terminal(sys.stderr) and not (prints and is_terminal(sys.stdout))


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a person reads what this stream is given."""
    return stream is not None and stream.isatty()
