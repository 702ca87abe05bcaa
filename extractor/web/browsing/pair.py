"""What two countries have done to each other: one way, the other way, and together, in tables of sentences by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from extractor.records import Event, Story
from extractor.view import Html, tag, words
from extractor.view.facts import fact
from extractor.view.facts import names as names_in
from extractor.view.sentence import sentence
from extractor.web.page.article import key_of


class Told(NamedTuple):
    """An event, its story, and its number there."""

    story: Story
    number: int
    event: Event

    @property
    def day(self) -> dt.date | None:
        """The day of the event, else of its story."""
        return fact(self.event, self.story).day


def told_of_pair(stories: Iterable[Story], one: str, other: str) -> Iterator[Told]:
    """Yield the events of stories in which both countries have a part."""
    for story in stories:
        for number, event in enumerate(story.events, 1):
            if {one, other} <= {*event.actors, *event.targets}:
                yield Told(story, number, event)


def narrowed(told: Iterable[Told]) -> list[Story]:
    """Return the stories with these events alone."""
    return [each.story.model_copy(update={"events": (each.event,)}) for each in told]


def sides(told: Iterable[Told], one: str, other: str, names: Mapping[str, str]) -> Iterator[Html]:
    """Yield the three tables; the latest events first."""
    ordered = sorted(told, key=lambda each: each.day or dt.date.min, reverse=True)
    by_side = {
        shown_pair(one, other, names): [each for each in ordered if _acts(each.event, one, other)],
        shown_pair(other, one, names): [each for each in ordered if _acts(each.event, other, one)],
        "Together": [each for each in ordered if {one, other} <= set(each.event.actors)],
    }
    for heading, events in by_side.items():
        table = tag("table", tag("tbody", *map(_row, events)), class_="told")
        yield tag("section", tag("h2", heading), table if events else tag("p", "Nothing was told.", class_="state"))


def shown_pair(one: str, other: str, names: Mapping[str, str]) -> str:
    """Return "Peru → Chile" for two codes."""
    return f"{names.get(one, one)} → {names.get(other, other)}"


def _acts(event: Event, one: str, other: str) -> bool:
    return one in event.actors and other in event.targets


def _row(told: Told) -> Html:
    place = f"/story?{urlencode({'id': told.story.id})}#{key_of(told.story)}-e{told.number}"
    link = tag("a", sentence(told.event, names_in(told.story)), href=place)
    rates = ", ".join(words.rate(rate, action=told.event.action) for rate in told.event.rates)
    day = words.day(told.day) if told.day else ""
    return tag("tr", *(tag("td", part) for part in (day, link, rates, words.STATUS_WORDS[told.event.status])))
