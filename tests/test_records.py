"""Laws of the records: they survive JSON, their spans are found and checked, and what contradicts itself is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.records import (
    ACTIONS,
    KINDS,
    STATUSES,
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
    Role,
    Span,
    Story,
    spans,
)

CODES = ("CHL", "EUN", "PER")
DAYS = st.dates()
MINUTES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Span(start=start, end=end, text=text[start:end])


def percentages_of(text: str, **more: Any) -> st.SearchStrategy[dict[str, Any]]:
    number = st.fixed_dictionaries({"value": NUMBERS})
    bounds = st.fixed_dictionaries({"low": NUMBERS, "high": NUMBERS})
    unit = st.sampled_from(["percent", "percentage_point", "basis_point"])
    common = st.fixed_dictionaries({"unit": unit, "mention": spans_of(text), **more})
    return st.tuples(number | bounds, common).map(lambda both: both[0] | both[1])


def dates_of(text: str, **more: Any) -> st.SearchStrategy[dict[str, Any]]:
    days = st.tuples(DAYS, DAYS).map(sorted).map(lambda both: {"earliest": both[0], "latest": both[1]})
    common = st.fixed_dictionaries({"value": WORDS, "mention": spans_of(text), **more})
    return st.tuples(days | st.just({}), common).map(lambda both: both[0] | both[1])


@st.composite
def events_of(draw: st.DrawFn, text: str, people: tuple[str, ...]) -> Event:
    kind = draw(st.sampled_from(KINDS))
    piece = spans_of(text)
    codes = st.lists(st.sampled_from(CODES), unique=True).map(tuple)
    rate, date = st.sampled_from(["rate", "previous", "change"]), st.sampled_from(["date", "until"])
    return Event(
        id=draw(WORDS),
        kind=kind,
        action=draw(st.sampled_from(ACTIONS[kind])),
        indicator=draw(st.sampled_from(["exports", "balance"])) if kind == "flow" else None,
        status=draw(st.sampled_from(STATUSES)),
        cue=draw(st.none() | piece),
        condition=draw(st.none() | piece),
        retaliatory=draw(st.booleans()),
        actors=draw(codes),
        targets=(*draw(codes), "WLD"),
        products=tuple(draw(st.lists(st.builds(Product, text=WORDS, mention=piece), max_size=2))),
        rates=tuple(Rate(**draw(percentages_of(text, role=rate))) for _ in range(draw(st.integers(0, 2)))),
        dates=tuple(EventDate(**draw(dates_of(text, role=date))) for _ in range(draw(st.integers(0, 2)))),
        people=tuple(EventPerson(name=name, part="speaker") for name in people),
        trigger=draw(piece),
        evidence=tuple(draw(st.lists(piece, min_size=1, max_size=2))),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    text = draw(st.text(st.characters(codec="utf-8"), max_size=40))
    piece = spans_of(text)
    roles = st.lists(st.builds(Role, title=WORDS, of=st.none() | st.sampled_from(CODES), mention=piece), max_size=2)
    people = draw(st.lists(WORDS, max_size=2, unique=True).map(tuple))
    form = st.sampled_from(["name", "demonym", "capital"])
    return Story(
        id=draw(WORDS),
        source=draw(st.text(st.characters(codec="utf-8"))),
        title=draw(st.none() | WORDS),
        published=draw(st.none() | DAYS | st.datetimes(timezones=MINUTES)),
        published_from=draw(st.sampled_from(["option", "metadata", "dateline", "text", None])),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        people=tuple(Person(name=name, roles=tuple(draw(roles)), mentions=(draw(piece),)) for name in people),
        countries=tuple(
            Country(code=code, name=code, mentions=(CountryMention(form=draw(form), **dict(draw(piece))),))
            for code in CODES
        ),
        percentages=tuple(Percentage(**draw(percentages_of(text))) for _ in range(draw(st.integers(0, 2)))),
        dates=tuple(Date(**draw(dates_of(text))) for _ in range(draw(st.integers(0, 2)))),
        events=tuple(draw(st.lists(events_of(text, people), max_size=2))),
        warnings=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@settings(max_examples=50)
@given(stories())
def test_a_story_survives_json(story: Story) -> None:
    assert Story.model_validate_json(story.model_dump_json()) == story


@settings(max_examples=50)
@given(stories())
def test_every_span_is_found_however_deep(story: Story) -> None:
    assert len(list(spans(story))) == story.model_dump_json().count('"start":')


def span(text: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(text), text=text)


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
