"""Who is whose partner: the best one-to-one pairing, and the first-come one.

    gains     3 1        best pairs: row 0 with column 1, row 1 with column 0, for 1 + 4 is more than 3 + 0
              4 0

The best is found by shortest augmenting paths (Kuhn and Munkres; Jonker and Volgenant 1987) in whole numbers, so that
equal is equal: row by row, and among equal columns the first, so that the same figures come out each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import TypeVar

Item = TypeVar("Item")
Pairs = list[tuple[int, int]]


def first_come(ones: Sequence[Item], others: Sequence[Item], same: Callable[[Item, Item], bool]) -> Pairs:
    """Pair each of `ones`, in order, with the first of `others` that is the same and still alone."""
    alone, pairs = list(range(len(others))), []
    for i, one in enumerate(ones):
        partner = next((j for j in alone if same(one, others[j])), None)
        if partner is not None:
            alone.remove(partner)
            pairs.append((i, partner))
    return pairs


def best_pairs(gains: Sequence[Sequence[int]]) -> Pairs:
    """Return (row, column) pairs of greatest total gain; each row, or each column where these are fewer, is in one."""
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        turned = [list(column) for column in zip(*gains, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    matching = _Matching(gains)
    for row in range(len(gains)):
        matching.place(row)
    return sorted((row, column) for column, row in enumerate(matching.row_of) if row is not None)


class _Matching:
    """Rows placed so far, each on a column, and prices that prove that no other placing gains more."""

    def __init__(self, gains: Sequence[Sequence[int]]) -> None:
        self._gains = gains
        self._row_price = [0] * len(gains)
        self._column_price = [0] * len(gains[0])
        self.row_of: list[int | None] = [None] * len(gains[0])

    def place(self, row: int) -> None:
        """Give `row` a column, and move other rows on where that gains more."""
        columns = len(self.row_of)
        distance: list[float] = [inf] * columns
        come_from: list[int | None] = [None] * columns
        ahead, seen = list(range(columns)), []
        column, at, walked = None, row, 0
        while True:
            for j in ahead:
                step = walked - self._gains[at][j] - self._row_price[at] - self._column_price[j]
                if step < distance[j]:
                    distance[j], come_from[j] = step, column
            column = min(ahead, key=distance.__getitem__)
            ahead.remove(column)
            walked = int(distance[column])
            holder = self.row_of[column]
            if holder is None:
                break
            seen.append(column)
            at = holder
        self._reprice(row, walked, {j: int(distance[j]) for j in seen})
        self._shift(column, come_from, row)

    def _reprice(self, row: int, walked: int, distance: dict[int, int]) -> None:
        self._row_price[row] += walked
        for column, far in distance.items():
            holder = self.row_of[column]
            if holder is not None:
                self._row_price[holder] += walked - far
            self._column_price[column] -= walked - far

    def _shift(self, column: int, come_from: list[int | None], row: int) -> None:
        """Move along the path that ends on the free `column`: each column gets the row of the one before."""
        before = come_from[column]
        while before is not None:
            self.row_of[column] = self.row_of[before]
            column, before = before, come_from[before]
        self.row_of[column] = row
