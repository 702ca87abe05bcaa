"""The annotated stories: ours and those of a folder, as wire stories and as Docs marked by the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline import prepared
from extractor.sources import find_inputs, read_inputs
from extractor.wire import WireStory

HERE = Path(__file__).parent
OWN = HERE / "own"
SAMPLES, SAMPLES_GOLD = HERE.parents[1] / "samples", HERE / "samples.gold.jsonl"
SEED_STORY = "seed-japan-talks"
OWN_MARK = "own-"  # how the ids of the stories in own/ begin
Annotation = dict[str, Any]


def read_lines(path: Path) -> Iterable[Annotation]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def wire_story(story: dict[str, Any]) -> WireStory:
    """Make a wire story of one as it lies in a file of stories."""
    day = date.fromisoformat(story["date"]) if story["date"] else None
    return WireStory(source="", wire_id=story["id"], title=story["title"], body=story["text"], published=day)


def own_stories() -> Iterator[WireStory]:
    """The annotated stories of samples/; one without an id of its own is named by its folder."""
    # The other samples show forms of files, and what they tell is not annotated.
    told = {annotation["id"] for annotation in read_lines(SAMPLES_GOLD)}
    for item in read_inputs(find_inputs([str(SAMPLES)])):
        if isinstance(item, WireStory):
            story = item if item.wire_id else replace(item, wire_id=Path(item.source).parent.name)
            if story.id in told:
                yield story


def annotated_stories(gold: Path) -> list[tuple[WireStory, Annotation]]:
    """All annotated stories with their annotations: those in `gold`, its seed story, and our own."""
    seed = WireStory(source="", wire_id=SEED_STORY, body=(gold / f"{SEED_STORY}.txt").read_text(encoding="utf-8"))
    stories = [*map(wire_story, read_lines(gold / "train.stories.jsonl")), seed, *own_stories()]
    files = (gold / "train.gold.jsonl", gold / "seed.gold.jsonl", SAMPLES_GOLD)
    by_id = {annotation["id"]: annotation for file in files for annotation in read_lines(file)}
    lines = (story for file in sorted(OWN.glob("*.gold.jsonl")) for story in read_lines(file))
    own = [(wire_story(story | {"date": story["published"]}), story) for story in lines]
    return [(story, by_id[story.id]) for story in stories] + own


def marked(nlp: Language, stories: Iterable[WireStory]) -> list[Doc]:
    """Run the pipeline up to the events."""
    return list(nlp.pipe(prepared(story, nlp=nlp) for story in stories))
