"""Laws of the records: they survive JSON, their spans are found and checked, and what contradicts itself is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from made import UNHURRIED, span, stories
from pydantic import ValidationError

from extractor.records import (
    ACTIONS,
    KINDS,
    Country,
    CountryMention,
    Date,
    Event,
    EventPerson,
    Percentage,
    Person,
    Span,
    Story,
    spans,
)


@UNHURRIED
@given(stories())
def test_a_story_survives_json(story: Story) -> None:
    assert Story.model_validate_json(story.model_dump_json()) == story


@UNHURRIED
@given(stories())
def test_every_span_is_found_however_deep(story: Story) -> None:
    assert len(list(spans(story))) == story.model_dump_json().count('"start":')


def event(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "e1", "kind": "tariff", "action": "impose", "status": "actual", "trigger": span("levy"),
        "evidence": (span("levy"),), "confidence": 1,
    }  # fmt: skip
    return base | changes


def story(**changes: Any) -> dict[str, Any]:
    return {"id": "s1", "source": "-", "text_sha256": "0" * 64} | changes


PERU = Country(code="PER", name="Peru", mentions=(CountryMention(start=0, end=4, text="Peru", form="name"),))


@pytest.mark.parametrize(
    ("record", "fields", "words"),
    [
        (Span, {"start": 2, "end": 5, "text": "duty"}, "span 2:5 does not have the length of its text 'duty'"),
        (Span, {"start": -1, "end": 0, "text": "x"}, "greater than or equal to 0"),
        (Percentage, {"mention": span("5%")}, "either `value` or both `low` and `high`"),
        (Percentage, {"low": 5, "mention": span("5%")}, "either `value` or both `low` and `high`"),
        (Percentage, {"value": 5, "low": 4, "high": 6, "mention": span("5%")}, "either `value` or both"),
        (Date, {"value": "X", "earliest": "2025-02-01", "latest": "2025-01-01", "mention": span("x")}, "lies before"),
        (Person, {"name": "Rojas", "mentions": ()}, "at least 1 item"),
        (Country, {"code": "Peru", "name": "Peru", "mentions": PERU.mentions}, "should match pattern"),
        (Event, event(action="sign"), "tariff has no action sign; it has impose, raise, cut"),
        (Event, event(indicator="exports"), "flows, and only flows, have an indicator"),
        (Event, event(kind="flow", action="rise"), "flows, and only flows, have an indicator"),
        (Event, event(evidence=()), "at least 1 item"),
        (Event, event(confidence=1.1), "less than or equal to 1"),
        (Event, event(verb="levies"), "Extra inputs are not permitted"),
        (Story, story(published="2025-04-16T12:00:00"), "should have timezone info"),
        (Story, story(text_sha256="abc"), "should match pattern"),
        (
            Story,
            story(events=(Event(**event(actors=("PER",))),)),
            "names ['PER'], which are not among the story's countries",
        ),
        (
            Story,
            story(events=(Event(**event(people=(EventPerson(name="Rojas", part="speaker"),))),)),
            "names ['Rojas'], who are not among the story's people",
        ),
        (Story, story(countries=(PERU, PERU)), "countries ['PER'] are there twice"),
        (Story, story(events=(Event(**event()), Event(**event()))), "events ['e1'] are there twice"),
        (Story, story(text="Chile", countries=(PERU,)), "span 0:4 is not 'Peru' in the story's text"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(record: type[Any], fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        record(**fields)
    assert words in str(caught.value)


def test_the_world_needs_no_country() -> None:
    assert Story(**story(events=(Event(**event(targets=("WLD",))),))).events[0].targets == ("WLD",)


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        span("duty").start = 3  # type: ignore[misc]


def test_every_kind_has_its_actions() -> None:
    assert tuple(ACTIONS) == KINDS
    assert all(ACTIONS.values())
