"""Lay windows of one length over a story of any length.

    10 pieces, windows of at most 8 with their two marks, overlap 2  ->  [abcdef] [efghij], read to e, from f on

A story that fits is one window. Else as few as will do share it evenly, so that all have the same length and run
together without padding. Each word is read once, at its first piece, in the window where that stands farthest from a
cut: what is near a cut is there to be seen, not to be read. Mentions are decoded over the whole story, so a cut falls
anywhere, even within a word, and costs nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
MARKS = 2  # each window begins and ends with a mark


@dataclass(frozen=True, slots=True)
class Windows:
    """Where windows lie, and where words are read in them."""

    starts: NDArray[np.int64]  # [B] the first piece of each
    body: int  # pieces in each, without the marks
    reads: NDArray[np.int64]  # [words] places in the flattened windows, in order

    @property
    def length(self) -> int:
        """How long a window is, with its marks."""
        return self.body + MARKS

    def fill(self, pieces: Ints, *, begin: int, end: int) -> Ints:
        """Return the windows as a matrix [B, length] of these pieces between the two marks."""
        matrix = np.empty((len(self.starts), self.length), np.int32)
        matrix[:, 0], matrix[:, -1] = begin, end
        matrix[:, 1:-1] = pieces[self.starts[:, None] + np.arange(self.body)]
        return matrix

    def runs(self, most: int) -> list[tuple[slice, slice]]:
        """Return runs of at most `most` pieces, or one window: which windows, and which words are read there."""
        size = max(1, most // self.length)
        firsts = range(0, len(self.starts), size)
        edges = np.searchsorted(self.reads, [first * self.length for first in (*firsts, firsts.stop + size)]).tolist()
        return [(slice(at, at + size), slice(*edges[n : n + 2])) for n, at in enumerate(firsts)]


def lay(counts: Ints, *, longest: int, overlap: int) -> Windows:
    """Lay windows of at most `longest` pieces over words of so many pieces each; neighbours share `overlap` or more."""
    firsts = np.cumsum(counts, dtype=np.int64) - counts
    total, most = int(counts.sum()), longest - MARKS
    number = 1 if total <= most else -(-(total - overlap) // (most - overlap))
    body = -(-(total + (number - 1) * overlap) // number)
    starts = np.linspace(0, total - body, number).round().astype(np.int64)
    cuts = (starts[1:] + starts[:-1] + body) // 2
    window = np.searchsorted(cuts, firsts, side="right")
    return Windows(starts, body, window * (body + MARKS) + 1 + firsts - starts[window])
