"""What the drawings share: the frame with its table, text, and numbers as SVG writes them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from extractor.view.markup import Html, tag

T = TypeVar("T")
_LONGEST = 36


class Chart(NamedTuple):
    """A drawing with its title, a note, and the table behind it; `key` is its id."""

    key: str
    title: str
    note: str
    drawing: Html
    table: Html

    def figure(self) -> Html:
        """Return it as an element."""
        name = f"{self.key}-title"
        return tag(
            "figure",
            tag("figcaption", tag("h2", self.title, id=name), tag("p", self.note)),
            tag("div", self.drawing, class_="scroll", tabindex="0", role="group", aria_labelledby=name),
            tag("details", tag("summary", "Show as a table"), _scrolled(self.table, name)),
            id=self.key,
            class_="chart",
        )


def _scrolled(table: Html, name: str) -> Html:
    return tag("div", table, class_="scroll", tabindex="0", role="group", aria_labelledby=name)


def drawing(*shapes: Html, width: float, height: float, label: str) -> Html:
    """Return the drawing itself; `label` is what a screen reader says of it."""
    return tag(
        "svg",
        *shapes,
        viewBox=f"0 0 {fixed(width)} {fixed(height)}",
        width=fixed(width),
        height=fixed(height),
        role="img",
        aria_label=label,
    )


def text(said: str, x: float, y: float, *, class_: str | None = None, anchor: str = "middle") -> Html:
    """Return text at a place, its middle, start or end there."""
    return tag("text", said, x=fixed(x), y=fixed(y), class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, *, class_: str) -> Html:
    """Return a line."""
    return tag("line", x1=fixed(x1), y1=fixed(y1), x2=fixed(x2), y2=fixed(y2), class_=class_)


def fixed(value: float) -> str:
    """Return a number with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def shortened(label: str) -> str:
    """Return a label that fits beside a drawing."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def apart(items: Sequence[T], xs: Sequence[float], *, room: Sequence[float]) -> list[T]:
    """Return the items that have room beside those kept before them; `xs` are their middles, from left to right."""
    kept, filled = [], -math.inf
    for item, x, width in zip(items, xs, room, strict=True):
        if x - width / 2 > filled:
            kept.append(item)
            filled = x + width / 2
    return kept
