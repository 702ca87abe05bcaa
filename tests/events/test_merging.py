"""Merging: which mentions are one fact."""

from dataclasses import replace

import pytest

from extractor.events.arguments import Values
from extractor.events.features import Candidate
from extractor.events.merging import merge
from extractor.events.reading import Link, Mention

KEYS = {
    "country": {0: "USA", 1: "JPN", 2: "CHN"},
    "percentage": {0: "25", 1: "10", 2: "25"},
    "product": {0: "steel", 1: "car"},
    "date": {0: "2024", 1: "2025"},
}
FOUND = Values(places={}, keys=KEYS, traits={}, ranks={}, kinds=[])
TARIFF = Mention(
    candidate=Candidate(0, 3, "tariff"),
    kind="tariff",
    action="impose",
    indicator=None,
    status="actual",
    retaliatory=False,
    chance=0.9,
    values={("country", 0): Link("actor", 0.9)},
)


def mention(sentence: int, *values: tuple[str, int, str], **changes: object) -> Mention:
    links = {(sort, ref): Link(role, 0.8) for sort, ref, role in values}
    given = {"candidate": Candidate(sentence, 0, "tariff"), "values": links, "chance": 0.5} | changes
    return replace(TARIFF, **given)  # type: ignore[arg-type]


def facts(*mentions: Mention) -> int:
    return len(merge([TARIFF, *mentions], FOUND))


SAME = {
    "nothing more is told": mention(1),
    "the same actor": mention(1, ("country", 0, "actor")),
    "a rate is added": mention(1, ("percentage", 0, "rate")),
    "planned and actual": mention(1, status="planned"),
}
OTHER = {
    "another action": mention(1, action="cut"),
    "another kind": mention(1, kind="restriction"),
    "another actor": mention(1, ("country", 2, "actor")),
    "a refusal": mention(1, status="ruled_out"),
}


@pytest.mark.parametrize("case", SAME)
def test_mentions_that_agree_are_one_fact(case: str) -> None:
    assert facts(SAME[case]) == 1


@pytest.mark.parametrize("case", OTHER)
def test_mentions_that_differ_are_two_facts(case: str) -> None:
    assert facts(OTHER[case]) == 2


def test_a_threat_and_its_deed_are_one_fact_but_talks_held_and_to_come_are_two() -> None:
    held, hoped = (
        mention(place, kind="talks", action="hold", status=status) for place, status in ((1, "actual"), (2, "possible"))
    )
    assert len(merge([held, hoped], FOUND)) == 2
    assert facts(mention(1, status="possible")) == 1


def test_rates_are_compared_by_value_not_by_place() -> None:
    first, again = mention(1, ("percentage", 0, "rate")), mention(2, ("percentage", 2, "rate"))
    assert len(merge([first, again], FOUND)) == 1
    assert len(merge([first, mention(2, ("percentage", 1, "rate"))], FOUND)) == 2


def test_one_rate_in_one_sentence_is_one_fact_whoever_is_linked_to_it() -> None:
    rate, other = ("percentage", 0, "rate"), ("percentage", 2, "rate")
    first, second = mention(1, rate, ("country", 0, "actor")), mention(1, other, ("country", 2, "actor"))
    assert len(merge([first, second], FOUND)) == 1


def test_goods_and_targets_keep_facts_apart() -> None:
    steel, cars = mention(1, ("product", 0, "product")), mention(1, ("product", 1, "product"))
    japan, china = mention(1, ("country", 1, "target")), mention(1, ("country", 2, "target"))
    assert len(merge([steel, cars], FOUND)) == 2
    assert len(merge([japan, china], FOUND)) == 2


def test_statistics_of_two_periods_are_two_facts() -> None:
    flows = [mention(1, ("date", ref, "date"), kind="flow", action="rise", indicator="exports") for ref in (0, 1)]
    assert len(merge(flows, FOUND)) == 2


def test_a_value_told_twice_stands_once_as_the_surest_mention_has_it() -> None:
    sure = mention(5, ("percentage", 2, "previous"), chance=0.95)
    unsure = mention(1, ("percentage", 0, "rate"), ("product", 0, "product"), chance=0.4)
    [fact] = merge([unsure, sure], FOUND)
    assert fact.of("percentage") == [2]
    assert fact.of("product") == [0]
    assert fact.best is sure
