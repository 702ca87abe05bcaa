"""Folders that records are written to: a folder appears, or changes, only when all of it is written.

    events.csv/stories.csv ...      written in .events.csv.4711.part/, which then takes the place of events.csv/

Each run writes its folder anew, so the same run twice makes the same folder. One that holds anything else than what is
written into it is left alone. Known miss: between the old folder's leaving and the new one's coming lies a moment in
which neither is there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, UsageError
from extractor.sinks.files import hold, parts_of
from extractor.sinks.kept import Kept

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write

Fill = Callable[[Path, Iterable["Story"]], None]
_HINT = "another --to"


@contextmanager
def folder(target: str, fill: Fill, *, names: Collection[str]) -> Iterator[Write]:
    """Give the function that takes a story. In the end `fill` writes the files `names` of the stories that stay.

    Raises UsageError where no such folder can be made.
    """
    with _written_aside(Path(target), names) as aside, _told(target), closing(Kept()) as kept:
        yield kept.add
        fill(aside, kept)


@contextmanager
def _told(target: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        what = f"the records cannot be kept for the end of the run: {error}"
        raise ExtractorError(what, where=target, hint="a TMPDIR on a disk with more room") from error


@contextmanager
def _written_aside(shown: Path, names: Collection[str]) -> Iterator[Path]:
    path = shown.resolve()
    _refuse_others(path, shown, names)
    _sweep(path)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    _make(aside, shown)
    try:
        with ExitStack() as holding:
            with suppress(OSError):  # a file system that knows no locks
                holding.enter_context(_held(aside))
            yield aside
            for file in aside.iterdir():
                _settle(file)
            _put_in_place(aside, path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_others(path: Path, shown: Path, names: Collection[str]) -> None:
    if path.exists() and not path.is_dir():
        raise UsageError("a file, where a folder is to be written", where=str(shown), hint=_HINT)
    if path.is_dir() and (others := sorted({each.name for each in path.iterdir()} - set(names))):
        what = f"a folder with other files in it, such as {others[0]}, which is not written over"
        raise UsageError(what, where=str(shown), hint=_HINT)


def _make(aside: Path, shown: Path) -> None:
    try:
        aside.mkdir()
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(shown), hint=_HINT) from error


def _sweep(path: Path) -> None:
    """Delete what runs that were killed left of this folder."""
    for left in parts_of(path):
        with suppress(OSError), _held(left):
            shutil.rmtree(left)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Mark a folder as in use. Raises OSError where another process holds it, and on systems that open no folders."""
    number = os.open(folder, os.O_RDONLY)
    try:
        hold(number)
        yield
    finally:
        os.close(number)


def _settle(file: Path) -> None:
    """Have a file on the disk, or a power cut may leave its name with nothing behind it."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _put_in_place(aside: Path, path: Path) -> None:
    if not path.exists():
        aside.rename(path)
        return
    shutil.copymode(path, aside)
    before = aside.with_name(f".{path.name}.{os.getpid()}.old.part")
    path.rename(before)
    aside.rename(path)
    shutil.rmtree(before, ignore_errors=True)
