"""The file of decisions: what is said is kept, whatever happens to the machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.records import Story
from extractor.review.decisions import Decision
from extractor.review.sidecar import key_of, open_sidecar, read_sidecar

Say = Callable[..., Decision]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "reviews.jsonl")


def test_what_is_kept_is_there_when_it_is_opened_again(path: str, story: Story, say: Say) -> None:
    with open_sidecar(path) as sidecar:
        sidecar.keep(say("accept", story.events[0].id), story)
    with open_sidecar(path) as sidecar:
        opinion = sidecar.keep(say("reject", story.events[1].id), story)
    assert [each.verdict for each in opinion.events.values()] == ["accept", "reject"]
    reviewed = read_sidecar(path)
    assert reviewed.stories == {key_of(story): story}
    assert reviewed.opinion(key_of(story)) == opinion


def test_a_story_stands_in_it_once_unless_it_is_read_otherwise(path: str, story: Story, say: Say) -> None:
    changed = story.model_copy(update={"byline": "B. Li"})
    with open_sidecar(path) as sidecar:
        for record in (story, story, changed):
            sidecar.keep(say("done"), record)
    lines = [next(iter(json.loads(line))) for line in Path(path).read_text().splitlines()]
    assert lines == ["story", "decision", "decision", "story", "decision"]
    assert read_sidecar(path).stories == {key_of(story): changed}


def test_a_line_that_broke_off_is_passed_over_and_cut_off(path: str, story: Story, say: Say) -> None:
    with open_sidecar(path) as sidecar:
        sidecar.keep(say("accept", story.events[0].id), story)
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole + whole[:100])
    assert list(read_sidecar(path).opinion(key_of(story)).events) == [story.events[0].id]
    with open_sidecar(path) as sidecar:
        sidecar.keep(say("done"), story)
    assert Path(path).read_bytes().startswith(whole + b'{"decision":')


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{\n", "reviews.jsonl:1:2: broken JSON"),
        ('{"story": {"id": "a"}}\n', "reviews.jsonl:1: no review: "),
        ('{"mood": "glum"}\n', "reviews.jsonl:1: no review: Extra inputs are not permitted"),
        ("[]\n", "reviews.jsonl:1: a JSON value that is no object"),
    ],
)
def test_another_file_is_left_alone(content: str, words: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(path).parent)
    Path(path).write_text(content)
    with pytest.raises(UsageError) as caught, open_sidecar("reviews.jsonl"):
        pass
    assert str(caught.value).startswith(words)
    assert "extractor serve --reviews FILE" in str(caught.value)
    assert Path(path).read_text() == content


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: Is a directory"), open_sidecar(str(tmp_path)):
        pass


def test_one_at_a_time_writes_to_it(path: str) -> None:
    with open_sidecar(path), pytest.raises(UsageError, match="another service writes to it"), open_sidecar(path):
        pass
    with open_sidecar(path):
        pass
