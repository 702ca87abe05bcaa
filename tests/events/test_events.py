"""The events component with its trained heads, on sentences of our own: deeds are told from plans and threats."""

import datetime as dt

import pytest
from spacy.language import Language

from extractor.pipeline import extract, read_stories
from extractor.records import Event, Story
from extractor.wire import WireStory

DAY = dt.date(2025, 6, 12)


def events(text: str, nlp: Language) -> list[Event]:
    return list(extract(text, published=DAY, nlp=nlp).events)


STATUS_ROWS = {
    "The United States imposed a 25% tariff on steel from Canada on Tuesday.": "actual",
    "The United States will impose a 25% tariff on steel from Canada on July 1.": "planned",
    "President Donald Trump threatened to impose a 25% tariff on steel from Canada.": "possible",
    "Canadian Prime Minister Mark Carney ruled out retaliatory tariffs on the United States.": "ruled_out",
    "China has ruled out new tariffs on Japan.": "ruled_out",
    "Brazil's trade chamber on Thursday imposed an anti-dumping duty of up to 61% on cable from China.": "actual",
}


@pytest.mark.parametrize("text", STATUS_ROWS)
def test_threats_plans_and_refusals_are_told_from_deeds(text: str, nlp: Language) -> None:
    found = [event for event in events(text, nlp) if event.kind == "tariff"]
    assert [event.status for event in found] == [STATUS_ROWS[text]]


def test_who_does_what_to_whom(nlp: Language) -> None:
    [event] = events("The United States imposed a 25% tariff on steel from Canada on Tuesday.", nlp)
    assert (event.kind, event.action, event.actors, event.targets) == ("tariff", "impose", ("USA",), ("CAN",))
    assert [(rate.value, rate.role) for rate in event.rates] == [(25.0, "rate")]
    assert [product.text for product in event.products] == ["steel"]
    assert [date.value for date in event.dates] == ["2025-06-10"]


def test_a_law_belongs_to_the_fact_named_before_it(nlp: Language) -> None:
    text = "The United States keeps a 10% tariff on all imports and a 25% duty on cars from Japan under Section 232."
    laws = {rate.value: event.legal_basis for event in events(text, nlp) for rate in event.rates}
    assert laws == {10.0: (), 25.0: ("Section 232",)}


def test_the_word_that_names_the_fact_is_no_number(nlp: Language) -> None:
    [event] = events("The United States imposed a 25% tariff on steel from Canada on Tuesday.", nlp)
    assert not event.trigger.text[0].isdigit()


@pytest.mark.parametrize(
    "text",
    [
        "The Rangers traded their goalkeeper to Boston on Friday.",
        "The council raised the stamp duty on houses by 2%.",
        "Peace talks between the two armies resumed in Cairo.",
    ],
)
def test_what_is_no_trade_fact_gives_no_event(text: str, nlp: Language) -> None:
    assert events(text, nlp) == []


def test_the_same_story_gives_the_same_events_alone_and_in_company(nlp: Language) -> None:
    wires = [WireStory(source=text, body=text) for text in (*STATUS_ROWS, "The Rangers won 3-2. " * 40)]
    together = {
        story.source: story for story in read_stories(wires, nlp=nlp, published=DAY) if isinstance(story, Story)
    }
    assert [list(together[text].events) for text in STATUS_ROWS] == [events(text, nlp) for text in STATUS_ROWS]
