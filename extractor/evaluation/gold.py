"""The form of an annotated story, one JSON object a story. docs/evaluation.md shows it to its users.

    {"id": "a-1", "published": "2025-03-03", "people": [{"name": "...", "roles": [{"title": "...", "of": "PER"}]}],
     "countries": ["PER"], "percentages": [{"text": "5%", "value": 5}],
     "dates": [{"text": "Monday", "value": "2025-03-03"}],
     "events": [{"kind": "tariff", "action": "cut", "status": "planned", "actors": ["PER"], "targets": [],
                 "retaliatory": false, "products": ["grapes"], "rates": [{"value": 5, "role": "rate"}], "dates": [],
                 "people": [], "anchor": "will cut its duty on grapes"}]}

Each list is a record's list without spans (records.py): values alone, and for an event the words that state it best.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, field_serializer, field_validator, model_validator

from extractor.records import ACTIONS, Action, Alpha3, Indicator, Kind, NonEmpty, Record, Status

LARGEST = 1e12  # no percentage is


class Role(Record):
    """An office or occupation that the story gives a person."""

    title: NonEmpty
    of: str | None = None


class Person(Record):
    """One person of the story."""

    name: NonEmpty
    roles: tuple[Role, ...] = ()


class Amount(Record):
    """A number, or a range as [low, high], and what it counts."""

    value: float | tuple[float, float]
    unit: Literal["percent", "percentage_point", "basis_point"] = "percent"

    @field_validator("value", mode="plain")
    @classmethod
    def _number_or_range(cls, value: Any) -> float | tuple[float, float]:
        if _is_number(value):
            return float(value)
        if isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)):
            return float(value[0]), float(value[1])
        raise ValueError(f"{value!r} is neither a number nor a range, [low, high]")

    @field_serializer("value")
    def _as_in_the_form(self, value: float | tuple[float, float]) -> float | list[float]:
        return list(value) if isinstance(value, tuple) else value

    @property
    def numbers(self) -> tuple[float, ...]:
        """The number, or both ends of the range."""
        return self.value if isinstance(self.value, tuple) else (self.value,)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


class Percentage(Amount):
    """One mention of a percentage."""

    text: NonEmpty


class Rate(Amount):
    """A percentage of an event."""

    role: Literal["rate", "previous", "change"] = "rate"


class Date(Record):
    """One mention of a date with its TIMEX3 value."""

    text: NonEmpty
    value: NonEmpty


class EventDate(Record):
    """A date of an event, by its TIMEX3 value."""

    value: NonEmpty
    role: Literal["date", "effective", "until", "duration"] = "date"


class Event(Record):
    """One trade fact of the story; `anchor` is the piece of the text that states it best."""

    kind: Kind
    action: Action
    indicator: Indicator | None = None
    status: Status
    retaliatory: Annotated[bool, Field(strict=True)] = False
    actors: tuple[Alpha3, ...] = ()
    targets: tuple[Alpha3, ...] = ()
    products: tuple[NonEmpty, ...] = ()
    rates: tuple[Rate, ...] = ()
    dates: tuple[EventDate, ...] = ()
    people: tuple[NonEmpty, ...] = ()
    anchor: NonEmpty

    @model_validator(mode="after")
    def _kind_allows_action(self) -> Self:
        if self.action not in ACTIONS[self.kind]:
            raise ValueError(f"{self.kind} has no action {self.action}; it has {', '.join(ACTIONS[self.kind])}")
        if (self.indicator is not None) != (self.kind == "flow"):
            raise ValueError("flows, and only flows, have an indicator: exports, imports, balance or trade")
        return self


class Annotation(Record):
    """What a careful reader takes from one story. Nothing may be left out: an empty list says that there is nothing."""

    model_config = ConfigDict(coerce_numbers_to_str=True, str_strip_whitespace=True)

    id: NonEmpty
    published: str | None
    people: tuple[Person, ...]
    countries: tuple[Alpha3, ...]
    percentages: tuple[Percentage, ...]
    dates: tuple[Date, ...]
    events: tuple[Event, ...]
