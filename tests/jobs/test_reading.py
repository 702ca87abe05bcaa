"""Files read in a process of its own: what a file that crashes or hangs costs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from extractor.errors import StoryError
from extractor.jobs.limits import can_limit_memory
from extractor.jobs.process import NO_LIMITS, Limits
from extractor.jobs.reading import Read, Reading
from extractor.sources import Input

REST = "what follows its 2 first stories is left out"
BUG = "(try: reporting it as a bug, with the file)"
Files = Callable[..., list[Input]]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Write files 0, 1, ... of these lines."""
    monkeypatch.chdir(tmp_path)

    def write(*contents: str) -> list[Input]:
        for number, content in enumerate(contents):
            Path(str(number)).write_text(content)
        return [Input(str(number), len(content)) for number, content in enumerate(contents)]

    return write


def run(odd: ModuleType, items: list[Input | StoryError], limits: Limits = NO_LIMITS) -> tuple[list[Read], int]:
    """Return the results, and how many bytes were told of."""
    told: list[int] = []
    with Reading(odd.read_files, limits=limits) as reading:
        results = list(reading.read(items, meter=told.append))
    return results, sum(told)


def words(results: list[Read]) -> list[str]:
    return [str(result) if isinstance(result, StoryError) else result.body for result in results]


def test_stories_errors_and_bytes_come_as_from_the_readers_themselves(odd: ModuleType, files: Files) -> None:
    first, second = files("a\nb", "c")
    error = StoryError("no such file", where="x")
    results, told = run(odd, [first, error, second])
    assert words(results) == ["a", "b", "x: no such file", "c"]
    assert told == 3


def test_a_file_that_crashes_its_reader_is_left_where_it_does(odd: ModuleType, files: Files) -> None:
    results, told = run(odd, files("a\nb\ncrash\nc", "d"))
    assert words(results) == [
        "a",
        "b",
        f"0: the process that read this file was ended by SIGSEGV, twice; {REST} {BUG}",
        "d",
    ]
    assert told == 3


def test_a_file_whose_process_died_by_chance_gives_each_story_once(odd: ModuleType, files: Files) -> None:
    results, told = run(odd, files("a\ndie_once mark\nb"))
    assert words(results) == ["a", "die_once mark", "b"]
    assert told == len("adie_once markb")


def test_a_file_that_hangs_is_left(odd: ModuleType, files: Files) -> None:
    results, _ = run(odd, files("sleep 60", "a"), Limits(timeout=0.4))
    assert words(results) == [
        "0: reading this file took longer than 0.4 seconds for one story (try: a longer --timeout)",
        "a",
    ]


@pytest.mark.skipif(not can_limit_memory(), reason="this system sets no limit on memory")
def test_a_file_that_takes_too_much_memory_is_left(odd: ModuleType, files: Files) -> None:
    results, _ = run(odd, files("a\nfill 2000\nb", "c"), Limits(memory=100))
    assert words(results) == [
        "a",
        "0: reading this file takes more memory than there is, or than --memory allows (try: a larger --memory)",
        "c",
    ]


def test_what_is_no_regular_file_is_read_here(odd: ModuleType, files: Files) -> None:
    files("say_where")
    [here, there] = (run(odd, [Input("0", size)])[0] for size in (None, 9))
    assert words(here) == [f"from {os.getpid()}"]
    assert words(there) != words(here)
