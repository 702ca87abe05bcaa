"""Stories for tests: any that the records allow (`stories()`, for hypothesis), and plain ones with a few events."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

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
    Subject,
)

# Stories take a while to make up, and machines may be busy.
UNHURRIED = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = ("CHL", "EUN", "PER")
MARKUP = "<car>&'\"</car>"
DAYS = st.dates()
MINUTES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8) | st.just(MARKUP)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.just(
    f"U.S. & {MARKUP}\n\nduties\0of \u2028 24% on\n May 1 😀"
)
VALUES = WORDS | st.sampled_from(["2025-04", "P90D", "199", "PRESENT_REF", "2025-W01", "2020-W53"])
SUBJECTS = st.builds(Subject, code=st.from_regex(r"medtop:[0-9]{8}", fullmatch=True), name=st.none() | WORDS)


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Span(start=start, end=end, text=text[start:end])


def percentages_of(text: str, **more: Any) -> st.SearchStrategy[dict[str, Any]]:
    number = st.fixed_dictionaries({"value": NUMBERS})
    bounds = st.fixed_dictionaries({"low": NUMBERS, "high": NUMBERS})
    unit = st.sampled_from(["percent", "percentage_point", "basis_point"])
    qualifier = st.sampled_from(["about", "up_to", None])
    common = st.fixed_dictionaries({"unit": unit, "qualifier": qualifier, "mention": spans_of(text), **more})
    return st.tuples(number | bounds, common).map(lambda both: both[0] | both[1])


def dates_of(text: str, **more: Any) -> st.SearchStrategy[dict[str, Any]]:
    days = st.tuples(DAYS, DAYS).map(sorted).map(lambda both: {"earliest": both[0], "latest": both[1]})
    common = st.fixed_dictionaries({"value": VALUES, "mention": spans_of(text), **more})
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
        targets=(*draw(codes), *draw(st.sampled_from([("WLD",), ()]))),
        products=tuple(draw(st.lists(st.builds(Product, text=WORDS, hs=codes, mention=piece), max_size=2))),
        rates=tuple(Rate(**draw(percentages_of(text, role=rate))) for _ in range(draw(st.integers(0, 2)))),
        dates=tuple(EventDate(**draw(dates_of(text, role=date))) for _ in range(draw(st.integers(0, 2)))),
        people=tuple(EventPerson(name=name, part="speaker") for name in people),
        legal_basis=tuple(draw(st.lists(WORDS, max_size=2))),
        trigger=draw(piece),
        evidence=tuple(draw(st.lists(piece, min_size=1, max_size=2))),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Any story that the records allow."""
    text = draw(TEXTS)
    piece = spans_of(text)
    roles = st.lists(st.builds(Role, title=WORDS, of=st.none() | st.sampled_from(CODES), mention=piece), max_size=2)
    people = draw(st.lists(WORDS, max_size=2, unique=True).map(tuple))
    form = st.sampled_from(["name", "demonym", "capital"])
    return Story(
        id=draw(WORDS),
        source=draw(st.text(st.characters(codec="utf-8"))),
        version=draw(st.none() | WORDS),
        corrects=tuple(draw(st.lists(WORDS, max_size=2))),
        usage=draw(st.sampled_from(["usable", "canceled", None])),
        title=draw(st.none() | WORDS),
        published=draw(st.none() | DAYS | st.datetimes(timezones=MINUTES)),
        published_from=draw(st.sampled_from(["option", "metadata", "dateline", "text", None])),
        subjects=tuple(draw(st.lists(SUBJECTS, max_size=2))),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        people=tuple(Person(name=name, roles=tuple(draw(roles)), mentions=(draw(piece),)) for name in people),
        countries=tuple(
            Country(code=code, name=draw(WORDS), mentions=(CountryMention(form=draw(form), **dict(draw(piece))),))
            for code in CODES
        ),
        percentages=tuple(Percentage(**draw(percentages_of(text))) for _ in range(draw(st.integers(0, 2)))),
        dates=tuple(Date(**draw(dates_of(text))) for _ in range(draw(st.integers(0, 2)))),
        events=tuple(draw(st.lists(events_of(text, people), max_size=2, unique_by=lambda event: event.id))),
        warnings=tuple(draw(st.lists(WORDS, max_size=2))),
    )


def span(text: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(text), text=text)


def event(name: str = "e1", **changes: Any) -> Event:
    """A tariff of the US on Japan; `changes` go before what is said here."""
    fields: dict[str, Any] = {
        "kind": "tariff",
        "action": "impose",
        "status": "actual",
        "actors": ("USA",),
        "targets": ("JPN",),
        "trigger": span("levy"),
        "evidence": (span(f"Sentence of {name}."),),
        "confidence": 0.9,
    }
    return Event.model_validate(fields | {"id": name} | changes)


def story(name: str = "s1", *events: Event, **changes: Any) -> Story:
    """A story with these events, and with the countries that they name."""
    codes = {code for event in events for code in (*event.actors, *event.targets)} - {"WLD"}
    countries = tuple(
        Country(code=code, name=code, mentions=(CountryMention(start=0, end=3, text=code, form="name"),))
        for code in sorted(codes)
    )
    fields: dict[str, Any] = {"source": f"{name}.txt", "published": dt.date(2025, 4, 16), "text_sha256": "0" * 64}
    return Story.model_validate(fields | {"id": name, "countries": countries, "events": events} | changes)
