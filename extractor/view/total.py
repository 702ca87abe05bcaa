"""What stories hold in sum: a sentence, charts, and the bar of filters that goes with them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from extractor.records import Story
from extractor.view import words
from extractor.view.charts import charts
from extractor.view.facts import Fact, fact, names
from extractor.view.filters import filters
from extractor.view.markup import Html


class Total:
    """The events of each story, and the countries' names by their codes. It keeps no text."""

    def __init__(self, stories: Iterable[Story] = ()) -> None:
        self.stories: list[list[Fact]] = []
        self.names: dict[str, str] = {}
        for story in stories:
            self.add(story)

    def add(self, story: Story) -> None:
        """Count a story in."""
        self.stories.append([fact(event, story) for event in story.events])
        self.names.update(names(story))

    @property
    def events(self) -> list[Fact]:
        """The events of all stories."""
        return list(chain.from_iterable(self.stories))

    def sentence(self) -> str:
        """Say how much there is, and of which time."""
        events, stories = words.count(len(self.events), "event"), words.count(len(self.stories), "story")
        countries = words.count(len({code for fact in self.events for code in fact.countries}), "country")
        days = {fact.day for fact in self.events if fact.day}
        span = f", from {words.day(min(days))} to {words.day(max(days))}" if len(days) > 1 else ""
        return f"{events} of {countries} in {stories}{span}"

    def charts(self) -> Html:
        """Return the charts, of which one is seen at a time."""
        return charts(self.events, self.names)

    def filters(self) -> Html:
        """Return the bar of filters."""
        return filters(self.events, self.names)
