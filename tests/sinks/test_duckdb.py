"""What DuckDB alone does; the rest is in test_databases.py."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from made import story

from extractor.errors import UsageError
from extractor.sinks import get_database, open_target
from extractor.sinks.targets.duckdb import file


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"duckdb:///{tmp_path}/news.duckdb"


def write(url: str, *written: object) -> None:
    with open_target(url) as write:
        for each in written:
            write(each)  # type: ignore[arg-type]


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    with closing(duckdb.connect(url.removeprefix("duckdb:///"), read_only=True)) as connection:
        return connection.sql(query).fetchall()


def test_columns_have_the_types_and_comments_of_the_records(url: str) -> None:
    write(url)
    query = "SELECT data_type, comment FROM duckdb_columns() WHERE table_name = 'event_dates' AND column_name = '{}'"
    assert ask(url, query.format("earliest")) == [("DATE", "first day of the value; null for durations")]
    assert ask(url, query.format("role")) == [("VARCHAR", "one of date, effective, until, duration")]
    assert ask(url, "SELECT comment FROM duckdb_tables() WHERE table_name = 'events'") == [
        ("One trade fact of the story, all its mentions merged.",)
    ]


def test_others_read_while_a_run_waits_for_its_next_story(url: str) -> None:
    with open_target(url) as write:
        write(story())
        read = "import duckdb, sys; print(duckdb.connect(sys.argv[1]).sql('SELECT count(*) FROM stories').fetchall())"
        path = url.removeprefix("duckdb:///")
        said = subprocess.run([sys.executable, "-c", read, path], capture_output=True, text=True, check=True)  # noqa: S603
    assert said.stdout == "[(0,)]\n"
    assert ask(url, "SELECT count(*) FROM stories") == [(1,)]


HOLD = "import duckdb, sys; file = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"


def test_who_keeps_it_open_is_waited_for_and_then_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "SECONDS", 0.5)
    write(url)
    command = [sys.executable, "-c", HOLD, url.removeprefix("duckdb:///")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603 - our own program
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(UsageError) as caught:
            write(url, story())
        other.communicate(b"\n")
    assert caught.value.what == "cannot be opened: another process has it open"
    write(url, story())
    assert ask(url, "SELECT id FROM stories") == [("s1",)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no database" * 1000, "cannot be opened: IO Error: The file"),
        (None, "cannot be opened: IO Error: Cannot open"),
    ],
)
def test_what_is_no_database_is_told_in_one_line(content: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb" if content else tmp_path / "no" / "news.duckdb"
    if content:
        path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        write(f"duckdb:///{path}", story())
    assert caught.value.what.startswith(words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["duckdb://news.duckdb", "duckdb:///", "duckdb:///:memory:"])
def test_a_url_names_a_file(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        write(url)
    assert str(caught.value) == f"{url}: names no file; three slashes lead to it (try: duckdb:///news.duckdb)"


def test_nothing_is_made_where_nothing_is_read(url: str) -> None:
    for use in (lambda: list(get_database(url).read(url)), lambda: get_database(url).migrate(url)):
        with pytest.raises(UsageError, match="no such file"):
            use()
    assert not Path(url.removeprefix("duckdb:///")).exists()
