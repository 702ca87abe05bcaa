"""A disc cut in slices: how many of each kind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import accumulate

from extractor.records import Kind
from extractor.view.charts.svg import fixed
from extractor.view.markup import Html, tag


def slices(counts: Mapping[Kind, int], x: float, y: float, radius: float) -> Iterator[Html]:
    """Yield the slices of a disc around (x, y), clockwise from the top."""
    total = sum(counts.values())
    if len(counts) == 1:
        yield tag("circle", cx=fixed(x), cy=fixed(y), r=fixed(radius), class_=next(iter(counts)))
        return
    ends = list(accumulate(counts.values()))
    for kind, begin, end in zip(counts, [0, *ends], ends, strict=False):
        x1, y1 = _on(x, y, radius, begin / total)
        x2, y2 = _on(x, y, radius, end / total)
        is_large = int(2 * (end - begin) > total)
        centre, size = f"{fixed(x)} {fixed(y)}", fixed(radius)
        path = f"M{centre}L{x1} {y1}A{size} {size} 0 {is_large} 1 {x2} {y2}Z"
        yield tag("path", d=path, class_=kind)


def _on(x: float, y: float, radius: float, turn: float) -> tuple[str, str]:
    angle = 2 * math.pi * turn
    return f"{x + radius * math.sin(angle):.2f}", f"{y - radius * math.cos(angle):.2f}"
