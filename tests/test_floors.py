"""Quality has floors: figures on annotated stories outside this repository, where they are there.

Their scorer, which is the judge, is the witness that our own measure says the same.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from spacy.language import Language

from extractor.evaluation.document import figure
from extractor.evaluation.figures import figures
from extractor.evaluation.floors import fallen, read_floors
from extractor.evaluation.gold import Annotation
from extractor.evaluation.measure import Results, judge, measure
from extractor.evaluation.reading import Case, read_cases
from extractor.pipeline import read_stories
from extractor.records import Story
from extractor.wire import WireStory

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FLOORS = read_floors(str(ROOT / "tests" / "floors.json"))
SEED = "seed-japan-talks"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"the annotated stories are not here: {GOLD}")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read_cases(str(GOLD / "dev.gold.jsonl"), stories=str(GOLD / "dev.stories.jsonl"))


def read(cases: list[Case], nlp: Language) -> list[Story]:
    stories = list(read_stories((case.wire for case in cases), nlp=nlp))
    assert [story for story in stories if not isinstance(story, Story)] == []
    return [story for story in stories if isinstance(story, Story)]


@pytest.fixture(scope="module")
def found(cases: list[Case], nlp: Language) -> list[Story]:
    return read(cases, nlp)


@pytest.fixture(scope="module")
def results(cases: list[Case], found: list[Story]) -> Results:
    return measure(map(judge, cases, found))


@pytest.fixture(scope="module")
def witness() -> ModuleType:
    """The scorer that judges. Its gains are fractions, whose rounding errors would choose among equal pairings."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assign = module.assign
    module.assign = lambda gains: assign([[round(100 * gain) for gain in row] for row in gains])  # type: ignore[attr-defined]
    return module


@pytest.mark.parametrize("name", FLOORS)
def test_dev_figures_keep_their_floors(results: Results, name: str) -> None:
    assert list(fallen(results.figures, {name: FLOORS[name]})) == []


def test_our_figures_are_those_of_the_judge(witness: ModuleType, found: list[Story], results: Results) -> None:
    gold = [json.loads(line) for line in (GOLD / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = witness.score(gold, {story.id: story.model_dump(mode="json") for story in found})
    assert {name: figure(results.figures[name]) for name in expected} == expected
    unmeasured = {name: count for name, count in results.figures.items() if name not in expected}
    assert not any(map(any, unmeasured.values()))


def test_our_figures_of_each_story_are_those_of_the_judge(
    witness: ModuleType, found: list[Story], results: Results
) -> None:
    gold = [json.loads(line) for line in (GOLD / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for annotation, story, judgement in zip(gold, found, results.stories, strict=True):
        expected = witness.score([annotation], {story.id: story.model_dump(mode="json")})
        ours = figures([judgement.comparison])
        assert {name: figure(ours[name]) for name in expected} == expected


def test_the_seed_story_is_right_in_people_countries_percentages_and_dates(nlp: Language) -> None:
    text = (GOLD / f"{SEED}.txt").read_text(encoding="utf-8")
    annotation = Annotation.model_validate_json((GOLD / "seed.gold.jsonl").read_text(encoding="utf-8"))
    case = Case(annotation, WireStory(source="seed", wire_id=SEED, body=text), place="seed")
    measured = measure(map(judge, [case], read([case], nlp))).figures
    wrong = {name: count for name, count in measured.items() if len(set(count)) > 1}
    assert not wrong
