r"""The paths that a command names: as arguments, by patterns, or in a list.

    news/*.xml       ->  what it matches, in sorted order, where no file has that very name; ** goes down any depth
    --files-from F   ->  the lines of F, - for standard input; parted by NUL bytes where it has any (`find -print0`)

A shell expands patterns itself, but not for ever: a million names are too long for a command line, and not those in
quotes or in a list. A pattern that matches nothing stays as it is, and is then a file that is not there.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from extractor.errors import UsageError

STANDARD_INPUT = "-"
_CHUNK = 1 << 16
_LONGEST = 1 << 16  # no system knows longer paths


def expanded(paths: Iterable[str]) -> Iterator[str]:
    """Yield `paths` with each pattern replaced by what it matches."""
    for path in paths:
        yield from _matches(path) or [path]


def _matches(path: str) -> list[str]:
    if not glob.has_magic(path) or os.path.lexists(path):
        return []
    return sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob refuses patterns that begin with a slash


def listed(name: str) -> Iterator[str]:
    """Yield the paths that the file `name` lists, as they come. Raises UsageError at once where it cannot be read."""
    return _paths(_open(name))


def _open(name: str) -> BinaryIO:
    try:
        return open(0, "rb", buffering=0, closefd=False) if name == STANDARD_INPUT else Path(name).open("rb")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=f"--files-from {name}") from error


def _paths(stream: BinaryIO) -> Iterator[str]:
    with stream:
        for raw in _parted(iter(lambda: stream.read(_CHUNK), b"")):
            if raw:
                yield os.fsdecode(raw)


def _parted(chunks: Iterator[bytes]) -> Iterator[bytes]:
    left = next(chunks, b"")
    parting, trimmed = (b"\0", b"") if b"\0" in left else (b"\n", b"\r")
    for chunk in chain(chunks, [parting]):
        *whole, left = (left + chunk).split(parting)
        if len(left) > _LONGEST:
            raise UsageError("no list of paths, one a line", where="--files-from", hint="find news/ -name '*.xml'")
        yield from (path.rstrip(trimmed) for path in whole)
