"""Which list of a record goes to which table. To give a new list of the records a table, add a row to STORY."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from extractor.records import (
    Country,
    CountryMention,
    Date,
    Event,
    EventDate,
    EventPerson,
    Percentage,
    Person,
    Product,
    Rate,
    Record,
    Role,
    Span,
    Story,
    Subject,
)


@dataclasses.dataclass(frozen=True, eq=False)
class Part:
    """A list within a record, and the table that holds its items.

    `of` is the model of the items, or where they are plain texts the name of their column. `handle` is by which column
    the item's own parts name it, and how they call that. `label` tells apart lists that share a table.
    """

    field: str
    table: str
    of: type[Record] | str
    handle: tuple[str, str] = ("place", "")
    label: dict[str, str] = dataclasses.field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def walk(self, above: tuple[Part, ...] = ()) -> Iterator[tuple[Part, tuple[Part, ...]]]:
        """Yield this part and all within it, each with those that it lies in, the outermost first."""
        yield self, above
        for part in self.parts:
            yield from part.walk((*above, self))


STORY = Part("", "stories", Story, handle=("id", "story_id"), parts=(
    Part("corrects", "corrections", "corrects"),
    Part("subjects", "subjects", Subject),
    Part("people", "people", Person, handle=("place", "person"), parts=(
        Part("roles", "roles", Role),
        Part("mentions", "mentions", Span),
    )),
    Part("countries", "countries", Country, handle=("code", "country"), parts=(
        Part("mentions", "mentions", CountryMention),
    )),
    Part("percentages", "percentages", Percentage),
    Part("dates", "dates", Date),
    Part("events", "events", Event, handle=("id", "event_id"), parts=(
        Part("actors", "event_countries", "code", label={"part": "actor"}),
        Part("targets", "event_countries", "code", label={"part": "target"}),
        Part("products", "event_products", Product, handle=("place", "product"), parts=(
            Part("hs", "event_codes", "hs"),
        )),
        Part("rates", "event_rates", Rate),
        Part("dates", "event_dates", EventDate),
        Part("people", "event_people", EventPerson),
        Part("legal_basis", "event_laws", "law"),
        Part("evidence", "evidence", Span),
    )),
    Part("warnings", "warnings", "warning"),
))  # fmt: skip
