"""The component with random heads: whatever they find, the records are whole, exact, and the same each time."""

import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.events import Events
from extractor.events.heads import Heads
from extractor.events.mentions import MEASURES
from extractor.events.options import Options
from extractor.events.record import LASTING
from extractor.records import Event, spans

Marker = Callable[[str], Doc]

WORDS = (
    "Japan China Tokyo Mori Lin said imposed cut met steel cars 5% 10% Monday tariffs anti-dumping if . \n\n the".split(
        " "
    )
)
STORIES = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=60).map(" ".join)
TEXT = "Japan imposed 10% anti-dumping tariffs on steel. Mori said China met Lin on cars on Monday, if duties are cut."


def read(doc: Doc, heads: Heads) -> tuple[Event, ...]:
    Events(heads, options=Options(fact=0.2, link=0.2, party=0.1))(doc)
    found: tuple[Event, ...] = doc._.events
    return found


def copied(component: Events) -> Events:
    """As another process gets it."""
    again = pickle.loads(pickle.dumps(component))  # noqa: S301
    assert isinstance(again, Events)
    return again


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_records_of_any_text_are_exact_and_of_the_doc(mark: Marker, heads: Heads, text: str) -> None:
    doc = mark(text)
    codes = {"WLD", *(country.code for country in doc._.countries)}
    for event in read(doc, heads):
        assert all(text[span.start : span.end] == span.text for span in spans(event))
        assert codes.issuperset((*event.actors, *event.targets))
        assert {person.name for person in event.people} <= {person.name for person in doc._.people}
        assert {product.mention for product in event.products} <= {product.mention for product in doc._.products}
        assert any(span.start <= event.trigger.start < span.end for span in event.evidence[:1])
        assert 0 <= event.confidence <= 1
    assert [event.trigger.start for event in doc._.events] == sorted(event.trigger.start for event in doc._.events)


def test_a_story_that_hardly_speaks_of_trade_must_be_surer_of_its_facts(mark: Marker, heads: Heads) -> None:
    aside = "Japan met Lin. Mori said China met Lin on Monday. " * 10
    component = Events(heads, options=Options(fact=0.2, aside=1000))
    assert not component(mark(aside))._.events
    assert component(mark(f"{aside} Tariffs, imports and exports."))._.events


def test_a_measure_that_begins_on_a_day_to_come_is_a_plan(mark: Marker, heads: Heads) -> None:
    statuses = {}
    for told in (dt.date(2025, 3, 9), dt.date(2025, 3, 10), None):
        found = []
        for number in range(40):
            doc = mark(f"Japan imposed {number}% anti-dumping tariffs on steel. {TEXT} China raised tariffs on Monday.")
            doc._.published = told
            doc._.dates = tuple(date.model_copy(update={"earliest": dt.date(2025, 3, 10)}) for date in doc._.dates)
            found += [event for event in read(doc, heads) if any(date.role == "effective" for date in event.dates)]
        measures = [event for event in found if event.kind in MEASURES and event.action not in LASTING]
        statuses[told] = [event.status for event in measures]
    before, on_the_day, unknown = statuses.values()
    assert on_the_day == unknown
    assert "actual" in on_the_day
    assert before == ["planned" if status == "actual" else status for status in on_the_day]


def test_random_heads_find_something(mark: Marker, heads: Heads) -> None:
    found = read(mark(TEXT), heads)
    assert found
    assert any(event.rates or event.products or event.people for event in found)


def test_the_same_story_gives_the_same_records_and_a_copy_of_the_component_too(
    mark: Marker, heads: Heads, tmp_path: Path
) -> None:
    component = Events(heads)
    first = component(mark(TEXT))._.events
    component.to_disk(tmp_path / "events")
    for other in (component, copied(component), Events().from_disk(tmp_path / "events")):
        assert other(mark(TEXT))._.events == first


def test_the_word_that_names_a_fact_is_whole_and_a_rate_is_its_percentage(
    mark: Marker, make_heads: Callable[..., Heads]
) -> None:
    named = {event.trigger.text for seed in range(12) for event in read(mark(TEXT), make_heads(seed=seed))}
    assert "anti-dumping" in named
    assert not {"dumping", "10"} & named


@pytest.mark.parametrize("text", ["", " \n", "by of on", "."])
def test_a_story_without_candidates_has_no_events(text: str, mark: Marker, heads: Heads) -> None:
    assert read(mark(text), heads) == ()


def test_values_are_those_nearest_to_the_fact(mark: Marker, heads: Heads) -> None:
    doc = mark("Steel rose 5%. China cut steel by 5% on Monday.")
    near = {doc._.percentages[1].mention.start, doc._.percentages[0].mention.start}
    for event in read(doc, heads):
        in_second = event.trigger.start >= doc.text.index("China")
        assert {rate.mention.start for rate in event.rates} <= {max(near) if in_second else min(near)}


def test_a_component_without_weights_says_so(mark: Marker) -> None:
    with pytest.raises(ValueError, match="has no weights"):
        Events()(mark(TEXT))


def test_a_doc_without_vectors_is_told(mark: Marker, heads: Heads) -> None:
    doc = mark(TEXT)
    doc.tensor = doc.tensor[:0]
    with pytest.raises(ValueError, match="set `vectors` of the component 'encoder'"):
        Events(heads)(doc)
