"""The samples are tests and documentation at once: what `extract` writes for each is what its events.json holds."""

import json
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from spacy.language import Language

from extractor.pipeline import read_stories
from extractor.records import KINDS, STATUSES, Action, Indicator, Story, spans
from extractor.sources import choose_format, find_inputs, formats, read_inputs
from extractor.wire import WireStory

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_dir())
# The same weights give slightly other chances on another machine.
CONFIDENCE_TOLERANCE = 0.01

sample = pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)


def story_path(folder: Path) -> str:
    [path] = folder.glob("story.*")
    return str(path.relative_to(ROOT))


def wire_stories(folder: Path) -> list[WireStory]:
    """The sample's stories, read by the path that `extract` is given in the repository's root."""
    return [item for item in read_inputs(find_inputs([story_path(folder)])) if isinstance(item, WireStory)]


@cache
def golden(folder: Path) -> list[dict[str, Any]]:
    path = folder / "events.json"
    if not path.exists():
        pytest.fail(
            f"{path.relative_to(ROOT)} is missing; write it with\n\n"
            f"    extract {story_path(folder)} -o {path.relative_to(ROOT)}\n\nand read it through against the story",
            pytrace=False,
        )
    stories: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return stories


def shown(field: str) -> set[str]:
    """The values of a field of events in all samples that have their events.json."""
    done = [folder for folder in SAMPLES if (folder / "events.json").exists()]
    return {event[field] for folder in done for story in golden(folder) for event in story["events"]}


def with_tolerance(story: dict[str, Any]) -> dict[str, Any]:
    events = [
        {**event, "confidence": pytest.approx(event["confidence"], abs=CONFIDENCE_TOLERANCE)}
        for event in story["events"]
    ]
    return {**story, "events": events}


@sample
def test_extract_writes_what_the_sample_holds(folder: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    expected = [with_tolerance(story) for story in golden(folder)]
    stories = [item for item in read_stories(wire_stories(folder), nlp=nlp) if isinstance(item, Story)]
    found = [story.model_copy(update={"text": None}).model_dump(mode="json") for story in stories]
    command = f"extract {story_path(folder)} | diff samples/{folder.name}/events.json -"
    assert found == expected, f"see the difference with\n\n    {command}\n"


@sample
def test_every_span_of_the_sample_is_its_piece_of_the_story(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    texts = [wire.text for wire in wire_stories(folder)]
    records = [Story.model_validate_json(json.dumps(story)) for story in golden(folder)]
    wrong = [
        span
        for text, record in zip(texts, records, strict=True)
        for span in spans(record)
        if text[span.start : span.end] != span.text
    ]
    assert wrong == []


@sample
def test_the_sample_says_what_it_shows(folder: Path) -> None:
    assert (folder / "README.md").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("kind", KINDS)
def test_some_sample_shows_the_kind(kind: str) -> None:
    assert kind in shown("kind")


@pytest.mark.parametrize("action", get_args(Action))
def test_some_sample_shows_the_action(action: str) -> None:
    assert action in shown("action")


@pytest.mark.parametrize("status", STATUSES)
def test_some_sample_shows_the_status(status: str) -> None:
    assert status in shown("status")


@pytest.mark.parametrize("indicator", get_args(Indicator))
def test_some_sample_shows_the_indicator(indicator: str) -> None:
    assert indicator in shown("indicator")


@pytest.mark.parametrize("name", formats())
def test_some_sample_is_in_the_format(name: str) -> None:
    paths = [ROOT / story_path(folder) for folder in SAMPLES]
    assert name in {choose_format(str(path), path.read_bytes()) for path in paths}
