"""The journal, in real SQLite files: what is remembered, what is read anew, what is said when it cannot be used."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.errors import ExtractorError, SkippedError, StoryError, UsageError
from extractor.jobs.identity import key_maker, program
from extractor.jobs.journal import Item, Journal, Result, open_journal, remembered
from extractor.jobs.packing import pack, unpack
from extractor.records import Story
from extractor.wire import WireStory

Wires = Callable[..., list[WireStory]]
KEY = b"k" * 32


def record(wire: WireStory) -> Story:
    return Story(id=wire.id, source=wire.source, title=wire.title, text_sha256=wire.text_sha256, text=wire.text)


class Worker:
    """Stands in for the pipeline, and keeps what it was given to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, items: Iterator[Item]) -> Iterator[Result]:
        for item in items:
            if isinstance(item, WireStory):
                self.read.append(item.body)
                yield StoryError("bad", where=item.source) if item.body == "bad" else record(item)
            else:
                yield item


def run(items: list[WireStory], path: str, *, maker: str = "v1") -> tuple[list[Result], list[str]]:
    """Run through the journal at `path`, and return results and what had to be read."""
    worker = Worker()
    with open_journal(path) as journal:
        results = list(remembered(items, worker, journal=journal, key_of=key_maker(maker, None)))
    return results, worker.read


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "done.db")


def test_what_is_done_is_not_done_again_and_comes_out_the_same(path: str, wires: Wires) -> None:
    first, read = run(wires("a", "b"), path)
    assert read == ["a", "b"]
    assert run(wires("a", "b", "c"), path) == ([*first, record(wires("a", "b", "c")[2])], ["c"])


def test_errors_are_tried_again_and_keep_their_places(path: str, wires: Wires) -> None:
    stories = wires("a", "bad", "b")
    for read in (["a", "bad", "b"], ["bad"]):
        results, found = run(stories, path)
        assert found == read
        assert [str(result) for result in results if isinstance(result, StoryError)] == ["story 1: bad"]
        assert [result.text for result in results if isinstance(result, Story)] == ["a", "b"]


def test_another_version_reads_anew_and_leaves_the_other_s_records(path: str, wires: Wires) -> None:
    run(wires("a"), path)
    assert run(wires("a"), path, maker="v2")[1] == ["a"]
    assert run(wires("a"), path)[1] == []


def test_a_story_found_in_another_place_keeps_its_record_and_gets_its_place(path: str, wires: Wires) -> None:
    [wire] = wires("a")
    run([wire], path)
    [result], read = run([replace(wire, source="elsewhere")], path)
    assert read == []
    assert isinstance(result, Story)
    assert (result.source, result.text) == ("elsewhere", "a")


@pytest.mark.parametrize(
    "change",
    [{"body": "b"}, {"title": "T"}, {"wire_id": "1"}, {"publisher": "P"}, {"published": dt.date(2025, 4, 16)}],
    ids=lambda change: next(iter(change)),
)
def test_a_story_that_changed_in_any_way_is_another(change: dict[str, object]) -> None:
    key = key_maker("v1", None)
    wire = WireStory(source="s", body="a")
    assert key(replace(wire, **change)) != key(wire)  # type: ignore[arg-type]


def test_headline_and_body_are_not_one_text() -> None:
    key = key_maker("v1", None)
    assert key(WireStory(source="s", body="b", title="a")) != key(WireStory(source="s", body="a\n\nb"))


def test_the_options_that_change_a_record_change_its_key() -> None:
    wire = WireStory(source="s", body="a")
    assert len({key_maker("v1", day)(wire) for day in (None, dt.date(2025, 4, 16), dt.date(2025, 4, 17))}) == 3


def test_half_a_surrogate_pair_has_a_key_too() -> None:
    assert key_maker("v1", None)(WireStory(source="s", body="\ud800"))


def test_the_program_is_another_with_another_model(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"1")
    one = program(tmp_path)
    assert program(tmp_path) == one
    (tmp_path / "weights").write_bytes(b"2")
    assert program(tmp_path) != one


def test_the_journal_holds_no_wire_copy(path: str, wires: Wires) -> None:
    [wire] = wires("The words of the wire.")
    assert b"words of the wire" not in pack(record(wire))
    assert unpack(pack(record(wire)), wire) == record(wire)


def test_a_damaged_record_is_read_anew(path: str, wires: Wires) -> None:
    run(wires("a", "b"), path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE records SET record = x'00'")
    database.close()
    assert run(wires("a", "b"), path)[1] == ["a", "b"]


def test_a_record_of_another_form_is_read_anew(path: str, wires: Wires) -> None:
    [wire] = wires("a")
    with open_journal(path) as journal:
        journal.put(key_maker("v1", None)(wire), b'{"another": "form"}')
    assert run([wire], path)[1] == ["a"]


def test_skipped_stories_are_not_remembered(path: str, wires: Wires) -> None:
    skipped = SkippedError("a photo", where="x")
    with open_journal(path) as journal:
        assert list(remembered([skipped], Worker(), journal=journal, key_of=key_maker("v1", None))) == [skipped]
        assert journal.get(KEY) is None


def write_text(path: Path) -> None:
    path.write_text("no database, and longer than the head of one would be " * 20)


def write_database(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Path.mkdir, "a folder, not a journal (try: another --journal)"),
        (write_text, "the journal cannot be opened: file is not a database (try: another --journal"),
        (write_database, "a database, but no journal of extract (try: another --journal)"),
    ],
)
def test_what_is_no_journal_is_left_alone(make: Callable[[Path], None], words: str, tmp_path: Path) -> None:
    path = tmp_path / "other"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UsageError) as caught, open_journal(str(path)):
        pass
    assert str(caught.value).startswith(f"{path}: {words}")
    assert before is None or path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match="the journal cannot be opened"),
        open_journal(str(tmp_path / "no" / "done.db")),
    ):
        pass


def test_a_full_disk_is_one_error_that_says_how_to_go_on(path: str) -> None:
    with open_journal(path) as journal:
        journal.put(KEY, b"small")
        journal._database.execute("PRAGMA max_page_count = 5")  # SQLite says the same as on a full disk
        with pytest.raises(ExtractorError, match="database or disk is full") as caught:
            journal.put(b"l" * 32, os.urandom(1 << 20))
        assert caught.value.hint == "the same command again once that is mended: it goes on from here"
        assert journal.get(KEY) == b"small"
    with open_journal(path) as journal:
        assert journal.get(KEY) == b"small"


KILLED = """
import os, signal, sys
from extractor.jobs.journal import open_journal
with open_journal(sys.argv[1]) as journal:
    for number in range(100):
        journal.put(b"%d" % number, b"record %d" % number)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_is_kept_survives_the_death_of_the_process(path: str) -> None:
    subprocess.run([sys.executable, "-c", KILLED, path], check=False)  # noqa: S603
    with open_journal(path) as journal:
        assert [journal.get(b"%d" % number) for number in range(100)] == [b"record %d" % n for n in range(100)]


def test_it_is_a_file_in_wal_mode_with_a_mark_of_its_own(path: str) -> None:
    with open_journal(path) as journal:
        assert isinstance(journal, Journal)
        assert journal._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert Path(path).read_bytes()[68:72] == b"wire"


def test_two_runs_may_share_a_journal(path: str) -> None:
    with open_journal(path) as one, open_journal(path) as other:
        one.put(KEY, b"from one")
        other.put(KEY, b"from the other")
        assert one.get(KEY) == b"from the other"
