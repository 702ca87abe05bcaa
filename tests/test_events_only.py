"""`--events-only`: stories without the words of trade are passed over, and no event is lost by it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from extractor.cli import main
from extractor.errors import SkippedError
from extractor.jobs.identity import key_maker
from extractor.knowledge.trade_terms import may_tell_of_trade
from extractor.pipeline import read_stories
from extractor.records import Story
from extractor.sources import find_inputs, read_inputs
from extractor.wire import WireStory

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "models" / "training" / "own"
# Many of these were written to be hard: one fact on trade, in passing, in a story about something else.
# 1.76 %: 60 of the 105 are in registers.gold.jsonl, most of which was written to do without the words of trade.
MOST_LOST = 0.018
ELSEWHERE = "Prime Minister Ann Pool opened a school in Ottawa on Monday, and 40% of its pupils sang. " + (
    "The choir had learned the songs of all ten provinces, and the youngest of the singers is six years old. " * 4
)
TRADE = "OTTAWA, June 3, 2025 - Canada imposed a 10% tariff on American steel on Monday."
GERMAN = "Die Regierung hat am Montag eine neue Schule eröffnet und mit den Schülern gesungen und gelacht."
# Of the stories that are passed over so many are read in full, to see that nothing is lost.
ONE_IN = 8
Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> str:
        assert main(arguments) == 0
        return capsys.readouterr().out

    return run


def stories_of(path: Path) -> list[WireStory]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [WireStory(source=line["id"], title=line["title"], body=line["text"]) for line in lines]


def test_a_story_of_other_matters_has_a_record_without_lists(nlp: Language) -> None:
    wire = WireStory(source="a", body=ELSEWHERE, title="School", byline="Bo Lee", published=dt.date(2025, 6, 3))
    [story] = read_stories([wire], nlp=nlp, events_only=True)
    assert isinstance(story, Story)
    assert (story.title, story.byline, story.published_from, story.text) == ("School", "Bo Lee", "metadata", wire.text)
    assert not any((story.people, story.countries, story.percentages, story.dates, story.events, story.warnings))
    [whole] = read_stories([wire], nlp=nlp)
    assert isinstance(whole, Story)
    assert whole.people
    told = {"id", "text_sha256", "title", "published", "published_from", "source"}
    assert story.model_dump(include=told) == whole.model_dump(include=told)


def test_the_day_asked_for_goes_before_the_wire(nlp: Language) -> None:
    wire = WireStory(source="a", body=ELSEWHERE, published=dt.date(2025, 6, 3))
    [story] = read_stories([wire], nlp=nlp, published=dt.date(2025, 7, 1), events_only=True)
    assert isinstance(story, Story)
    assert (story.published, story.published_from) == (dt.date(2025, 7, 1), "option")


def test_a_story_on_trade_is_read_as_ever(nlp: Language) -> None:
    wires = [WireStory(source="a", body=TRADE)]
    found = list(read_stories(wires, nlp=nlp, events_only=True))
    assert found == list(read_stories(wires, nlp=nlp))
    assert [event.kind for story in found if isinstance(story, Story) for event in story.events] == ["tariff"]


def test_what_cannot_be_read_is_told_all_the_same(nlp: Language) -> None:
    [german] = read_stories([WireStory(source="a", body=GERMAN)], nlp=nlp, events_only=True)
    assert isinstance(german, SkippedError)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_option_reaches_the_stories_in_workers_too(tmp_path: Path, run: Run, jobs: str) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in (ELSEWHERE, TRADE)) + "\n", encoding="utf-8")
    records = json.loads(run(str(path), "--events-only", "--jobs", jobs, "--quiet"))
    assert [bool(record["people"] or record["countries"]) for record in records] == [False, True]


def test_a_journal_keeps_the_two_ways_apart() -> None:
    wire = WireStory(source="s", body=ELSEWHERE)
    assert key_maker("v1", None, events_only=True)(wire) != key_maker("v1", None)(wire)


def test_a_short_text_is_always_read() -> None:
    assert may_tell_of_trade("Huawei may again buy American parts that pose no security risk.")


def test_hardly_a_story_of_ours_that_holds_an_event_is_passed_over() -> None:
    lines = [line for path in OWN.glob("*.gold.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    told = [f"{row['title']}\n\n{row['text']}" for row in map(json.loads, lines) if row["events"]]
    assert len(told) > 1000
    assert sum(not may_tell_of_trade(text) for text in told) < len(told) * MOST_LOST


def test_no_event_is_lost_of_what_a_whole_run_finds(nlp: Language) -> None:
    lines = [line for path in OWN.glob("*.gold.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    told = [WireStory(source=row["id"], title=row["title"], body=row["text"]) for row in map(json.loads, lines)]
    passed_over = [wire for wire in told if not may_tell_of_trade(wire.text)]
    # And as many that are read, so that a reader that finds nothing at all does not pass.
    read = [wire for wire in told if may_tell_of_trade(wire.text)][: len(passed_over)]
    both = [list(read_stories(passed_over + read, nlp=nlp, events_only=only)) for only in (False, True)]
    whole, quick = ([story.events for story in stories if isinstance(story, Story)] for stories in both)
    assert whole == quick
    assert len(passed_over) > 20
    assert all(whole[len(passed_over) :][:5])


def test_every_sample_is_read() -> None:
    inputs = find_inputs([str(path) for path in (ROOT / "samples").glob("*/story.*")])
    samples = [item for item in read_inputs(inputs) if isinstance(item, WireStory)]
    assert len(samples) > 20
    assert [wire.source for wire in samples if not may_tell_of_trade(wire.text)] == []


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason=f"the annotated stories are not here: {SHARED}")
@pytest.mark.parametrize("part", ["dev", "train"])
def test_every_annotated_story_is_read(part: str) -> None:
    stories = stories_of(SHARED / "gold" / f"{part}.stories.jsonl")
    assert [wire.source for wire in stories if not may_tell_of_trade(wire.text)] == []


@pytest.mark.skipif(not (SHARED / "background").is_dir(), reason=f"no stories on other matters here: {SHARED}")
def test_of_general_news_little_is_read_and_no_event_is_lost(nlp: Language) -> None:
    stories = stories_of(SHARED / "background" / "stories.jsonl")
    # "bgh" are those that were chosen because they come near: Congress, debts, sanctions.
    general = [wire for wire in stories if wire.source.startswith("bg-")]
    assert sum(may_tell_of_trade(wire.text) for wire in general) < len(general) / 10
    passed_over = [wire for wire in stories if not may_tell_of_trade(wire.text)]
    found = [story for story in read_stories(passed_over[::ONE_IN], nlp=nlp) if isinstance(story, Story)]
    assert len(found) > 50
    assert [event for story in found for event in story.events] == []
