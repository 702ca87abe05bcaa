"""A story's text with the places of its errors marked.

    Mark(8, 24, "missed", "M1")     ->  Lima on Monday <mark class="missed"><a ...>M1</a>lifted its ban</mark> ...

Places may overlap: the text is cut where one begins or ends, and each cut says all that covers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.evaluation.views import Place
from extractor.view.cuts import Piece, cut
from extractor.view.markup import Html, join, tag


class Mark(NamedTuple):
    """A place in the text, the sort of error there, and where to read about it; no `label` where it is said nearby."""

    place: Place
    sort: str
    label: str | None
    target: str


def marked(text: str, marks: Sequence[Mark]) -> Html:
    """Return the text with the marks in it."""
    return join(
        _shown(piece, [marks[number] for number in piece.over]) for piece in cut(text, [each.place for each in marks])
    )


def _shown(piece: Piece, over: Sequence[Mark]) -> str:
    if not over:
        return piece.text
    labels = (_label(mark) for mark in over if mark.place[0] == piece.start and mark.label)
    sorts = dict.fromkeys(mark.sort for mark in over)
    depth = "deep" if any(mark.label is None for mark in over) else None
    return tag("mark", *labels, piece.text, class_=" ".join(filter(None, (*sorts, depth))))


def _label(mark: Mark) -> Html:
    label = mark.label or ""
    return tag("a", label, href=f"#{mark.target}", class_=f"label {mark.sort}", aria_label=f"{mark.sort}: {label}")
