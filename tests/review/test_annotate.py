"""Reviewed records as annotated stories, and what `extractor evaluate` makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.commands import main
from extractor.evaluation.gold import Annotation
from extractor.records import Story
from extractor.review.annotate import annotated_event, annotated_stories
from extractor.review.decisions import Decision
from extractor.review.sidecar import Entry, Reviewed, open_sidecar

Say = Callable[..., Decision]
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/story.txt"))


def reviewed(story: Story, *decisions: Decision) -> Reviewed:
    held = Reviewed()
    held.take(Entry(story=story))
    for decision in decisions:
        held.take(Entry(decision=decision))
    return held


def exported(story: Story, *decisions: Decision, unfinished: bool = False) -> list[dict[str, Any]]:
    return list(annotated_stories(reviewed(story, *decisions), unfinished=unfinished))


def test_a_story_is_given_when_each_event_was_decided_on(story: Story, say: Say) -> None:
    first, *others = (say("accept", event.id) for event in story.events)
    assert exported(story, first) == []
    assert len(exported(story, first, unfinished=True)) == 1
    assert len(exported(story, first, *others)) == 1
    assert len(exported(story, say("done"))) == 1


def test_what_is_accepted_is_as_it_was_found(story: Story, say: Say) -> None:
    [annotated] = exported(story, say("done"))
    assert annotated["text"] == story.text
    assert annotated["events"] == [annotated_event(event).model_dump(mode="json") for event in story.events]
    assert annotated["countries"] == ["CAN", "CHL"]
    rates = [rate["value"] for event in annotated["events"] for rate in event["rates"]]
    assert 25.0 in rates
    assert [10.0, 15.0] in rates


def test_what_is_rejected_is_left_out(story: Story, say: Say) -> None:
    [annotated] = exported(story, say("reject", story.events[0].id), say("done"))
    assert len(annotated["events"]) == len(story.events) - 1


def test_what_is_corrected_or_added_is_as_it_was_said(story: Story, say: Say) -> None:
    right = {
        "kind": "flow", "action": "rise", "indicator": "exports", "status": "actual", "actors": ["PER"],
        "targets": ["WLD"], "people": ["Ana Rojas"], "rates": [{"value": [1, 2]}], "anchor": "Canada imposed",
    }  # fmt: skip
    [annotated] = exported(
        story, say("correct", story.events[0].id, correction=right), say("add", correction=right), say("done")
    )
    assert annotated["events"][0] == annotated["events"][-1]
    assert annotated["events"][0]["rates"] == [{"value": [1.0, 2.0], "unit": "percent", "role": "rate"}]
    assert annotated["countries"] == ["CAN", "CHL", "PER"]
    assert {"name": "Ana Rojas", "roles": []} in annotated["people"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_can_be_annotated(path: Path, nlp: Any) -> None:
    story = extract(path.read_text(encoding="utf-8"), nlp=nlp)
    [annotated] = list(annotated_stories(reviewed(story), unfinished=True))
    keys = Annotation.model_fields.keys()
    assert Annotation.model_validate({key: value for key, value in annotated.items() if key in keys})
    assert all(event["anchor"] in annotated["text"] for event in annotated["events"])


def test_extractor_evaluate_finds_accepted_stories_right_in_all(
    tmp_path: Path, story: Story, say: Say, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_sidecar("reviews.jsonl") as sidecar:
        for event in story.events:
            sidecar.keep(say("accept", event.id), story)
    assert main(["gold", "reviews.jsonl", "-o", "gold.jsonl"]) == 0
    assert main(["evaluate", "gold.jsonl", "--json", "figures.json"]) == 0
    figures = json.loads(Path("figures.json").read_text())["figures"]
    assert {name: one["f1"] for name, one in figures.items() if one["gold"] and one["f1"] != 100} == {}
    assert figures["events.core"]["right"] == len(story.events)
    assert capsys.readouterr().err == ""


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gold", "nosuch.jsonl"]) == 2
    assert capsys.readouterr().err == "extractor: nosuch.jsonl: no such file (try: ls .)\n"
