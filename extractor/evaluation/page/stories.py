"""The stories that went wrong: each text with its marks, and beside it what is annotated and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.evaluation.errors import SORTS, Errors, EventError, PartError, find_errors
from extractor.evaluation.measure import Judgement
from extractor.evaluation.page.marks import Mark, marked
from extractor.evaluation.views import SLOTS, EventView, shown
from extractor.view.markup import Html, tag

SIDES = ("annotated", "found")
_NOTHING = "–"
_NAMES = {"type": "what"}


class Wrong(NamedTuple):
    """A story with errors; `key` is its anchor on the page."""

    key: str
    judgement: Judgement
    errors: Errors

    @property
    def heading(self) -> str:
        """The headline, else the id."""
        return self.judgement.title or self.judgement.id


def wrong_stories(judgements: Iterable[Judgement]) -> list[Wrong]:
    """Return the stories with errors, those with most first."""
    found = [(judgement, find_errors(judgement.comparison)) for judgement in judgements]
    ordered = sorted((item for item in found if len(item[1])), key=lambda item: -len(item[1]))
    return [Wrong(f"story-{number}", *item) for number, item in enumerate(ordered, start=1)]


def index(stories: Sequence[Wrong], right: Sequence[str]) -> Html:
    """Return the list of all stories: links to those with errors, and the ids of the others."""
    return tag(
        "nav",
        tag("h2", "Stories by number of errors", id="index"),
        tag("ol", *map(_entry, stories), class_="index") if stories else tag("p", "None has any."),
        tag("p", f"Without errors ({len(right):,}): {', '.join(right) or 'none'}.", class_="note"),
        aria_labelledby="index",
    )


def _entry(story: Wrong) -> Html:
    return tag("li", tag("a", story.heading, href=f"#{story.key}"), " ", _counts(story.errors))


def _counts(errors: Errors) -> Html:
    numbers = Counter(error.sort for error in errors.events)
    chips = [tag("span", f"{numbers[sort]} {sort}", class_=f"chip {sort}") for sort in SORTS if numbers[sort]]
    others = [tag("span", f"{len(errors.parts)} other", class_="chip")] if errors.parts else []
    return tag("span", *chips, *others)


def article(story: Wrong) -> Html:
    """Return one story with its errors."""
    judgement, events = story.judgement, list(_labelled(story.errors.events))
    marks = [mark for label, error in events for mark in _marks(error, label, f"{story.key}-{label}")]
    cards = [_card(error, label, f"{story.key}-{label}") for label, error in events]
    back = tag("a", "back to the list", href="#index")
    return tag(
        "article",
        tag("h2", story.heading),
        tag("p", tag("code", judgement.id), " ", _counts(story.errors), " ", back, class_="about"),
        *([tag("p", f"Not read: {judgement.failure}", role="note")] if judgement.failure else []),
        tag(
            "div",
            tag("div", marked(judgement.text, marks), class_="text"),
            tag("div", *cards, *_parts(story.errors.parts), class_="errors"),
            class_="sides",
        ),
        id=story.key,
    )


def _labelled(errors: Iterable[EventError]) -> Iterator[tuple[str, EventError]]:
    """Name each error by the letter of its sort and a number: M1, D1, D2."""
    numbers: Counter[str] = Counter()
    for error in errors:
        numbers[error.sort] += 1
        yield f"{error.sort[0].upper()}{numbers[error.sort]}", error


def _marks(error: EventError, label: str, target: str) -> Iterator[Mark]:
    """Mark the annotated words and the trigger; a trigger inside them needs no label of its own."""
    stated = error.gold.place if error.gold else None
    trigger = error.found.place if error.found else None
    if stated:
        yield Mark(stated, error.sort, label, target)
    if trigger:
        inside = stated and stated[0] <= trigger[0] and trigger[1] <= stated[1]
        own = f"{label} found" if error.gold else label
        yield Mark(trigger, error.sort, None if inside else own, target)


def _card(error: EventError, label: str, target: str) -> Html:
    sides = [event for event in (error.gold, error.found) if event]
    told = [slot for slot in SLOTS if any(event.count(slot) for event in sides)]
    rows = [(slot, [shown(event, slot) for event in sides], slot in error.slots) for slot in told]
    return tag(
        "section",
        tag("h3", tag("span", label, class_=f"label {error.sort}"), error.sort),
        *(tag("p", _quoted(event), class_="quote") for event in sides),
        _table(SIDES if len(sides) > 1 else (), rows),
        class_=f"card {error.sort}",
        id=target,
    )


def _quoted(event: EventView) -> str:
    if event.confidence is not None:
        return f"found at “{event.quote}”, confidence {event.confidence:.2f}"
    nowhere = "" if event.place else " (these words are not in the text)"
    return f"annotated at “{event.quote}”{nowhere}"


def _parts(parts: Sequence[PartError]) -> Iterator[Html]:
    if parts:
        rows = ((part, [gold or "", found or ""], False) for part, gold, found in parts)
        yield tag("section", tag("h3", "Other parts"), _table(SIDES, rows), class_="card")


def _table(sides: Sequence[str], rows: Iterable[tuple[str, Sequence[str], bool]]) -> Html:
    head = tag("tr", tag("td"), *(tag("th", side, scope="col") for side in sides))
    return tag("table", *([tag("thead", head)] if sides else []), tag("tbody", *(_row(*row) for row in rows)))


def _row(name: str, values: Sequence[str], differs: bool) -> Html:  # noqa: FBT001 - one row of a table
    sign = [tag("span", " ≠", title="differs")] if differs else []
    cells = (tag("td", value or _NOTHING) for value in values)
    heading = tag("th", _NAMES.get(name, name), *sign, scope="row")
    return tag("tr", heading, *cells, class_="differing" if differs else None)
