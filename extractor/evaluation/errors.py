"""What went wrong in one story, for people to read.

    missed      annotated, and no partner found
    spurious    found, and no partner annotated
    differs     found, but not with all the annotated values: in `slots`

Beside these, in `parts`: people, roles, countries, percentages and dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from extractor.evaluation.compare import Comparison, differing, role_pairs, same_owner
from extractor.evaluation.pairing import Pairs, first_come
from extractor.evaluation.views import DateView, EventView, PersonView, shown_quantity
from extractor.evaluation.words import same_place

Sort = Literal["missed", "spurious", "differs"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)


class EventError(NamedTuple):
    """An annotated event and the one found in its place, one of them None, or the slots in which they differ."""

    gold: EventView | None
    found: EventView | None
    slots: Sequence[str] = ()

    @property
    def sort(self) -> Sort:
        """Which of the three errors this is."""
        if self.found is None:
            return "missed"
        return "spurious" if self.gold is None else "differs"

    @property
    def start(self) -> int:
        """Where in the text it is first seen."""
        places = (event.place for event in (self.gold, self.found) if event)
        return min((place[0] for place in places if place), default=0)


class PartError(NamedTuple):
    """One value outside the events, as annotated and as found; None where it is not."""

    part: str
    gold: str | None
    found: str | None


@dataclass(frozen=True)
class Errors:
    """All that went wrong in a story; events in the order of the text."""

    events: Sequence[EventError]
    parts: Sequence[PartError]

    def __len__(self) -> int:
        return len(self.events) + len(self.parts)


def find_errors(story: Comparison) -> Errors:
    """Return what went wrong in a story."""
    parts = [*_people(story), *_countries(story), *_percentages(story), *_dates(story)]
    return Errors(sorted(_events(story), key=lambda error: error.start), parts)


def _events(story: Comparison) -> Iterator[EventError]:
    missed, extra = _alone(story.events, len(story.gold.events), len(story.found.events))
    yield from (EventError(story.gold.events[i], None) for i in missed)
    yield from (EventError(None, story.found.events[j]) for j in extra)
    for one, other in story.event_pairs:
        if slots := differing(one, other):
            yield EventError(one, other, slots)


def _alone(pairs: Pairs, gold: int, found: int) -> tuple[list[int], list[int]]:
    """Return the indices, in gold and in found, that have no partner."""
    taken, met = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in range(gold) if i not in taken], [j for j in range(found) if j not in met]


def _people(story: Comparison) -> Iterator[PartError]:
    gold, found = story.gold.people, story.found.people
    missed, extra = _alone(story.people, len(gold), len(found))
    yield from (PartError("person", _person(gold[i]), None) for i in missed)
    yield from (PartError("person", None, _person(found[j])) for j in extra)
    for i, j in story.people:
        yield from _roles(gold[i], found[j])


def _person(person: PersonView) -> str:
    return "; ".join([person.name, *(_role(*role) for role in person.roles)])


def _role(title: str, of: str | None) -> str:
    return f"{title} of {of}" if of else title


def _roles(gold: PersonView, found: PersonView) -> Iterator[PartError]:
    pairs = role_pairs(gold, found)
    missed, extra = _alone(pairs, len(gold.roles), len(found.roles))
    part = f"role of {gold.name}"
    yield from (PartError(part, _role(*gold.roles[i]), None) for i in missed)
    yield from (PartError(part, None, _role(*found.roles[j])) for j in extra)
    for i, j in pairs:
        if not same_owner(gold.roles[i][1], found.roles[j][1]):
            yield PartError(part, _role(*gold.roles[i]), _role(*found.roles[j]))


def _countries(story: Comparison) -> Iterator[PartError]:
    yield from (PartError("country", code, None) for code in sorted(story.gold.countries - story.found.countries))
    yield from (PartError("country", None, code) for code in sorted(story.found.countries - story.gold.countries))


def _percentages(story: Comparison) -> Iterator[PartError]:
    gold, found = story.gold.percentages, story.found.percentages
    pairs = first_come(gold, found, lambda one, other: one[0] == other[0])
    missed, extra = _alone(pairs, len(gold), len(found))
    yield from (PartError("percentage", f"“{gold[i][1]}”: {shown_quantity(gold[i][0])}", None) for i in missed)
    yield from (PartError("percentage", None, f"“{found[j][1]}”: {shown_quantity(found[j][0])}") for j in extra)


def _dates(story: Comparison) -> Iterator[PartError]:
    """Put dates of one place side by side where their values differ."""
    missed, extra = _alone(story.dates, len(story.gold.dates), len(story.found.dates))
    gold, found = [story.gold.dates[i] for i in missed], [story.found.dates[j] for j in extra]
    pairs = first_come(gold, found, lambda one, other: same_place(one.text, other.text))
    alone, more = _alone(pairs, len(gold), len(found))
    yield from (PartError("date", _date(gold[i]), _date(found[j])) for i, j in pairs)
    yield from (PartError("date", _date(gold[i]), None) for i in alone)
    yield from (PartError("date", None, _date(found[j])) for j in more)


def _date(date: DateView) -> str:
    return f"“{date.text}”: {date.value}"
