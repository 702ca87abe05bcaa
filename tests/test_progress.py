"""How far a run is, in words; the bar itself is tested at the door (test_cli.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import progress
from extractor.errors import SkippedError, StoryError
from extractor.progress import Pace, Progress
from extractor.sources import Input


def test_the_pace_is_that_of_the_last_half_minute() -> None:
    pace = Pace(seconds=30)
    for second in range(100):
        pace.note(second, 50 * min(second, 60) + max(0, second - 60))
    assert pace.at(99, 3039) == pytest.approx(1.0, abs=0.1)


def test_there_is_no_pace_at_the_start() -> None:
    pace = Pace()
    assert pace.at(0, 0) == 0
    pace.note(5, 10)
    assert pace.at(5, 10) == 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A clock that goes forward by what stands in the list, each time it is looked at."""
    step, now = [1.0], 0.0

    def look() -> float:
        nonlocal now
        now += step[0]
        return now

    monkeypatch.setattr(progress.time, "monotonic", look)
    return iter([step]).__next__()


def test_words_come_once_a_minute(clock: list[float]) -> None:
    said: list[str] = []
    with Progress(shown=False, say=said.append) as shown:
        shown.expect(1000)
        items: list[object] = ["story"] * 118 + [StoryError("bad"), SkippedError("a photo")]
        for _ in shown.counted(items):
            shown.read(5)
    assert said == [
        "60 stories, 1.0 a second, 30% read, 0:02:21 left",
        "120 stories, 1.0 a second, 1 failed, 60% read, 0:01:21 left",
    ]


def test_a_short_run_says_nothing(clock: list[float]) -> None:
    said: list[str] = []
    with Progress(shown=False, say=said.append) as shown:
        assert list(shown.counted("abc")) == ["a", "b", "c"]
    assert said == []


def test_without_a_known_end_no_time_is_left(clock: list[float]) -> None:
    with Progress(shown=False, say=lambda words: None) as shown:
        list(shown.counted("ab"))
        assert shown.words(3) == "2 stories, 1.0 a second"


def test_the_files_are_looked_for_beforehand_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MOST_MEASURED", 3)
    drawn = []

    def inputs(count: int) -> Iterator[Input | StoryError]:
        for number in range(count):
            drawn.append(number)
            yield Input(str(Path(str(number))), 10)

    few, many = (Progress(shown=False, say=lambda words: None) for _ in range(2))
    assert len(list(few.measured(inputs(2)))) == 2
    assert few._total == 20
    drawn.clear()
    measured = many.measured(inputs(9))
    assert len(drawn) == 3
    assert len(list(measured)) == 9
    assert many._total is None
