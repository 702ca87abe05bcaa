"""Quality has floors: figures on annotated stories outside this repository, where they are there."""

import importlib.util
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from spacy.language import Language

from extractor.pipeline import read_stories
from extractor.records import Story
from extractor.wire import WireStory

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FLOORS: dict[str, float] = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"the annotated stories are not here: {GOLD}")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wire(story: dict[str, Any]) -> WireStory:
    return WireStory(
        source="dev",
        wire_id=story["id"],
        title=story["title"],
        body=story["text"],
        published=date.fromisoformat(story["date"]) if story["date"] else None,
    )


def records(stories: list[WireStory], nlp: Language) -> Iterator[dict[str, Any]]:
    for story in read_stories(stories, nlp=nlp):
        assert isinstance(story, Story), str(story)
        yield story.model_dump(mode="json")


@pytest.fixture(scope="module")
def figures(nlp: Language) -> dict[str, Any]:
    found = {record["id"]: record for record in records([wire(story) for story in lines("dev.stories.jsonl")], nlp)}
    result: dict[str, Any] = scorer().score(lines("dev.gold.jsonl"), found)
    return result


@pytest.mark.parametrize("figure", FLOORS)
def test_dev_figures_keep_their_floors(figures: dict[str, Any], figure: str) -> None:
    assert figures[figure]["f1"] >= FLOORS[figure]


def test_the_seed_story_is_right_in_people_countries_percentages_and_dates(nlp: Language) -> None:
    text = (GOLD / "seed-japan-talks.txt").read_text(encoding="utf-8")
    [found] = records([WireStory(source="seed", wire_id="seed-japan-talks", body=text)], nlp)
    result = scorer().score(lines("seed.gold.jsonl"), {"seed-japan-talks": found})
    wrong = {name: figure for name, figure in result.items() if figure["f1"] < 100}
    assert not wrong
