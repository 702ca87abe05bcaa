"""Merging: which mentions are one fact, and how many facts a group is."""

from dataclasses import replace

import numpy as np
import pytest

from extractor.events.facts import Fact, find_facts
from extractor.events.heads import Offers
from extractor.events.labels import ROLES
from extractor.events.mentions import Mention
from extractor.events.options import Options
from extractor.events.values import Value

VALUES = [
    Value("country", "USA", ()),
    Value("country", "JPN", ()),
    Value("country", "CHN", ()),
    Value("percentage", "25", ()),
    Value("percentage", "10", ()),
    Value("product", "steel", ()),
    Value("product", "car", ()),
    Value("date", "2024", ()),
    Value("date", "2025", ()),
]
NUMBERS = {value.key: number for number, value in enumerate(VALUES)}
OPTIONS = Options(fact=0.4, further=0.6)


def offers(values: dict[str, str]) -> Offers:
    roles = np.zeros((len(VALUES), len(ROLES)), np.float32)
    for key, role in values.items():
        roles[NUMBERS[key], ROLES.index(role)] = 0.8
    roles[:, 0] = 1 - roles.sum(1)
    return Offers(np.arange(len(VALUES)), roles)


def mention(sentence: int, values: dict[str, str] | None = None, **changes: object) -> Mention:
    told = values or {}
    made = Mention(
        word=10 * sentence,
        sentence=sentence,
        start=100 * sentence,
        kind="tariff",
        action="impose",
        indicator=None,
        status="actual",
        retaliatory=False,
        chance=0.5,
        action_chance=0.9,
        offers=offers(told),
        values={NUMBERS[key]: role for key, role in told.items()},
        rate=next((NUMBERS[key] for key in told if VALUES[NUMBERS[key]].sort == "percentage"), None),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


TARIFF = mention(0, {"USA": "actor"}, chance=0.9)


def facts(*mentions: Mention) -> list[Fact]:
    return find_facts(mentions, VALUES, OPTIONS)


SAME = {
    "nothing more is told": mention(1),
    "the same actor": mention(1, {"USA": "actor"}),
    "a rate is added": mention(1, {"25": "rate"}),
    "planned and actual": mention(1, status="planned"),
    "far apart, but alike": mention(9, {"USA": "actor"}),
}
OTHER = {
    "another action": mention(1, action="cut"),
    "another kind": mention(1, kind="restriction"),
    "another actor": mention(1, {"CHN": "actor"}),
    "a refusal": mention(1, status="ruled_out"),
    "far apart, and a rate in one alone": mention(9, {"USA": "actor", "25": "rate"}),
}


@pytest.mark.parametrize("case", SAME)
def test_mentions_that_agree_are_one_fact(case: str) -> None:
    assert len(facts(TARIFF, SAME[case])) == 1


@pytest.mark.parametrize("case", OTHER)
def test_mentions_that_differ_are_two_facts(case: str) -> None:
    assert len(facts(TARIFF, OTHER[case])) == 2


def test_a_threat_and_its_deed_are_one_fact_but_talks_held_and_to_come_are_two() -> None:
    held, hoped = (mention(place, kind="talks", action="hold", status=status) for place, status in enumerate(STATES))
    assert len(facts(held, hoped)) == 2
    assert len(facts(TARIFF, mention(1, status="possible"))) == 1


STATES = ("actual", "possible")


def test_goods_rates_and_targets_keep_facts_apart() -> None:
    pairs = (("steel", "car", "product"), ("25", "10", "rate"), ("JPN", "CHN", "target"))
    assert [len(facts(mention(1, {one: role}), mention(1, {two: role}))) for one, two, role in pairs] == [2, 2, 2]


def test_one_rate_in_one_sentence_is_one_fact_whoever_is_linked_to_it() -> None:
    first, second = mention(1, {"25": "rate", "USA": "actor"}), mention(1, {"25": "rate", "CHN": "actor"})
    assert len(facts(first, second)) == 1
    assert len(facts(first, replace(second, sentence=2))) == 2


def test_statistics_of_two_periods_are_two_facts() -> None:
    flows = [mention(1, {day: "date"}, kind="flow", action="rise", indicator="exports") for day in ("2024", "2025")]
    assert len(facts(*flows)) == 2


def test_a_fact_told_unsurely_twice_is_kept_and_once_is_dropped() -> None:
    assert facts(mention(1, chance=0.3)) == []
    assert len(facts(mention(1, chance=0.3), mention(2, chance=0.3))) == 1


def test_a_group_whose_chances_sum_to_two_is_two_facts_led_by_the_surest() -> None:
    later = {"2025": "date"}
    found = facts(mention(1, chance=0.9), mention(5, later, chance=0.8), mention(4, later, chance=0.3))
    assert [[one.sentence for one in fact.mentions] for fact in found] == [[1], [5, 4]]


def test_what_a_headline_tells_is_no_further_fact_and_leads_none_of_several() -> None:
    headline, lead = mention(0, chance=0.95), mention(1, {"2025": "date"}, chance=0.9)
    [fact] = facts(headline, lead)
    assert [one.sentence for one in fact.mentions] == [0, 1]
    found = facts(headline, lead, mention(2, {"2024": "date"}, chance=0.9))
    assert [sorted(one.sentence for one in fact.mentions) for fact in found] == [[0, 1], [2]]


def test_facts_alike_in_all_are_one_led_by_the_surest_and_keep_their_evidence() -> None:
    settled, dispute = (mention(3, {"USA": "actor"}, start=start, chance=1 - start / 100) for start in (5, 9))
    [fact] = facts(dispute, settled)
    assert (fact.mentions, fact.again) == ((settled,), (dispute,))
    assert len(facts(settled, mention(3, {"JPN": "actor"}))) == 2


def test_a_fact_is_told_by_its_mentions_together() -> None:
    sure = mention(5, {"25": "previous"}, chance=0.9)
    unsure = mention(5, {"25": "rate", "steel": "product", "JPN": "target"}, chance=0.3)
    [fact] = facts(unsure, sure)
    assert fact.best is sure
    assert fact.values == {NUMBERS["25"]: "previous", NUMBERS["steel"]: "product"}


def test_certainty_falls_with_every_doubt() -> None:
    [plain] = facts(mention(1, {"USA": "actor"}, chance=0.9))
    [linked] = facts(mention(1, {"USA": "actor", "25": "rate"}, chance=0.9))
    assert plain.certainty(VALUES) == pytest.approx((0.9, 0.9, 0.8, 1))
    assert linked.certainty(VALUES) == pytest.approx((0.9, 0.9, 0.8, 0.8))
