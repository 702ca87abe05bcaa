"""Events by day and by who acts on whom, as a drawing with a table behind it.

A row is a pair of actor and target, a column a stretch of days (calendar.py), a disc the events of both: its area is
their number, its slices their kinds. Pairs beyond the most frequent share the last row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.records import KINDS, Kind
from extractor.view import words
from extractor.view.charts.calendar import Column, columns
from extractor.view.charts.grid import Grid, drawn
from extractor.view.charts.svg import Chart
from extractor.view.facts import Fact, Pair
from extractor.view.table import table

_MOST_ROWS = 12
_HEAD = ("Who and whom", "When", *(words.KIND_WORDS[kind] for kind in KINDS), "All")

Cells = dict[int, Counter[Kind]]


class Row(NamedTuple):
    """The events of one pair by column; `key` is "" for the row of all other pairs."""

    key: str
    label: str
    cells: Cells


def timeline(facts: Sequence[Fact], names: Mapping[str, str]) -> Chart | None:
    """Return the time line of the events, or None where no event has a day and a party."""
    placed = [fact for fact in facts if fact.day and fact.pairs]
    if not placed:
        return None
    axis = columns({fact.day for fact in placed if fact.day})
    rows = _rows(placed, axis, names)
    left = len(facts) - len(placed)
    note = f" {words.count(left, 'event')} without a day or a party: not drawn." if left else ""
    return Chart(
        key="timeline",
        title="Who acts on whom, and when",
        note=f"The size of a disc is the number of events; choose one to see them alone.{note}",
        drawing=drawn(rows, Grid(axis, rows=len(rows))),
        table=table("Events by pair and time", _HEAD, _told(rows, axis)),
    )


def _rows(facts: Sequence[Fact], axis: Sequence[Column | None], names: Mapping[str, str]) -> list[Row]:
    numbers = Counter(pair for fact in facts for pair in fact.pairs)
    most = _MOST_ROWS if len(numbers) > _MOST_ROWS + 1 else _MOST_ROWS + 1  # a row of others holds two at least
    cells: dict[Pair | None, Cells] = {pair: {} for pair, _ in numbers.most_common(most)}
    others = len(numbers) - len(cells)
    for fact in facts:
        place = next(place for place, column in enumerate(axis) if column and fact.day and fact.day <= column.last)
        for row in {pair if pair in cells else None for pair in fact.pairs}:
            cells.setdefault(row, {}).setdefault(place, Counter())[fact.kind] += 1
    rows = [Row(pair.key, pair.told(names), cells[pair]) for pair in cells if pair]
    return [*rows, Row("", f"{others} other pairs", cells[None])] if others else rows


def _told(rows: Sequence[Row], axis: Sequence[Column | None]) -> Iterator[Sequence[str]]:
    for row in rows:
        for place, counts in sorted(row.cells.items()):
            column = axis[place]
            numbers = [f"{counts[kind] or '–'}" for kind in KINDS]
            yield (row.label, column.told if column else "", *numbers, f"{counts.total()}")
