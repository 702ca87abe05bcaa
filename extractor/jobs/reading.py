"""Read files in a process of its own, so that no file can take the run along: neither by a crash nor by its time.

    parent                      reading process
      a file ──>
          <── story, error, story ...   with how many bytes of the file are read by then
          <── None                      the file's end

A file whose process dies is begun once more, behind the stories that it has given; when that kills the process too, or
the next story takes longer than the timeout, the file is left with an error. What is no regular file - standard input,
a pipe - cannot be opened from elsewhere or begun once more, and is read by the parent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection

from extractor.errors import StoryError
from extractor.jobs.limits import keep_apart, limit_memory
from extractor.jobs.process import NO_LIMITS, Child, Limits, ProcessDied
from extractor.sources import Input
from extractor.wire import WireStory

MOST_DEATHS = 2
_READY = "ready"
_OURS = ("/dev/", "/proc/")  # /dev/stdin is another file in another process
_LIBRARIES = 512  # megabytes of address space: what the formats need is imported when a file needs it
_BUG = "reporting it as a bug, with the file"

Read = WireStory | StoryError
# How many bytes of the file are read, and what they gave; None at its end.
Answer = tuple[int, Read | None]
# sources.read_inputs with its options.
Reader = Callable[..., Iterator[Read]]


class Reading:
    """A process that reads files. Use: `with Reading(reader) as reading: reading.read(inputs, meter=note)`."""

    def __init__(self, reader: Reader, *, limits: Limits = NO_LIMITS) -> None:
        self._reader, self._limits = reader, limits
        self._child: Child | None = None

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self._child.end()
        self._child = None

    def read(self, inputs: Iterable[Input | StoryError], *, meter: Callable[[int], object]) -> Iterator[Read]:
        """Yield the stories of all inputs, in order, and errors in their places, as sources.read_inputs does."""
        for item in inputs:
            if isinstance(item, StoryError) or item.size is None or item.path.startswith(_OURS):
                yield from self._reader([item], meter=meter)
            else:
                yield from self._file(item, meter)

    def _file(self, item: Input, meter: Callable[[int], object]) -> Iterator[Read]:
        passed, metered, how = 0, 0, ""
        for _ in range(MOST_DEATHS):
            try:
                for size, result in self._answers(item, passed):
                    meter(max(0, size - metered))
                    metered = max(size, metered)
                    if result is not None:
                        passed += 1
                        yield result
            except ProcessDied:
                how = self._bury()
            except TimeoutError:
                self.__exit__()
                what = f"reading this file took longer than {self._limits.timeout:g} seconds for one story"
                yield _error(item, what, passed, hint="a longer --timeout")
                return
            else:
                return
        yield _error(item, f"the process that read this file {how}, twice", passed, hint=_BUG)

    def _answers(self, item: Input, passed: int) -> Iterator[Answer]:
        """Yield what the process says of a file, behind the results that it has given before."""
        child = self._started()
        child.send((item, passed))
        result: Read | None
        while True:
            if self._limits.timeout is not None and not child.connection.poll(self._limits.timeout):
                raise TimeoutError
            size, result = child.receive()
            yield size, result
            if result is None:
                return

    def _started(self) -> Child:
        if self._child is None:
            self._child = Child(serve, self._reader, self._limits.memory)
            self._child.receive()  # that it is ready: what it takes to start is not the file's
        return self._child

    def _bury(self) -> str:
        child, self._child = self._child, None
        return child.died() if child else ""


def serve(connection: Connection, reader: Reader, memory: int | None) -> None:
    """Read the files that the parent names, until it closes the connection."""
    keep_apart()
    if memory is not None:
        limit_memory(memory + _LIBRARIES)
    with suppress(EOFError, ConnectionError):  # the parent has closed the connection, or is gone
        connection.send(_READY)
        while True:
            item, passed = connection.recv()
            for answer in islice(_read(item, reader), passed, None):
                connection.send(answer)


def _read(item: Input, reader: Reader) -> Iterator[Answer]:
    size = 0

    def meter(more: int) -> None:
        nonlocal size
        size += more

    try:
        for result in reader([item], meter=meter):
            yield size, result
    except MemoryError:
        what = "reading this file takes more memory than there is, or than --memory allows"
        yield size, StoryError(what, where=item.name, hint="a larger --memory")
    yield size, None


def _error(item: Input, what: str, passed: int, *, hint: str) -> StoryError:
    behind = f"; what follows its {passed:,} first stories is left out" if passed else ""
    return StoryError(f"{what}{behind}", where=item.name, hint=hint)
