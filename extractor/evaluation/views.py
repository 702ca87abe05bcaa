"""An annotated story and a record, each as that which is compared.

    {"kind": "tariff", "action": "cut", "actors": ["PER"], "rates": [{"value": 5, "role": "rate"}], ...}
        ->  slots: type {(tariff, cut)}, actors {PER}, rates {(((5,), percent), rate)}, ...

Every slot of an event is a set of values, so that agreement is an intersection; people, whose names may differ in
wording, are the exception. `shown` keeps each slot as it is written for people to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from extractor.evaluation import gold
from extractor.evaluation.words import product_key
from extractor.records import Event, Percentage, Person, Story

# In the order in which they are told.
SLOTS: Final = ("type", "status", "retaliatory", "actors", "targets", "rates", "dates", "products", "people")
PEOPLE: Final = "people"
DIGITS = 4
_SIGNS = {"percent": "%", "percentage_point": " pp", "basis_point": " bp"}

Quantity = tuple[tuple[float, ...], str]
Place = tuple[int, int]


@dataclass(frozen=True)
class PersonView:
    """A person with roles, each a title and whose it is."""

    name: str
    roles: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class DateView:
    """A date as it stands in the story, and its TIMEX3 value."""

    text: str
    value: str


@dataclass(frozen=True, kw_only=True)
class EventView:
    """One event: its slots, where the story states it, and how sure the program is of it."""

    kind: str
    slots: dict[str, frozenset[Any]]
    people: tuple[str, ...]
    goods: tuple[str, ...] = ()
    quote: str
    place: Place | None = None
    confidence: float | None = None

    def count(self, slot: str) -> int:
        """Return how many values a slot holds."""
        return len(self.people) if slot == PEOPLE else len(self.slots[slot])


@dataclass(frozen=True, kw_only=True)
class StoryView:
    """What an annotator or the program says of one story."""

    people: tuple[PersonView, ...] = ()
    countries: frozenset[str] = frozenset()
    percentages: tuple[tuple[Quantity, str], ...] = ()
    dates: tuple[DateView, ...] = ()
    events: tuple[EventView, ...] = ()


def of_annotation(story: gold.Annotation, text: str) -> StoryView:
    """Return what the annotator of a story says; `text` is the story's."""
    return StoryView(
        people=_people(story.people),
        countries=frozenset(story.countries),
        percentages=tuple((_quantity(one.numbers, one.unit), one.text) for one in story.percentages),
        dates=tuple(DateView(one.text, one.value) for one in story.dates),
        events=tuple(_annotated_event(event, text) for event in story.events),
    )


def of_record(story: Story) -> StoryView:
    """Return what the program says of a story."""
    return StoryView(
        people=_people(story.people),
        countries=frozenset(one.code for one in story.countries),
        percentages=tuple((_quantity(_numbers(one), one.unit), one.mention.text) for one in story.percentages),
        dates=tuple(DateView(one.mention.text, one.value) for one in story.dates),
        events=tuple(map(of_event, story.events)),
    )


def surer(story: StoryView, least: float) -> StoryView:
    """Return a record's view with the events of at least that confidence."""
    events = tuple(event for event in story.events if event.confidence is None or event.confidence >= least)
    return replace(story, events=events)


def _people(people: Iterable[gold.Person | Person]) -> tuple[PersonView, ...]:
    return tuple(PersonView(one.name, tuple((role.title, role.of) for role in one.roles)) for one in people)


def _annotated_event(event: gold.Event, text: str) -> EventView:
    start = text.find(event.anchor)
    rates = ((_quantity(rate.numbers, rate.unit), rate.role) for rate in event.rates)
    return EventView(
        kind=event.kind,
        slots=_slots(event, rates, event.products),
        people=event.people,
        goods=event.products,
        quote=event.anchor,
        place=(start, start + len(event.anchor)) if start >= 0 else None,
    )


def of_event(event: Event) -> EventView:
    """Return what the program says of one event."""
    rates = ((_quantity(_numbers(rate), rate.unit), rate.role) for rate in event.rates)
    goods = tuple(product.text for product in event.products)
    return EventView(
        kind=event.kind,
        slots=_slots(event, rates, goods),
        people=tuple(person.name for person in event.people),
        goods=goods,
        quote=event.trigger.text,
        place=(event.trigger.start, event.trigger.end),
        confidence=event.confidence,
    )


def _slots(
    event: gold.Event | Event, rates: Iterable[tuple[Quantity, str]], goods: Iterable[str]
) -> dict[str, frozenset[Any]]:
    return {
        "type": frozenset({(event.kind, event.action, event.indicator)}),
        "status": frozenset({event.status}),
        "retaliatory": frozenset({"yes"} if event.retaliatory else ()),
        "actors": frozenset(event.actors),
        "targets": frozenset(event.targets),
        "rates": frozenset(rates),
        "dates": frozenset((date.value, date.role) for date in event.dates),
        "products": frozenset(map(product_key, goods)),
    }


def _numbers(one: Percentage) -> tuple[float, ...]:
    return tuple(number for number in (one.value, one.low, one.high) if number is not None)


def _quantity(numbers: Iterable[float], unit: str) -> Quantity:
    return tuple(round(number, DIGITS) for number in numbers), unit


def shown(event: EventView, slot: str) -> str:
    """Return a slot's values for people to read."""
    if slot == PEOPLE:
        return ", ".join(event.people)
    if slot == "products":
        return ", ".join(event.goods)
    values = event.slots[slot]
    if slot == "type":
        return ", ".join(" ".join(filter(None, value)) for value in values)
    if slot == "rates":
        return ", ".join(sorted(f"{shown_quantity(quantity)} ({role})" for quantity, role in values))
    if slot == "dates":
        return ", ".join(sorted(f"{value} ({role})" for value, role in values))
    return ", ".join(sorted(values))


def shown_quantity(quantity: Quantity) -> str:
    """Return "25%", "10-15%", "25 bp"."""
    numbers, unit = quantity
    return "-".join(f"{number:g}" for number in numbers) + _SIGNS[unit]
