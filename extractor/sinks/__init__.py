"""Sinks: Story records in, bytes out.

Each format is one file in this folder, named as `--format` names it, with one function

    write(stories, stream)          writes each record as it comes, in UTF-8

A format that shows the stories' text says NEEDS_TEXT = True.
To add a format, add its file: nothing else names it.
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

try:
    import fcntl
except ImportError:  # Windows deletes no file that is open
    fcntl = None  # type: ignore[assignment]

from extractor.errors import UsageError
from extractor.parts import names, part

if TYPE_CHECKING:
    from extractor.records import Story


class Sink(Protocol):
    """What each format's module offers."""

    def write(self, stories: Iterable[Story], stream: BinaryIO) -> None:
        """Write the stories."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats that can be written."""
    return names(__path__)


def get_format(name: str) -> Sink:
    """Return the sink of that name. Raises UsageError when there is none."""
    return cast("Sink", part(name, package=__name__, among=formats()))


def needs_text(sink: Sink) -> bool:
    """Say whether a format shows the stories' text, and must be given it whether or not it was asked for."""
    return getattr(sink, "NEEDS_TEXT", False)


@contextmanager
def open_output(path: str | None, *, option: str = "--output") -> Iterator[BinaryIO]:
    """Open a file, or standard output for None, for writing bytes; `option` is where the user named it.

    A file appears, or changes, only when all of it is written: it is written aside and then renamed.
    """
    with _standard_output() if path is None else _file_output(Path(path), option) as stream:
        yield stream


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    if sys.stdout is None:
        raise UsageError("standard output is closed", hint="--output FILE")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError:
        # The interpreter flushes once more at its end, and would complain once more.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _file_output(path: Path, option: str) -> AbstractContextManager[BinaryIO]:
    is_device = path.exists() and not path.is_file()  # /dev/null, a pipe: nothing to rename
    return create(path, option=option) if is_device else _written_aside(path.resolve(), path, option)


@contextmanager
def _written_aside(path: Path, shown: Path, option: str) -> Iterator[BinaryIO]:
    _sweep(path)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with create(aside, option=option, shown=shown) as stream:
            with suppress(OSError):  # a file system that knows no locks
                _hold(stream)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())  # or a power cut may leave the new name with nothing behind it
        if path.exists():
            shutil.copymode(path, aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def create(path: str | Path, *, option: str, shown: str | Path | None = None) -> BinaryIO:
    """Open a file for writing bytes at once. Raises UsageError that names it, as `shown`, and the user's `option`."""
    try:
        return Path(path).open("wb")
    except OSError as error:
        where = str(shown or path)
        raise UsageError(f"cannot be written: {error.strerror}", where=where, hint=f"another {option}") from error


def _sweep(path: Path) -> None:
    """Delete what runs that were killed left of this file: each may be as large as the whole."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(OSError), left.open("rb") as stream:
            _hold(stream)
            left.unlink()


def _hold(stream: BinaryIO) -> None:
    """Mark an open file as in use until it is closed, however that happens. Raises OSError where another holds it."""
    if fcntl:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
