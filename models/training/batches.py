"""Examples as padded matrices of windows, and batches of windows of like length.

    cut(examples, pieces, tags, step=170)  ->  windows of at most 190 pieces, a new one after each 170
    Data.of(windows, device)  ->  matrices
    batches(data, rows, size, chooser)  ->  Batch, Batch, ...

What is seen once at a window's edge is seen again inside the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import torch
from examples import SILENT, Example
from torch import Tensor

from extractor.language.encoder.shapes import CAPITAL as ONE_CAPITAL
from extractor.language.encoder.shapes import COUNT, LOWER, MIXED, TITLE, UPPER

Cutter = Callable[[str], Sequence[int]]
CLS, SEP, UNKNOWN = 1, 2, 3  # rows of the trimmed vocabulary (vocabulary.MARKS)
LONGEST = 190  # pieces of a window; its two marks come on top
# Shares of windows that are shown in capitals, in small letters and in headline case: what becomes of each shape.
CASES: tuple[tuple[float, dict[int, int]], ...] = (
    (0.06, {LOWER: UPPER, TITLE: UPPER, MIXED: UPPER}),
    (0.03, {TITLE: LOWER, UPPER: LOWER, MIXED: LOWER, ONE_CAPITAL: LOWER}),
    (0.03, {LOWER: TITLE, UPPER: TITLE}),
)
# Windows of like length go together, but not always the same ones: lengths are sorted with so much noise.
LENGTH_NOISE = 24


class Window(NamedTuple):
    """A stretch of an example: `pieces` and `shapes` by piece, the rest by word; `firsts`: each word's first piece."""

    source: str
    pieces: np.ndarray
    shapes: np.ndarray
    firsts: np.ndarray
    allowed: np.ndarray
    tags: np.ndarray
    starts: np.ndarray


def cut(items: Iterable[Example], pieces: Cutter, tags: Mapping[str, int], *, step: int) -> Iterator[Window]:
    """Cut the examples into windows, begun anew every `step` pieces."""
    for item in items:
        words = list(map(pieces, item.words))
        for first, end in stretches(list(map(len, words)), LONGEST, step):
            yield _window(item, words, tags, slice(first, end))


def stretches(lengths: Sequence[int], longest: int, step: int) -> Iterator[tuple[int, int]]:
    """Stretches of words with at most `longest` pieces, a new one after each `step` pieces."""
    first = 0
    while first < len(lengths):
        end, size, next_first = first, 0, None
        while end < len(lengths) and size + lengths[end] <= longest:
            size += lengths[end]
            end += 1
            if next_first is None and size >= step:
                next_first = end
        yield first, max(end, first + 1)
        if end >= len(lengths):
            return
        first = next_first or max(end, first + 1)


def _window(item: Example, words: list[Sequence[int]], tags: Mapping[str, int], stretch: slice) -> Window:
    own = words[stretch]
    lengths = np.fromiter(map(len, own), np.int64, len(own))
    named = item.tags[stretch] if item.tags else [None] * len(own)
    return Window(
        source=item.source,
        pieces=np.fromiter(chain.from_iterable(own), np.int32, int(lengths.sum())),
        shapes=np.repeat(item.shapes[stretch], lengths),
        firsts=np.cumsum(lengths) - lengths + 1,
        allowed=item.allowed[stretch],
        tags=np.array([tags.get(tag, SILENT) if tag else SILENT for tag in named], np.int8),
        starts=item.starts[stretch],
    )


