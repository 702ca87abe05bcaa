"""What SQLite has beyond the others: full-text search, readers while a run writes, files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made import event, span, story

from extractor.errors import UsageError
from extractor.sinks import get_database, open_target

FOUND = """
    SELECT e.story_id, e.text FROM evidence_search JOIN evidence e ON e.number = evidence_search.rowid
    WHERE evidence_search MATCH ? ORDER BY 1
"""
ANOTHER = "(try: a database that is there, and that you may write to)"
CHIPS = event("e1", evidence=(span("Washington banned semiconductors."), span("Chips were hit.")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def write(path: Path, *stories: Any) -> None:
    with open_target(f"sqlite:///{path}") as write:
        for each in stories:
            write(each)


def search(path: Path, words: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(FOUND, (words,)).fetchall()


def test_evidence_is_found_by_its_words_in_any_form(path: Path) -> None:
    write(path, story("a", CHIPS), story("b", event("e2")))
    assert search(path, "semiconductor bans") == [("a", "Washington banned semiconductors.")]


def test_search_forgets_what_is_replaced_and_survives_a_vacuum(path: Path) -> None:
    write(path, story("a", CHIPS), story("b", CHIPS), story("c", CHIPS))
    write(path, story("b", event("e1")), story("d", CHIPS))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("INSERT INTO evidence_search(evidence_search) VALUES ('integrity-check')")
    assert [name for name, _ in search(path, "chip")] == ["a", "c", "d"]


def test_others_read_while_a_run_writes(path: Path) -> None:
    write(path, story("a"))
    with closing(sqlite3.connect(path, timeout=0)) as reader, open_target(f"sqlite:///{path}") as write_on:
        for number in range(150):
            write_on(story(str(number)))
            assert reader.execute("SELECT count(*) FROM stories").fetchone() in [(1,), (101,)]


def test_a_run_waits_for_its_turn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, story("a"))
    monkeypatch.setattr("extractor.sinks.targets.sqlite.BUSY_SECONDS", 0)
    tries = iter(range(3))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: next(tries) == 1 and other.rollback())
        write(path, story("b"))
    assert next(tries) >= 2
    assert [each.id for each in get_database(f"sqlite:///{path}").read(f"sqlite:///{path}")] == ["a", "b"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("sqlite://", "a database in memory would be gone at the end (try: sqlite:///news.db)"),
        ("sqlite:///no/news.db", f"cannot be opened: unable to open database file {ANOTHER}"),
        ("sqlite:///story.txt", f"cannot be opened: file is not a database {ANOTHER}"),
        ("news.sqlite", "not a database's URL (try: sqlite:///news.db)"),
    ],
)
def test_what_is_no_database_is_told_at_once(
    target: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("Duties rose. " * 100)
    with pytest.raises(UsageError) as caught, open_target(target):
        pass
    assert str(caught.value) == f"{target}: {words}"


@pytest.mark.parametrize("use", ["read", "migrate"])
def test_a_file_that_is_not_there_is_not_made(use: str, path: Path) -> None:
    target = f"sqlite:///{path}"
    database = get_database(target)
    uses: dict[str, Callable[[], object]] = {
        "read": lambda: list(database.read(target)),
        "migrate": lambda: database.migrate(target),
    }
    with pytest.raises(UsageError, match="no such file"):
        uses[use]()
    assert not path.exists()
