"""A story's text with people, countries, percentages, dates and the words that name events marked.

The text is cut where a mark begins or ends (cuts.py), so that marks may overlap. The word that names an event is a
link to the event's card; its number stands behind it by the style sheet, so that what is copied is the story alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from extractor.records import Story
from extractor.view.cuts import Piece, cut
from extractor.view.keys import Keys
from extractor.view.marks import Mark, find_marks
from extractor.view.markup import Html, join, tag

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S.*)*")
_WRAPPED = range(40, 100)


class Paragraph(NamedTuple):
    """A paragraph as it stands in the story, and with its marks."""

    text: str
    marked: Html

    @property
    def is_wrapped(self) -> bool:
        """Whether its lines end where a printer's did, and mean nothing."""
        *lines, _ = self.text.split("\n")
        return all(len(line) in _WRAPPED for line in lines)


def paragraphs(story: Story, keys: Keys, *, anchor: str) -> list[Paragraph]:
    """Return the paragraphs of the text; `anchor` begins the ids of this story's elements."""
    text = story.text or ""
    marks = find_marks(story, keys)
    blocks = [found.span() for found in _PARAGRAPH.finditer(text)]
    shown = _Shown(marks, {f"e{number}": event.kind for number, event in enumerate(story.events, 1)}, anchor)
    pieces = cut(text, [*(mark.place for mark in marks), *blocks])
    inside = (piece for piece in pieces if piece.over and piece.over[-1] >= len(marks))
    grouped = groupby(inside, key=lambda piece: piece.over[-1] - len(marks))
    return [Paragraph(text[slice(*blocks[number])], join(map(shown.piece, group))) for number, group in grouped]


def excerpts(story: Story) -> str:
    """Return what a record without its text knows of it: the evidence, each sentence in its place, amid empty lines."""
    sentences = [sentence for event in story.events for sentence in event.evidence]
    signs = ["\n"] * max((sentence.end for sentence in sentences), default=0)
    for sentence in sentences:
        signs[sentence.start : sentence.end] = sentence.text
    return "".join(signs)


class _Shown:
    """Shows pieces of one story."""

    def __init__(self, marks: Sequence[Mark], kinds: dict[str, str], anchor: str) -> None:
        self._marks, self._kinds, self._anchor = marks, kinds, anchor

    def piece(self, piece: Piece) -> Html:
        """Return a piece in the element that says what it is."""
        over = [self._marks[number] for number in piece.over if number < len(self._marks)]
        if triggers := [mark for mark in over if mark.sort == "trigger"]:
            return self._trigger(piece, triggers, over)
        sorts = dict.fromkeys(mark.sort for mark in over)
        classes = [sort for sort in sorts if sort not in {"part", "evidence"}]
        if not over:
            return join([piece.text])
        name, class_ = ("mark", " ".join(classes)) if classes else ("span", None)
        return tag(name, piece.text, class_=class_, title=_notes(over), data_of=_keys(over))

    def _trigger(self, piece: Piece, triggers: Sequence[Mark], over: Sequence[Mark]) -> Html:
        begun = [mark.key for mark in triggers if mark.place[0] == piece.start]
        ended = [mark.key[1:] for mark in triggers if mark.place[1] == piece.start + len(piece.text)]
        return tag(
            "a",
            piece.text,
            class_=f"trigger {self._kinds[triggers[0].key]}",
            href=f"#{self._anchor}-{triggers[0].key}",
            id=f"{self._anchor}-at-{begun[0]}" if begun else None,
            data_number=" ".join(ended) or None,
            data_events=" ".join(mark.key for mark in triggers),
            title=_notes(over),
            data_of=_keys(over),
        )


def _keys(over: Sequence[Mark]) -> str:
    return " ".join(dict.fromkeys(mark.key for mark in over))


def _notes(over: Sequence[Mark]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, (mark.note for mark in over)))) or None
