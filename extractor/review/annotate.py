"""Reviewed records become annotated stories, in the form that `extractor evaluate` reads (evaluation/gold.py).

    found, accepted     as found; `anchor` is the sentence that states it best
    found, corrected    as corrected
    found, rejected     left out
    missed, added       as added

A story counts as reviewed when somebody has decided on each event that was found in it, or has called it done. Its
people, countries, percentages and dates are those that were found, and those that a correction names besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.evaluation import gold
from extractor.records import Event, Percentage, Person, Story
from extractor.review.decisions import Opinion
from extractor.review.sidecar import Reviewed

_EVERYONE = "WLD"
Annotated = dict[str, Any]


def annotated_stories(reviewed: Reviewed, *, unfinished: bool = False) -> Iterator[Annotated]:
    """Yield each reviewed story as `extractor evaluate` reads it; with `unfinished` those with some decision too.

    Of several wordings of a story the last counts, since an annotated story is known by its id.
    """
    stories = {story.id: (story, reviewed.opinion(key)) for key, story in reviewed.stories.items()}
    for story, opinion in stories.values():
        if unfinished or is_reviewed(story, opinion):
            yield annotated(story, opinion)


def is_reviewed(story: Story, opinion: Opinion) -> bool:
    """Say whether all that was found in a story has been decided on."""
    return opinion.is_done or (bool(story.events) and all(event.id in opinion.events for event in story.events))


def annotated(story: Story, opinion: Opinion) -> Annotated:
    """Return a story with what holds of it, as an object of JSON."""
    events = (*_kept(story, opinion), *opinion.added)
    annotation = gold.Annotation(
        id=story.id,
        published=story.published.isoformat() if story.published else None,
        people=tuple(_people(story, events)),
        countries=tuple(_countries(story, events)),
        percentages=tuple(
            gold.Percentage(text=one.mention.text, value=_value(one), unit=one.unit) for one in story.percentages
        ),
        dates=tuple(gold.Date(text=one.mention.text, value=one.value) for one in story.dates),
        events=events,
    )
    return {"title": None, "text": story.text, **annotation.model_dump(mode="json")}


def _kept(story: Story, opinion: Opinion) -> Iterator[gold.Event]:
    for event in story.events:
        decision = opinion.events.get(event.id)
        if decision is None or decision.verdict == "accept":
            yield annotated_event(event)
        elif decision.correction:
            yield decision.correction


def annotated_event(event: Event) -> gold.Event:
    """Return an event as an annotator would write it down."""
    return gold.Event(
        kind=event.kind,
        action=event.action,
        indicator=event.indicator,
        status=event.status,
        retaliatory=event.retaliatory,
        actors=event.actors,
        targets=event.targets,
        products=tuple(product.text for product in event.products),
        rates=tuple(gold.Rate(value=_value(rate), unit=rate.unit, role=rate.role) for rate in event.rates),
        dates=tuple(gold.EventDate(value=date.value, role=date.role) for date in event.dates),
        people=tuple(person.name for person in event.people),
        anchor=event.evidence[0].text,
    )


def _value(one: Percentage) -> Any:
    """Return the number, or the range as the form has it in JSON."""
    return [one.low, one.high] if one.value is None else one.value


def _people(story: Story, events: tuple[gold.Event, ...]) -> Iterator[gold.Person]:
    yield from map(_person, story.people)
    known = {person.name for person in story.people}
    for name in dict.fromkeys(name for event in events for name in event.people):
        if name not in known:
            yield gold.Person(name=name)


def _person(person: Person) -> gold.Person:
    return gold.Person(name=person.name, roles=tuple(gold.Role(title=one.title, of=one.of) for one in person.roles))


def _countries(story: Story, events: tuple[gold.Event, ...]) -> list[str]:
    named = {code for event in events for code in (*event.actors, *event.targets)} - {_EVERYONE}
    return sorted({country.code for country in story.countries} | named)
