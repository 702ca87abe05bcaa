"""Events as sentences."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from extractor.records import ACTIONS, STATUSES, Action, Event, Indicator, Kind, Span
from extractor.view.sentence import DEEDS, sentence

NAMES = {"USA": "United States", "JPN": "Japan", "CHN": "China", "EUN": "European Union", "BRA": "Brazil"}

# kind, action, status, actors > targets = sentence
ROWS = """
tariff impose planned USA > JPN = The United States will impose a tariff on Japan
tariff raise actual CHN > = China raised a tariff
tariff cut possible > JPN = A tariff on Japan may be cut
tariff exempt actual USA > JPN = The United States granted an exemption from a tariff for Japan
tariff keep ruled_out USA > WLD = The United States will not keep a tariff on all countries
restriction remove actual > CHN = A restriction on China was lifted
restriction raise planned USA > CHN EUN = The United States will tighten a restriction on China and the European Union
talks hold actual JPN USA > = Japan and the United States held talks
talks hold planned > = Talks will be held
talks request actual JPN > USA = Japan asked for talks with the United States
talks break_off actual USA > = The United States broke off talks
talks break_off actual > = Talks were broken off
agreement sign possible CHN BRA > = China and Brazil may sign an agreement
investigation open actual USA > CHN = The United States opened an investigation into China
dispute rule actual > CHN = A dispute with China was ruled on
flow fall actual JPN > USA = Japan: exports to the United States fell
flow rise possible > CHN = Exports to China may rise
flow level actual CHN > = China: exports came to a stated amount
"""


def event(kind: Kind, action: Action, status: str, **parts: Any) -> Event:
    word = Span(start=0, end=1, text="D")
    known = {"id": "e", "kind": kind, "action": action, "status": status, "trigger": word, "evidence": (word,)}
    flow = {"indicator": "exports"} if kind == "flow" else {}
    return Event.model_validate({"confidence": 0.5, **known, **flow, **parts})


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_an_event_is_told(row: str) -> None:
    given, _, told = row.partition(" = ")
    who, _, whom = given.partition(">")
    kind, action, status, *actors = who.split()
    assert sentence(event(kind, action, status, actors=actors, targets=whom.split()), NAMES) == told


@pytest.mark.parametrize("indicator", get_args(Indicator))
def test_flows_are_told_by_what_is_counted(indicator: Indicator) -> None:
    words = {"exports": "exports to", "imports": "imports from", "balance": "trade balance with", "trade": "trade with"}
    flow = event("flow", "rise", "actual", indicator=indicator, actors=("JPN",), targets=("CHN",))
    assert sentence(flow, NAMES) == f"Japan: {words[indicator]} China rose"


def test_retaliation_is_told() -> None:
    hit_back = event("tariff", "suspend", "actual", retaliatory=True, actors=("EUN",), targets=("USA",))
    assert sentence(hit_back, NAMES) == "The European Union suspended a retaliatory tariff on the United States"


def test_many_parties_are_counted() -> None:
    pact = event("agreement", "reach", "actual", actors=("JPN", "CHN", "BRA", "USA", "EUN"))
    assert sentence(pact, NAMES) == "Japan, China, Brazil and 2 others reached an agreement"


@pytest.mark.parametrize("status", STATUSES)
def test_every_kind_and_action_has_its_words(status: str) -> None:
    told = [sentence(event(kind, action, status), NAMES) for kind in ACTIONS for action in ACTIONS[kind]]
    assert len(set(told)) == len(told)
    assert all(line[0].isupper() and "_" not in line for line in told)
    assert {kind: tuple(deeds) for kind, deeds in DEEDS.items()} == {
        kind: actions for kind, actions in ACTIONS.items() if kind != "flow"
    }
