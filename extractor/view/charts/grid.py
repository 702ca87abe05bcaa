"""The drawing of the time line: rows of discs over an axis of days.

Each disc carries what a click on it asks for: `data-pair`, and the first and last day of its column.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Protocol

from extractor.records import KINDS, Kind
from extractor.view import words
from extractor.view.charts.calendar import Column
from extractor.view.charts.disc import slices
from extractor.view.charts.svg import apart, drawing, fixed, line, shortened, text
from extractor.view.markup import Html, tag

_LABEL, _WIDTH, _ROW, _FOOT = 270, 1220, 34, 58
_WIDEST, _GAP = 72, 0.6
_SMALLEST, _LARGEST = 4.5, 15
_LETTER = 6.6


class Row(Protocol):
    """A row of the time line."""

    @property
    def key(self) -> str:
        """The pair's key."""

    @property
    def label(self) -> str:
        """The pair in words."""

    @property
    def cells(self) -> Mapping[int, Counter[Kind]]:
        """The numbers of events by column and kind."""


class Grid:
    """Where rows and columns lie; a gap is narrower than a column."""

    def __init__(self, axis: Sequence[Column | None], *, rows: int) -> None:
        shares = [1 if column else _GAP for column in axis]
        self.unit = min(_WIDEST, (_WIDTH - _LABEL) / sum(shares))
        edges = accumulate(shares, initial=0.0)
        self.axis = axis
        self.xs = [_LABEL + self.unit * (edge + share / 2) for edge, share in zip(edges, shares, strict=False)]
        self.runs = list(self._runs())
        self.right = _LABEL + self.unit * sum(shares)
        self.bottom = float(rows * _ROW)

    def _runs(self) -> Iterator[tuple[float, float]]:
        """Yield where columns follow each other without a gap, from left to right."""
        for is_column, members in groupby(
            zip(self.xs, self.axis, strict=True), key=lambda member: member[1] is not None
        ):
            xs = [x for x, _ in members]
            if is_column:
                yield xs[0] - self.unit / 2, xs[-1] + self.unit / 2


def drawn(rows: Sequence[Row], grid: Grid) -> Html:
    """Return the drawing."""
    most = max(counts.total() for row in rows for counts in row.cells.values())
    shapes = [*_axis(grid)]
    for place, row in enumerate(rows):
        y = (place + 0.5) * _ROW
        shapes.append(
            tag(
                "path", d="".join(f"M{fixed(begin)} {fixed(y)}H{fixed(end)}" for begin, end in grid.runs), class_="rule"
            )
        )
        shapes.append(text(shortened(row.label), _LABEL - 16, y + 4, anchor="end", class_="label"))
        shapes.extend(_disc(row, column, y, grid, most) for column in sorted(row.cells))
    label = f"Events of {words.count(len(rows), 'pair')} over time; the table below has the same numbers"
    return drawing(*shapes, width=grid.right + 8, height=grid.bottom + _FOOT, label=label)


def _disc(row: Row, place: int, y: float, grid: Grid, most: int) -> Html:
    counts, column = row.cells[place], grid.axis[place]
    radius = max(_SMALLEST, min(_LARGEST, grid.unit / 2) * math.sqrt(counts.total() / most))
    ordered = {kind: counts[kind] for kind in KINDS if counts[kind]}
    kinds = ", ".join(f"{number} {words.KIND_WORDS[kind].lower()}" for kind, number in ordered.items())
    told = f"{row.label}, {column.told if column else ''}: {kinds}"
    return tag(
        "g",
        tag("title", told),
        *slices(ordered, grid.xs[place], y, radius),
        class_="disc",
        data_pair=row.key,
        data_from=f"{column.first}" if column else None,
        data_to=f"{column.last}" if column else None,
        data_told=f"{row.label}, {column.told}" if column else None,
    )


def _axis(grid: Grid) -> Iterator[Html]:
    placed = [(x, column.label) for x, column in zip(grid.xs, grid.axis, strict=True) if column]
    xs, labels = zip(*placed, strict=True)
    for x, label in apart(placed, xs, room=[(len(label) + 1) * _LETTER for label in labels]):
        yield text(label, x, grid.bottom + 18, class_="tick")
    yield from _groups(grid)


def _groups(grid: Grid) -> Iterator[Html]:
    """Name the months or years; a name that has no room beside the one before goes a line lower."""
    filled = [-math.inf, -math.inf]
    members = groupby(zip(grid.xs, grid.axis, strict=True), key=lambda each: each[1].group if each[1] else "")
    for group, placed in members:
        xs = [x for x, _ in placed]
        half, middle = len(group) * _LETTER / 2, (xs[0] + xs[-1]) / 2
        level = next((level for level, right in enumerate(filled) if right < middle - half), None)
        if group and level is not None:
            filled[level] = middle + half + _LETTER
            yield line(
                xs[0] - grid.unit * 0.4, grid.bottom + 25, xs[-1] + grid.unit * 0.4, grid.bottom + 25, class_="brace"
            )
            yield text(group, middle, grid.bottom + 39 + 14 * level, class_="tick group")
