"""What folders do: they appear only when whole, in place of the one before, and hold each story once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from made import event, story

from extractor.errors import UsageError
from extractor.records import Story
from extractor.sinks import open_target

# ruff: noqa: S608 - queries on files of the test's own

MAKERS = Path(__file__).parents[1] / "makers"
READ = {"csv": "read_csv('{}/stories.csv', delim=',', quote='\"', header=true)", "parquet": "read_parquet('{}/*')"}


@pytest.fixture(params=["csv", "parquet"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The path of a folder that is not there yet, of each kind in turn."""
    path: Path = tmp_path / f"events.{request.param}"
    return path


def write(folder: Path, stories: Iterable[Story]) -> None:
    with open_target(str(folder)) as write:
        for each in stories:
            write(each)


def ids(folder: Path) -> list[tuple[str, str | None]]:
    source = READ[folder.suffix[1:]].format(folder)
    return duckdb.sql(f"SELECT id, version::VARCHAR FROM {source}").fetchall()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_run_twice_makes_the_same_folder(folder: Path) -> None:
    write(folder, [story("a", event("e1"), event("e2")), story("b")])
    before = contents(folder)
    write(folder, [story("a", event("e1"), event("e2")), story("b")])
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_each_run_writes_it_anew(folder: Path) -> None:
    write(folder, [story("a")])
    folder.chmod(0o750)
    write(folder, [story("b")])
    assert ids(folder) == [("b", None)]
    assert folder.stat().st_mode & 0o777 == 0o750


def test_a_run_without_stories_gives_empty_tables(folder: Path) -> None:
    write(folder, [])
    assert ids(folder) == []


@pytest.mark.parametrize("versions", [("9", "10"), ("10", "9"), ("10", "9", "10")])
def test_of_a_story_s_versions_the_last_is_kept(versions: tuple[str, ...], folder: Path) -> None:
    write(folder, [story("a", event(f"e{version}"), version=version) for version in versions])
    assert ids(folder) == [("a", "10")]


@pytest.mark.parametrize("order", ["abc", "cba", "bca"])
def test_a_corrected_story_is_left_out_whichever_comes_first(order: str, folder: Path) -> None:
    stories = {"a": story("a", event()), "b": story("b", corrects=("a",)), "c": story("c", corrects=("b",))}
    write(folder, [stories[name] for name in order])
    assert ids(folder) == [("c", None)]


def test_it_appears_only_when_whole(folder: Path) -> None:
    with open_target(str(folder)) as write:
        write(story())
        assert not folder.exists()
    assert ids(folder) == [("s1", None)]


def test_a_run_that_fails_leaves_the_old_folder(folder: Path) -> None:
    write(folder, [story("old")])
    before = contents(folder)
    with suppress(KeyboardInterrupt), open_target(str(folder)) as take:
        take(story("new"))
        raise KeyboardInterrupt
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_folder_with_other_files_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(UsageError) as caught:
        write(folder, [story()])
    words = "a folder with other files in it, such as mine.txt, which is not written over (try: another --to)"
    assert str(caught.value) == f"{folder}: {words}"
    assert contents(folder) == {"mine.txt": b"mine"}


def test_a_file_is_left_alone(folder: Path) -> None:
    folder.write_text("mine")
    with pytest.raises(UsageError) as caught:
        write(folder, [story()])
    assert str(caught.value) == f"{folder}: a file, where a folder is to be written (try: another --to)"
    assert folder.read_text() == "mine"


def test_where_none_can_be_made_is_told_at_once(folder: Path) -> None:
    inside = folder / f"events{folder.suffix}"
    with pytest.raises(UsageError) as caught, open_target(str(inside)):
        pass
    assert str(caught.value) == f"{inside}: cannot be written: No such file or directory (try: another --to)"


def test_a_link_to_a_folder_stays_one(folder: Path) -> None:
    write(folder, [story("old")])
    link = folder.with_name(f"latest{folder.suffix}")
    link.symlink_to(folder)
    write(link, [story("new")])
    assert link.is_symlink()
    assert ids(folder) == [("new", None)]


FULL = """
import random, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
sys.path.insert(0, sys.argv[2])
from made import event, story
from extractor import edge
from extractor.errors import ExtractorError
from extractor.sinks import open_target

try:
    with open_target(sys.argv[1]) as write:
        for number in range(int(sys.argv[3])):
            write(story(f"{number}", event(), title=random.randbytes(600).hex()))
except (ExtractorError, OSError) as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("stories", "words"),
    [
        ("3000", "the records cannot be kept for the end of the run: "),
        ("300", "[Errno 27]"),
    ],
)
def test_a_full_disk_is_told_and_leaves_the_old_folder(stories: str, words: str, folder: Path) -> None:
    write(folder, [story("old")])
    command = [sys.executable, "-c", FULL, str(folder), str(MAKERS), stories]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert words in ran.stdout
    assert ids(folder) == [("old", None)]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


RUN = """
import sys, time
sys.path.insert(0, sys.argv[2])
from made import story
from extractor.sinks import open_target

with open_target(sys.argv[1]) as write:
    write(story("killed"))
    print("written", flush=True)
    time.sleep(60)
"""


def test_what_a_killed_run_left_is_swept_away_and_what_another_run_writes_is_not(folder: Path) -> None:
    command = [sys.executable, "-c", RUN, str(folder), str(MAKERS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:  # noqa: S603 - our own program
        assert other.stdout
        assert other.stdout.readline() == b"written\n"
        write(folder, [story("ours")])
        aside = folder.with_name(f".{folder.name}.{other.pid}.part")
        assert aside.exists()
        os.kill(other.pid, signal.SIGKILL)
    assert aside.exists()
    write(folder, [story("ours")])
    assert not aside.exists()
    assert ids(folder) == [("ours", None)]
