"""Dots on lines that share one axis of per cent, which is compressed where the largest is far from the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.records import Kind, Status
from extractor.view import words
from extractor.view.charts.svg import apart, drawing, fixed, line, shortened, text
from extractor.view.markup import Html, tag

_LABEL, _WIDTH, _LANE, _FOOT = 270, 1220, 34, 30
_LINEAR = 60.0
_STEPS = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_TICKS = (0.0, 5.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0, 10_000.0, 100_000.0)
_MOST_TICKS = 7
_LETTER, _ROOM = 7.6, 40.0
_CROSS = "M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5"


class Dot(NamedTuple):
    """A figure in per cent, from `low` to `high`, with what is told of it."""

    low: float
    high: float
    told: str
    status: Status
    before: float | None = None


class Lane(NamedTuple):
    """The figures of one pair, each with how often it stands for which goods."""

    key: str
    label: str
    dots: Mapping[Dot, Counter[str]]


class _Scale:
    """Per cent to places: straight up to 60, beyond that by the square root, so that 3,000% leaves room for 3%."""

    def __init__(self, values: Sequence[float]) -> None:
        self.least, self.most = min(0.0, *values), max(0.0, *values) or 1.0
        self._is_straight = max(self.most, -self.least) <= _LINEAR

    def ticks(self) -> list[float]:
        """Return the figures that are written under the axis, as many as there is room for."""
        if self._is_straight:
            step = next((step for step in _STEPS if (self.most - self.least) / step <= _MOST_TICKS), _STEPS[-1])
            return [tick * step for tick in range(math.ceil(self.least / step), math.floor(self.most / step) + 1)]
        signed = sorted({sign * tick for tick in _TICKS for sign in (1, -1) if self.least <= sign * tick <= self.most})
        return apart(signed, [self.x(tick) for tick in signed], room=[_ROOM] * len(signed))

    def x(self, value: float) -> float:
        """Return where a figure lies."""
        low, high, here = self._bent(self.least), self._bent(self.most), self._bent(value)
        left = _LABEL + (_ROOM if self.least < 0 else 0)
        return left + (_WIDTH - _ROOM - left) * (here - low) / (high - low)

    def _bent(self, value: float) -> float:
        return value if self._is_straight else math.copysign(math.sqrt(abs(value)), value)


def drawn(lanes: Sequence[Lane], *, kind: Kind) -> Html:
    """Return the drawing; a click on a dot asks for the pair's events of that kind."""
    dots = [dot for lane in lanes for dot in lane.dots]
    scale = _Scale([value for dot in dots for value in (dot.low, dot.high, dot.before or 0.0)])
    bottom = float(len(lanes) * _LANE)
    shapes = list(_axis(scale, bottom))
    for place, lane in enumerate(lanes):
        shapes.extend(_lane(lane, (place + 0.62) * _LANE, scale, kind))
    label = f"Figures of {words.count(len(lanes), 'pair')} on a line; the table below has the same"
    return drawing(*shapes, width=_WIDTH, height=bottom + _FOOT, label=label)


def _axis(scale: _Scale, bottom: float) -> Iterator[Html]:
    for tick in scale.ticks():
        x = scale.x(tick)
        yield line(x, 0, x, bottom, class_="rule zero" if tick == 0 else "rule")
        yield text(f"{words.number(tick)}%".replace("-", "−"), x, bottom + 18, class_="tick")


def _lane(lane: Lane, y: float, scale: _Scale, kind: Kind) -> Iterator[Html]:
    yield line(_LABEL, y, _WIDTH - 10, y, class_="rule")
    yield text(shortened(lane.label), _LABEL - 16, y + 4, anchor="end", class_="label")
    dots = _dots(lane, y, scale)
    yield tag("g", *dots, class_="lane", data_pair=lane.key, data_kind=kind, data_told=lane.label)


def _dots(lane: Lane, y: float, scale: _Scale) -> Iterator[Html]:
    xs = [scale.x((dot.low + dot.high) / 2) for dot in lane.dots]
    roomy = set(apart(list(lane.dots), xs, room=[len(dot.told) * _LETTER for dot in lane.dots]))
    for dot, x in zip(lane.dots, xs, strict=True):
        number = lane.dots[dot].total()
        goods = "; ".join(filter(None, lane.dots[dot]))
        told = f"{lane.label}: {dot.told}{f' on {goods}' if goods else ''}, {words.STATUS_WORDS[dot.status].lower()}"
        yield tag(
            "g",
            tag("title", f"{told} ({words.count(number, 'event')})"),
            *_before(dot, x, y, scale),
            _mark(dot, x, y, min(9.0, 4.0 + math.sqrt(number))),
            *([text(dot.told, x, y - 11, class_="value")] if dot in roomy else []),
            class_=f"dot {dot.status}",
        )


def _before(dot: Dot, x: float, y: float, scale: _Scale) -> Iterator[Html]:
    if dot.low != dot.high:
        yield line(scale.x(dot.low), y, scale.x(dot.high), y, class_="range")
    if dot.before is not None and (was := scale.x(dot.before)) != x:
        yield line(was, y, x, y, class_="path")
        yield tag("circle", cx=fixed(was), cy=fixed(y), r="3", class_="was")


def _mark(dot: Dot, x: float, y: float, radius: float) -> Html:
    if dot.status == "ruled_out":
        return tag("path", d=_CROSS, transform=f"translate({fixed(x)} {fixed(y)})")
    return tag("circle", cx=fixed(x), cy=fixed(y), r=fixed(radius))