@dataclass(frozen=True, slots=True)
class Data:
    """Windows as padded matrices on one device."""

    pieces: Tensor  # int32 [N, L] with the marks
    shapes: Tensor  # int32 [N, L]
    firsts: Tensor  # int16 [N, W], 0 where there is no word
    allowed: Tensor  # int64 [N, W] bits
    tags: Tensor  # int8 [N, W]
    starts: Tensor  # int8 [N, W]
    counts: Tensor  # [N] words
    lengths: Tensor  # [N] pieces with the marks
    source: Tensor  # [N] numbers of `sources`
    sources: list[str]

    @classmethod
    def of(cls, windows: Sequence[Window], device: torch.device) -> Data:
        """Pad the windows."""
        sources = list(dict.fromkeys(window.source for window in windows))
        counts, lengths = (np.array([len(getattr(w, name)) for w in windows]) for name in ("firsts", "pieces"))
        pieces = np.zeros((len(windows), int(lengths.max()) + 2), np.int32)
        shapes = np.zeros_like(pieces)
        words = {
            name: np.full((len(windows), int(counts.max())), fill, kind)
            for name, fill, kind in (
                ("firsts", 0, np.int16),
                ("allowed", 0, np.int64),
                ("tags", SILENT, np.int8),
                ("starts", SILENT, np.int8),
            )
        }
        pieces[:, 0] = CLS
        pieces[np.arange(len(windows)), lengths + 1] = SEP
        for row, window in enumerate(windows):
            pieces[row, 1 : lengths[row] + 1] = window.pieces
            shapes[row, 1 : lengths[row] + 1] = window.shapes
            for name, matrix in words.items():
                matrix[row, : counts[row]] = getattr(window, name)
        found = {"pieces": pieces, "shapes": shapes, **words, "counts": counts, "lengths": lengths + 2}
        found["source"] = np.array([sources.index(window.source) for window in windows])
        return cls(**{name: torch.as_tensor(array, device=device) for name, array in found.items()}, sources=sources)

    def rows(self, names: Sequence[str]) -> Tensor:
        """The numbers of the windows whose source is one of these."""
        wanted = [number for number, name in enumerate(self.sources) if name in names]
        return torch.isin(self.source, torch.tensor(wanted, device=self.source.device)).nonzero()[:, 0]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some windows, cut to the longest of them, and where their words stand."""

    rows: Tensor  # numbers of the windows
    pieces: Tensor
    shapes: Tensor
    at: tuple[Tensor, Tensor]  # (window, word) of every word
    firsts: Tensor
    allowed: Tensor
    tags: Tensor
    starts: Tensor


def batch(data: Data, rows: Tensor) -> Batch:
    """Take these windows."""
    longest, most = int(data.lengths[rows].max()), int(data.counts[rows].max())
    at = (torch.arange(most, device=rows.device)[None] < data.counts[rows][:, None]).nonzero(as_tuple=True)
    pick = (rows[at[0]], at[1])
    parts = data.firsts[pick].long(), data.allowed[pick], data.tags[pick].long(), data.starts[pick].long()
    return Batch(rows, data.pieces[rows, :longest], data.shapes[rows, :longest], (at[0], at[1]), *parts)


def batches(data: Data, rows: Tensor, size: int, chooser: torch.Generator | None = None) -> Iterator[Batch]:
    """All these windows, those of like length together, `size` pieces at a time; shuffled where a chooser is given."""
    noise = torch.rand(len(rows), generator=chooser).to(rows.device) * LENGTH_NOISE if chooser else 0
    ordered = rows[torch.argsort(data.lengths[rows] + noise)]
    parts = list(_parts(ordered, data.lengths[ordered].tolist(), size))
    order = torch.randperm(len(parts), generator=chooser).tolist() if chooser else range(len(parts))
    return (batch(data, parts[place]) for place in order)


def _parts(ordered: Tensor, lengths: Sequence[int], size: int) -> Iterator[Tensor]:
    first = 0
    for end in range(1, len(lengths) + 1):
        if end == len(lengths) or (end + 1 - first) * max(lengths[first], lengths[end]) > size:
            yield ordered[first:end]
            first = end


def recased(shapes: Tensor, chooser: torch.Generator) -> Tensor:
    """Some windows in capitals, in small letters or in headline case: only the shapes tell, for pieces have no case."""
    draws = torch.rand(len(shapes), generator=chooser).to(shapes.device)
    result, low = shapes, 0.0
    for share, changes in CASES:
        table = torch.arange(COUNT, dtype=shapes.dtype, device=shapes.device)
        for tens in range(0, COUNT, 10):
            for old, new in changes.items():
                table[tens + old] = tens + new
        chosen = (draws >= low) & (draws < low + share)
        result = torch.where(chosen[:, None], table[shapes.long()], result)
        low += share
    return result
