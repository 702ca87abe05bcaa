"""Files, and standard output, that records are written to: a file appears only when all of it is written."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows deletes no file that is open
    fcntl = None  # type: ignore[assignment]

from extractor.errors import UsageError


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
                hold(stream)
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
    for left in parts_of(path):
        with suppress(OSError), left.open("rb") as stream:
            hold(stream)
            left.unlink()


def parts_of(path: Path) -> list[Path]:
    """Return what is being written aside for `path`, and what runs that were killed left of it."""
    return list(path.parent.glob(f".{glob.escape(path.name)}.*.part"))


def hold(stream: BinaryIO | int) -> None:
    """Mark what is open as in use until it is closed, however that happens. Raises OSError where another holds it."""
    if fcntl:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
