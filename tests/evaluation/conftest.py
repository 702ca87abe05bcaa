"""A small world for the command: annotated stories, and a stand-in for the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.errors import StoryError
from extractor.records import Story

if TYPE_CHECKING:
    from extractor.wire import WireStory

# What would run, were it not escaped.
BODY = "Peru put a duty on <script>alert(1)</script> grapes & wine."


def span(text: str, piece: str, **more: Any) -> dict[str, Any]:
    start = text.index(piece)
    return {"start": start, "end": start + len(piece), "text": piece, **more}


def read(wire: WireStory) -> Story | StoryError:
    text = wire.text
    if "unreadable" in text:
        return StoryError("this story's language is 'fr'; only English is read", where=wire.source)
    event = {
        "id": "e", "kind": "tariff", "action": "impose", "status": "actual", "actors": ["PER"], "confidence": 0.75,
        "trigger": span(text, "duty") if "duty" in text else None, "evidence": [span(text, text)],
    }  # fmt: skip
    peru = {"code": "PER", "name": "Peru", "mentions": [span(text, "Peru", form="name")]}
    return Story.model_validate(
        {
            "id": wire.id, "source": wire.source, "text": text, "text_sha256": wire.text_sha256, "countries": [peru],
            "events": [event] if "duty" in text else [],
        }
    )  # fmt: skip


def stand_in(wires: Iterable[WireStory], *, nlp: str) -> Iterator[Story | StoryError]:
    assert nlp == "the model at None"
    return map(read, wires)


def annotated(number: int, text: str, **parts: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {key: [] for key in ("people", "percentages", "dates", "events")}
    return {"id": f"s-{number}", "published": None, "text": text, "countries": ["PER"], **empty, **parts}


def duty(**parts: Any) -> dict[str, Any]:
    return {
        "kind": "tariff", "action": "impose", "status": "actual", "actors": ["PER"], "anchor": "put a duty on", **parts,
    }  # fmt: skip


GOLD = (
    annotated(1, "Peru put a duty on it.", events=[duty()]),
    annotated(2, BODY, events=[duty(status="planned", people=["Ana <Rojas>"])]),
    annotated(3, "Peru said that no duty was meant."),
    annotated(4, "Peru held talks.", events=[{**duty(), "kind": "talks", "action": "hold", "anchor": "held talks"}]),
)


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a file of four stories: one right, one that differs, one false alarm, one missed event."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("extractor.pipeline.load", lambda model: f"the model at {model}")
    monkeypatch.setattr("extractor.pipeline.read_stories", stand_in)
    Path("gold.jsonl").write_text("".join(json.dumps(story) + "\n" for story in GOLD), encoding="utf-8")
    return "gold.jsonl"
