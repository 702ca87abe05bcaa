"""Cut the files of a run into shards, each of them minutes of work.

    a.xml b.xml c.xml ...      ->  shard 0: a.xml b.xml   shard 1: c.xml ...        files together, up to the size
    wire.jsonl of 12 MB        ->  shard 0: each third story from the first   shard 1: from the second   shard 2: ...

One core reads some 50,000 characters a second: a shard of 4 MB is a minute or two, one of 64 MB, the most, half an
hour. A file is cut only where its stories cost little to pass over, JSON Lines and CSV, since each shard reads all of
it: by stories and not by bytes, so that it may be packed, and into at most 64. Any other file is one shard's, however
large. The same files give the same shards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from extractor.sources import Input
from extractor.sources.finding import is_remote, unpacked_name

MEGABYTE = 1_000_000
LEAST, MOST = 4 * MEGABYTE, 64 * MEGABYTE
MOST_SLICES = 64
_PARTS = 10_000  # of a large run; more, where a part would be larger than MOST
_FILES = 2_000  # in one shard, or the task that names them is large itself
_PACKED = 4  # how much text is in a byte of a packed file
_SLICED = {"jsonl": (".jsonl", ".ndjson"), "csv": (".csv", ".tsv")}


@dataclass(frozen=True, slots=True)
class Placed(Input):
    """A file by the name that the records give it, and the place where a worker finds it, whatever its own folder."""

    place: str = ""

    def open(self) -> BinaryIO:
        """Open the file for reading bytes."""
        return Input(self.place).open()


def placed(item: Input) -> Placed:
    """Return where to find a file from any folder."""
    return Placed(item.path, item.size, item.path if is_remote(item.path) else str(Path(item.path).absolute()))


@dataclass(frozen=True, slots=True)
class Piece:
    """What a shard reads of a file: its stories from `start` on, each `step`-th, those from `stop` on left out."""

    input: Placed
    start: int = 0
    stop: int | None = None
    step: int = 1

    @property
    def size(self) -> int:
        """How many bytes of the file it stands for."""
        return (self.input.size or 0) // self.step


@dataclass(frozen=True, slots=True)
class Shard:
    """Sources that are read together, and their number in the run."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """What its part is called, without ending."""
        return f"part-{self.number:05}"

    @property
    def size(self) -> int:
        """How many bytes it stands for."""
        return sum(piece.size for piece in self.pieces)


def limited(items: Iterable[Placed], limit: int | None, count: Callable[[Placed, int], int]) -> Iterator[Piece]:
    """Yield the files with the first `limit` stories; `count` says how many a file has, up to a number."""
    left = limit
    for item in items:
        if left is None:
            yield Piece(item)
        elif left > 0:
            found = count(item, left)
            yield Piece(item, stop=left if found == left else None)
            left -= found


def part_size(total: int) -> int:
    """Return how many bytes a shard should have, of so many in all."""
    return min(max(LEAST, total // _PARTS), MOST)


def cut(pieces: Iterable[Piece], *, size: int, form: str | None = None) -> Iterator[Shard]:
    """Yield shards of about `size` bytes; `form` is the format that all files are read as, where it was named."""
    sliced = (piece for whole in pieces for piece in _slices(whole, size, form))
    return (Shard(number, group) for number, group in enumerate(_groups(sliced, size)))


def _slices(whole: Piece, size: int, form: str | None) -> Iterator[Piece]:
    count = min(-(-_text_size(whole.input) // size), MOST_SLICES) if _is_sliced(whole.input, form) else 1
    if whole.stop is not None:
        count = min(count, whole.stop)
    return (replace(whole, start=start, step=max(1, count)) for start in range(max(1, count)))


def _is_sliced(item: Input, form: str | None) -> bool:
    suffixes = tuple(suffix for one in _SLICED.values() for suffix in one)
    return form in _SLICED if form else unpacked_name(item.path).lower().endswith(suffixes)


def _text_size(item: Input) -> int:
    is_packed = unpacked_name(item.path) != item.path
    return (item.size or 0) * (_PACKED if is_packed else 1)


def _groups(pieces: Iterable[Piece], size: int) -> Iterator[tuple[Piece, ...]]:
    group, taken = list[Piece](), 0
    for piece in pieces:
        group.append(piece)
        taken += piece.size
        if taken >= size or len(group) >= _FILES or piece.step > 1:
            yield tuple(group)
            group, taken = [], 0
    if group:
        yield tuple(group)
