"""`--to` as its users meet it: several targets in one run, what is on standard output, and going on after a failure."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from made import event, story

from extractor import cli
from extractor.records import Story
from extractor.sinks import batches, get_database
from extractor.sinks.relational import faults

WIRE = [{"id": f"s{number}", "text": "Duties rose.", "date": "2025-04-16"} for number in range(4)]


class Reader:
    """Stands in for the pipeline: one event a story. Counts stories, and calls `before` with each one's number."""

    def __init__(self) -> None:
        self.read = 0
        self.before: Callable[[int], object] = lambda number: None

    def __call__(self, items: Any, **_: Any) -> Iterator[Story]:
        for item in items:
            self.before(self.read)
            self.read += 1
            yield story(item.id, event(), source=item.source, text_sha256=item.text_sha256)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The stand-in, in a folder with four stories in wire.jsonl."""
    monkeypatch.chdir(tmp_path)
    Path("wire.jsonl").write_text("\n".join(map(json.dumps, WIRE)))
    made = Reader()
    monkeypatch.setattr("extractor.pipeline.load", lambda model: None)
    monkeypatch.setattr("extractor.pipeline.read_stories", made)
    return made


@pytest.fixture
def ran(reader: Reader, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `extract wire.jsonl` with options; return its exit code and what it wrote."""
    return lambda *options: (cli.main(["wire.jsonl", *options]), *capsys.readouterr())


Ran = Callable[..., tuple[int, str, str]]
DATABASES = ("sqlite:///news.db", "duckdb:///news.duckdb")
TARGETS = ("events.jsonl", "events.json", "events.csv", "events.parquet", *DATABASES)


def ids(target: str) -> list[str]:
    return [each.id for each in get_database(target).read(target)]


def test_one_run_writes_to_all_targets_and_nothing_to_standard_output(ran: Ran) -> None:
    assert ran(*(part for target in TARGETS for part in ("--to", target))) == (0, "", "")
    lines = [Story.model_validate_json(line) for line in Path("events.jsonl").read_text().splitlines()]
    assert [each.id for each in lines] == ["s0", "s1", "s2", "s3"]
    assert json.loads(Path("events.json").read_text()) == [each.model_dump(mode="json") for each in lines]
    assert [list(get_database(each).read(each)) for each in DATABASES] == [lines, lines]
    assert [row[0] for row in csv.reader(Path("events.csv/stories.csv").read_text().splitlines())][1:] == ["1"] * 4
    assert pyarrow.parquet.read_table("events.parquet")["id"].to_pylist() == ["s0", "s1", "s2", "s3"]


@pytest.mark.parametrize(("options", "printed"), [((), 0), (("-f", "jsonl"), 4), (("-o", "-"), 4)])
def test_with_a_format_or_an_output_named_they_are_written_as_well(
    options: tuple[str, ...], printed: int, ran: Ran
) -> None:
    code, out, _ = ran("--to", "sqlite:///news.db", *options)
    assert (code, out.count('"schema_version"')) == (0, printed)
    assert ids("sqlite:///news.db") == ["s0", "s1", "s2", "s3"]


def test_options_choose_what_is_written(ran: Ran) -> None:
    ran("--to", "sqlite:///news.db", "--kind", "talks")
    assert [each.events for each in get_database("sqlite:///news.db").read("sqlite:///news.db")] == [()] * 4


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--to", "events.xml"), "--to events.xml: not a kind of target that is known (try: events.jsonl,"),
        (("--to", "json://events"), "--to json://events: not a kind of target that is known (try: events.jsonl,"),
        (("--to", "mysql://ann:geheim@h/x"), "--to mysql://ann:***@h/x: not a kind of target that is known"),
        (("--to", "a.json", "--to", "./a.json"), "--to ./a.json: named twice (try: each target once)"),
        (("-o", "a.json", "--to", "a.json"), "--to a.json: named twice (try: each target once)"),
        (("--to", "no/a.json"), "no/a.json: cannot be written: No such file or directory (try: another --to)"),
    ],
)
def test_wrong_use_is_one_line_and_nothing_is_read(
    options: tuple[str, ...], words: str, ran: Ran, reader: Reader
) -> None:
    code, out, said = ran(*options)
    assert (code, out, said.count("\n"), reader.read) == (2, "", 1, 0)
    assert said.startswith(f"extract: {words}")
    assert [path.name for path in Path().iterdir()] == ["wire.jsonl"]


def test_what_a_database_lost_with_a_broken_run_comes_to_it_from_the_journal(
    ran: Ran, reader: Reader, postgresql_server: Any, new_postgresql: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_postgresql()
    monkeypatch.setattr(batches, "SIZE", 1)
    monkeypatch.setattr(faults, "SECONDS", 0.0)
    options = ("--to", "events.jsonl", "--to", url, "--journal", "done.db")
    reader.before = lambda number: number == 2 and postgresql_server.stop()
    code, _, said = ran(*options)
    postgresql_server.start()
    reader.before = lambda number: None
    assert (code, said.count("\n"), Path("events.jsonl").exists()) == (1, 1, False)
    assert "cannot be written" in said
    assert ids(url) == ["s0", "s1"]
    assert ran(*options) == (0, "", "")
    assert ids(url) == ["s0", "s1", "s2", "s3"]
    assert reader.read == 4, "the story that was read, and not written, came from the journal"
    assert len(Path("events.jsonl").read_text().splitlines()) == 4
