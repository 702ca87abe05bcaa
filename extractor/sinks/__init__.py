"""Sinks: Story records in, bytes out.

Each format is one file in this folder, named as `--format` names it, with one function

    write(stories, stream)          writes each record as it comes, in UTF-8

To add a format, add its file: nothing else names it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

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
    return _create(path, path, option) if is_device else _written_aside(path.resolve(), path, option)


@contextmanager
def _written_aside(path: Path, shown: Path, option: str) -> Iterator[BinaryIO]:
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _create(aside, shown, option) as stream:
            yield stream
        if path.exists():
            shutil.copymode(path, aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _create(path: Path, shown: Path, option: str) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(shown), hint=f"another {option}") from error
