"""A progress bar on standard error for runs of more than one story.

    ━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━  34%  1,204 stories  0:00:21

It measures bytes read, which are known beforehand, and counts stories, which are not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Self, TextIO, TypeVar

from extractor.sources import Input

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from extractor.errors import StoryError

T = TypeVar("T")


class Progress:
    """Counts bytes and stories, and shows them from the second story on; a context manager."""

    def __init__(self, *, shown: bool) -> None:
        self._bar = _bar() if shown else None
        self._stories = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def measured(self, inputs: Iterable[Input | StoryError]) -> Iterable[Input | StoryError]:
        """Return the inputs; where a bar is shown, all of them are looked for first, to know their bytes."""
        if self._bar is None:
            return inputs
        found = list(inputs)
        sizes = [item.size for item in found if isinstance(item, Input)]
        known = [size for size in sizes if size is not None]
        self.expect(sum(known) if len(known) == len(sizes) else None)
        return found

    def expect(self, total: int | None) -> None:
        """Show progress towards so many bytes; None where their number is not known."""
        if self._bar:
            self._bar.add_task("", total=total, stories=0)

    def read(self, size: int) -> None:
        """Note that `size` more bytes are read."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], size)

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Yield `items`, counting them as stories."""
        for item in items:
            self._stories += 1
            if self._bar:
                self._bar.update(self._bar.task_ids[0], stories=self._stories)
                if self._stories == 2:
                    self._bar.start()
            yield item


def _bar() -> Bar:
    # Slow to import, and most runs show no bar.
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[stories]:,} stories"), TimeRemainingColumn())
    # Standard output is the records' own and is left alone.
    return Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)


def is_watched(*, output: str | None) -> bool:
    """Say whether a person watches: standard error is a terminal that no records scroll through."""
    return is_terminal(sys.stderr) and not (output is None and is_terminal(sys.stdout))


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a person reads what this stream is given."""
    return stream is not None and stream.isatty()
