"""Short names for what a story holds, by which marks in its text and words on its cards find each other.

    c1, c2 countries;  p1 people;  r1 percentages;  d1 dates;  e1 events;  v1 the evidence of event e1

Each element lists the keys of all that it stands for (`data-of="c1 e3"`); the script lights those that share one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractor.records import Span, Story

Place = tuple[int, int]


@dataclass(frozen=True)
class Keys:
    """The keys of one story."""

    story: Story

    @cached_property
    def countries(self) -> dict[str, str]:
        """Keys by alpha-3 code."""
        return {country.code: f"c{number}" for number, country in enumerate(self.story.countries, 1)}

    @cached_property
    def people(self) -> dict[str, str]:
        """Keys by name."""
        return {person.name: f"p{number}" for number, person in enumerate(self.story.people, 1)}

    @cached_property
    def values(self) -> dict[Place, str]:
        """Keys of percentages and dates by their place."""
        rates = {place(item.mention): f"r{number}" for number, item in enumerate(self.story.percentages, 1)}
        return rates | {place(item.mention): f"d{number}" for number, item in enumerate(self.story.dates, 1)}

    @cached_property
    def triggers(self) -> dict[int, str]:
        """The key of the first event that is named at an offset."""
        numbered = enumerate(self.story.events, 1)
        return dict(reversed([(event.trigger.start, f"e{number}") for number, event in numbered]))

    @cached_property
    def names(self) -> dict[str, str]:
        """The countries' names by their codes."""
        return {country.code: country.name for country in self.story.countries}


def place(span: Span) -> Place:
    """Return where a span lies."""
    return span.start, span.end
