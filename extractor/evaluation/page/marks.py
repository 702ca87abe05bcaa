"""A story's text with the places of its errors marked.

    Mark(8, 24, "missed", "M1")     ->  Lima on Monday <mark class="missed"><a ...>M1</a>lifted its ban</mark> ...

Places may overlap: the text is cut where one begins or ends, and each cut says all that covers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.evaluation.page.markup import Html, join, tag
from extractor.evaluation.views import Place


class Mark(NamedTuple):
    """A place in the text, the sort of error there, and where to read about it; no `label` where it is said nearby."""

    place: Place
    sort: str
    label: str | None
    target: str


def marked(text: str, marks: Sequence[Mark]) -> Html:
    """Return the text with the marks in it."""
    inside = [mark for mark in marks if 0 <= mark.place[0] < mark.place[1] <= len(text)]
    cuts = sorted({0, len(text), *(offset for mark in inside for offset in mark.place)})
    return join(piece for start, end in pairwise(cuts) for piece in _pieces(text[start:end], start, inside))


def _pieces(text: str, start: int, marks: Sequence[Mark]) -> Iterator[str]:
    covering = [mark for mark in marks if mark.place[0] <= start < mark.place[1]]
    if not covering:
        yield text
        return
    labels = (_label(mark) for mark in covering if mark.place[0] == start and mark.label)
    sorts = dict.fromkeys(mark.sort for mark in covering)
    depth = "deep" if any(mark.label is None for mark in covering) else None
    yield tag("mark", *labels, text, class_=" ".join(filter(None, (*sorts, depth))))


def _label(mark: Mark) -> Html:
    label = mark.label or ""
    return tag("a", label, href=f"#{mark.target}", class_=f"label {mark.sort}", aria_label=f"{mark.sort}: {label}")
