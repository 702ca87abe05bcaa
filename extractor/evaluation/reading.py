"""Read annotated stories: each an annotation in the form of gold.py, with the story that it is about.

    gold.jsonl            {"id": "a-1", "title": "...", "text": "...", "published": ..., "people": [...], ...}

    gold.jsonl            {"id": "a-1", "published": ..., "people": [...], ...}
    with stories.jsonl    {"id": "a-1", "title": "...", "text": "...", "date": "2025-03-03"}

What does not keep to the form ends the run: figures over half of the stories would mislead. What is odd but can be
measured is a warning: an anchor that is not in its story's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from extractor.errors import StoryError, UsageError
from extractor.evaluation.complaints import FORM_HINT, explained
from extractor.evaluation.gold import Annotation
from extractor.evaluation.objects import read_objects, refused
from extractor.sources.mapping import story_of
from extractor.wire import WireStory

# What a line may say of the story beside its annotation.
STORY_KEYS = frozenset({"title", "text", "date", "source", "publisher", "byline"})
TEXT_HINT = 'a line with "title" and "text" too, or --stories FILE'
STORIES_HINT = 'one story a line: {"id": "...", "title": "...", "text": "...", "date": "2025-04-16"}'
_LONGEST = 60


@dataclass(frozen=True)
class Case:
    """A story with its annotation, and where that stands."""

    annotation: Annotation
    wire: WireStory
    place: str

    def warnings(self) -> Iterator[str]:
        """Say what is odd about them."""
        for warning in self.wire.warnings:
            yield f"{self.wire.source}: {warning}"
        for key, piece in _pieces(self.annotation):
            if piece not in self.wire.text:
                yield f"{self.place}: {key} {piece[:_LONGEST]!r} is not in the story's text"


def read_cases(gold: str, *, stories: str | None = None) -> list[Case]:
    """Return the annotated stories of a file, with their texts from that file or from `stories`.

    Raises UsageError when a file cannot be read or does not keep to the form.
    """
    records = [(place, record, _annotation(record, place)) for place, record in read_objects(gold, hint=FORM_HINT)]
    if not records:
        raise UsageError("no annotated stories in it", where=gold, hint=FORM_HINT)
    _refuse_twice((annotation.id, place) for place, _, annotation in records)
    if stories is None:
        return [Case(annotation, _wire(record, place, TEXT_HINT), place) for place, record, annotation in records]
    wires = _wires(stories, {annotation.id for _, _, annotation in records})
    if lost := next((item for item in records if item[2].id not in wires), None):
        raise UsageError(f"{stories} has no story {lost[2].id!r}", where=lost[0], hint=STORIES_HINT)
    return [Case(annotation, wires[annotation.id], place) for place, _, annotation in records]


def _annotation(record: dict[str, Any], place: str) -> Annotation:
    try:
        return Annotation.model_validate({key: value for key, value in record.items() if key not in STORY_KEYS})
    except ValidationError as error:
        raise explained(error, place, also=STORY_KEYS) from error


def _refuse_twice(ids: Iterable[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for story_id, place in ids:
        if story_id in seen:
            hint = f"one id a story; the first is at {seen[story_id]}"
            raise UsageError(f"a second story {story_id!r}", where=place, hint=hint)
        seen[story_id] = place


def _wires(path: str, wanted: set[str]) -> dict[str, WireStory]:
    """Return those stories of a file that are annotated, by their ids."""
    records = read_objects(path, hint=STORIES_HINT)
    ours = ((place, record) for place, record in records if str(record.get("id")).strip() in wanted)
    wires = [_wire(record, place, STORIES_HINT) for place, record in ours]
    _refuse_twice((wire.id, wire.source) for wire in wires)
    return {wire.id: wire for wire in wires}


def _wire(record: dict[str, Any], place: str, hint: str) -> WireStory:
    try:
        return story_of(record, source=place)
    except StoryError as error:
        raise refused(error, hint) from error


def _pieces(annotation: Annotation) -> Iterator[tuple[str, str]]:
    """Yield what must stand in the story's text as it is."""
    for number, percentage in enumerate(annotation.percentages):
        yield f"percentages[{number}].text", percentage.text
    for number, date in enumerate(annotation.dates):
        yield f"dates[{number}].text", date.text
    for number, event in enumerate(annotation.events):
        yield f"events[{number}].anchor", event.anchor
