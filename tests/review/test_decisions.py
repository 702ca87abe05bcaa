"""What a decision must have, and what holds after several."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from extractor.review.decisions import Decision, Opinion

TARIFF = {"kind": "tariff", "action": "cut", "status": "planned", "actors": ["PER"], "anchor": "cut its duty"}
NOW = dt.datetime(2025, 4, 16, tzinfo=dt.UTC)


def decision(verdict: str, event: str | None = None, **more: Any) -> Decision:
    whole = {
        "reviewer": "Ana",
        "story": "a-1",
        "text_sha256": "0" * 64,
        "time": NOW,
        "verdict": verdict,
        "event": event,
    }
    return Decision.model_validate(whole | more)


@pytest.mark.parametrize(
    ("verdict", "more", "words"),
    [
        ("accept", {}, "accept is about an event: `event` is missing"),
        ("done", {"event": "e1"}, "done is about the story, not about an event"),
        ("correct", {"event": "e1"}, "`correct` and `add`, and only they, have a correction"),
        ("reject", {"event": "e1", "correction": TARIFF}, "`correct` and `add`, and only they, have a correction"),
        ("accept", {"event": "e1", "reviewer": ""}, "at least 1 character"),
        ("accept", {"event": "e1", "text_sha256": "0"}, "should match pattern"),
        ("accept", {"event": "e1", "time": dt.datetime(2025, 4, 16)}, "timezone"),
        ("add", {"correction": TARIFF | {"action": "sign"}}, "tariff has no action sign"),
    ],
)
def test_half_a_decision_is_none(verdict: str, more: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        decision(verdict, **more)


def opinion(*decisions: Decision) -> Opinion:
    held = Opinion()
    for each in decisions:
        held = held.after(each)
    return held


def test_the_last_decision_on_an_event_counts() -> None:
    held = opinion(decision("accept", "e1"), decision("reject", "e2"), decision("reject", "e1"))
    assert {name: each.verdict for name, each in held.events.items()} == {"e1": "reject", "e2": "reject"}


def test_what_is_taken_back_was_never_said() -> None:
    assert opinion(decision("accept", "e1"), decision("undo", "e1")) == Opinion()
    assert opinion(decision("add", correction=TARIFF), decision("done"), decision("undo")) == Opinion()


def test_what_was_missed_is_added_each_time() -> None:
    held = opinion(decision("add", correction=TARIFF), decision("add", correction=TARIFF), decision("done"))
    assert (len(held.added), held.is_done) == (2, True)
