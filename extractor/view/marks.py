"""Where a story's text is marked, and with what.

    "Trump announced a 24% tariff"   ->   person p1 e1, percentage r1 e1, trigger e1, and v1 over the whole sentence

A key says what a place belongs to (keys.py). An event's key lies on its trigger and on each word that gave it a
value; in its evidence also on the countries and people it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, NamedTuple

from extractor.records import Event, Person, Span, Story
from extractor.view import words
from extractor.view.keys import Keys, Place, place

Sort = Literal["country", "person", "percentage", "date", "trigger", "part", "evidence"]


class Mark(NamedTuple):
    """A place in the text: what is there, the key it belongs to, and what to say of it."""

    place: Place
    sort: Sort
    key: str
    note: str | None = None


def find_marks(story: Story, keys: Keys) -> list[Mark]:
    """Return all marks of a story."""
    entities = list(_entities(story, keys))
    events = (_of_event(event, f"{number}", entities, keys) for number, event in enumerate(story.events, 1))
    return [*entities, *chain.from_iterable(events)]


def _entities(story: Story, keys: Keys) -> Iterator[Mark]:
    for country in story.countries:
        yield from _each(country.mentions, "country", keys.countries[country.code], country.name)
    for person in story.people:
        yield from _each(person.mentions, "person", keys.people[person.name], described(person))
    for value in story.percentages:
        yield Mark(place(value.mention), "percentage", keys.values[place(value.mention)], words.percentage(value))
    for date in story.dates:
        yield Mark(place(date.mention), "date", keys.values[place(date.mention)], words.date(date))


def _each(spans: Iterable[Span], sort: Sort, key: str, note: str) -> Iterator[Mark]:
    return (Mark(place(span), sort, key, note) for span in spans)


def described(person: Person) -> str:
    """Return a person's name and roles."""
    return ", ".join((person.name, *dict.fromkeys(role.title for role in person.roles)))


def _of_event(event: Event, number: str, entities: list[Mark], keys: Keys) -> Iterator[Mark]:
    key = f"e{number}"
    yield Mark(place(event.trigger), "trigger", key)
    for span in _parts(event):
        yield Mark(place(span), "part", key)
    named = {keys.countries[code] for code in (*event.actors, *event.targets) if code in keys.countries}
    named |= {keys.people[person.name] for person in event.people}
    for sentence in event.evidence:
        yield Mark(place(sentence), "evidence", f"v{number}")
        inside = (mark for mark in entities if mark.key in named and _within(mark.place, place(sentence)))
        yield from (Mark(mark.place, "part", key) for mark in inside)


def _parts(event: Event) -> Iterator[Span]:
    yield from filter(None, (event.cue, event.condition))
    for values in (event.products, event.rates, event.dates):
        yield from (value.mention for value in values)


def _within(inner: Place, outer: Place) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
