"""The views, on a few stories whose answers are plain: the same on every database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from made import event, span, story

from extractor.records import Story
from extractor.sinks import open_target

Ask = Callable[[str, str], list[tuple[Any, ...]]]


def rate(value: float, role: str = "rate") -> dict[str, Any]:
    return {"value": value, "role": role, "mention": span("9%")}


def good(text: str, *hs: str) -> dict[str, Any]:
    return {"text": text, "hs": hs, "mention": span(text)}


def day(value: str, role: str) -> dict[str, Any]:
    return {"value": value, "earliest": value, "latest": value, "role": role, "mention": span("Monday")}


@pytest.fixture
def answers(database: str, ask: Ask) -> Callable[..., list[tuple[Any, ...]]]:
    """Write stories, and return what a query then answers, days as text."""

    def answers(query: str, *stories: Story) -> list[tuple[Any, ...]]:
        with open_target(database) as write:
            for each in stories:
                write(each)
        rows = ask(database, query)
        return sorted(tuple(value if isinstance(value, float | None) else str(value) for value in row) for row in rows)

    return answers


def told(name: str, when: str, *events: Any) -> Story:
    return story(name, *events, published=when)


def test_pairs_are_one_row_for_each_actor_and_target_with_the_best_sentence(answers: Callable[..., Any]) -> None:
    rows = answers(
        "SELECT told, actor, target, sentence FROM event_pairs WHERE kind = 'tariff'",
        told(
            "a",
            "2025-04-02",
            event("e1", actors=("USA", "CAN"), targets=("CHN",), evidence=(span("One."), span("Two."))),
        ),
        told("b", "2025-04-03", event("e2", actors=())),
    )
    assert rows == [
        ("2025-04-02", "CAN", "CHN", "One."),
        ("2025-04-02", "USA", "CHN", "One."),
        ("2025-04-03", None, "JPN", "Sentence of e2."),
    ]  # fmt: skip


IN_FORCE = "SELECT actor, target, goods, hs, rate, rate_told, action, told FROM tariffs_in_force"


def test_in_force_is_the_last_word_with_the_last_rate(answers: Callable[..., Any]) -> None:
    rows = answers(
        IN_FORCE,
        told("a", "2025-04-02", event("e1", rates=(rate(10.0, "previous"), rate(24.0)))),
        told(
            "b", "2025-05-02", event("e2", action="raise", rates=(rate(30.0),), dates=(day("2025-05-09", "effective"),))
        ),
        told("c", "2025-06-02", event("e3", action="keep")),
        told("d", "2025-06-03", event("e4", status="possible", rates=(rate(99.0),))),
    )
    assert rows == [("USA", "JPN", None, None, 30.0, "2025-05-02", "keep", "2025-06-02")]


def test_goods_are_told_apart_by_code_or_words(answers: Callable[..., Any]) -> None:
    rows = answers(
        IN_FORCE,
        told("a", "2025-04-02", event("e1", rates=(rate(25.0),), products=(good("cars", "8703"), good("Toys")))),
        told("b", "2025-05-02", event("e2", action="cut", rates=(rate(15.0),), products=(good("autos", "8703"),))),
        told("c", "2025-06-02", event("e3", action="remove", products=(good("toys"),))),
    )
    assert rows == [("USA", "JPN", "autos", "8703", 15.0, "2025-05-02", "cut", "2025-05-02")]


def test_a_removal_without_goods_ends_all_that_was_told_before(answers: Callable[..., Any]) -> None:
    rows = answers(
        IN_FORCE,
        told("a", "2025-04-02", event("e1", rates=(rate(25.0),), products=(good("cars", "8703"),))),
        told("b", "2025-05-02", event("e2", action="suspend")),
        told("c", "2025-06-02", event("e3", rates=(rate(5.0),), products=(good("tea", "0902"),))),
    )
    assert [row[2] for row in rows] == ["tea"]


def test_of_one_day_the_end_is_the_last_word(answers: Callable[..., Any]) -> None:
    assert answers(IN_FORCE, told("a", "2025-04-09", event("e1"), event("e2", action="suspend", confidence=0.1))) == []


def test_a_threat_is_open_until_more_is_told(answers: Callable[..., Any]) -> None:
    rows = answers(
        "SELECT actor, target, sentence FROM threats_open",
        told("a", "2025-04-02", event("e1", status="possible"), event("e2", status="possible", targets=("CHN",))),
        told("b", "2025-04-09", event("e3", status="ruled_out", targets=("CHN",)), event("e4", kind="restriction")),
        told("c", "2025-03-01", event("e5")),
        told("d", "2025-04-02", event("e6", action="remove", status="possible", targets=("PER",))),
    )
    assert rows == [("USA", "JPN", "Sentence of e1.")]


def test_talks_are_listed_by_pairs_on_their_day(answers: Callable[..., Any]) -> None:
    three = event(
        "e1", kind="talks", action="hold", actors=("USA", "JPN"), targets=("CHN",), dates=(day("2025-04-01", "date"),)
    )
    rows = answers(
        "SELECT day, party, other, action FROM talks_timeline",
        told("a", "2025-04-02", three),
        told("b", "2025-07-09", event("e2", kind="agreement", action="sign", targets=("JPN",)), event("e3")),
    )
    assert rows == [
        ("2025-04-01", "CHN", "JPN", "hold"),
        ("2025-04-01", "CHN", "USA", "hold"),
        ("2025-04-01", "JPN", "USA", "hold"),
        ("2025-07-09", "JPN", "USA", "sign"),
    ]


def test_a_retaliation_stands_beside_the_measure_before_it(answers: Callable[..., Any]) -> None:
    rows = answers(
        "SELECT actor, target, sentence, measure_sentence, measure_told FROM retaliation_pairs",
        told("a", "2025-03-02", event("e1", actors=("USA",), targets=("CHN",))),
        told("b", "2025-04-02", event("e2", actors=("USA",), targets=("CHN",))),
        told("c", "2025-04-04", event("e3", actors=("CHN",), targets=("USA",), retaliatory=True)),
        told("d", "2025-05-02", event("e4", actors=("USA",), targets=("CHN",))),
    )
    assert rows == [("CHN", "USA", "Sentence of e3.", "Sentence of e2.", "2025-04-02")]


def test_a_measure_of_the_same_story_stands_before_others(answers: Callable[..., Any]) -> None:
    measure = event("e1", actors=("USA",), targets=("CHN",), confidence=0.4)
    answer = event("e2", actors=("CHN",), targets=("USA",), retaliatory=True)
    rows = answers(
        "SELECT sentence, measure_sentence, measure_story_id FROM retaliation_pairs",
        story("a", measure, answer, published=None),
        told(
            "b", "2025-04-02", event("e3", actors=("USA",), targets=("CHN",)), event("e4", kind="talks", action="hold")
        ),
        told("c", "2025-04-02", measure, answer),
    )
    assert rows == [("Sentence of e2.", "Sentence of e1.", "a"), ("Sentence of e2.", "Sentence of e1.", "c")]
