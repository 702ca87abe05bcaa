"""What every database does: records come back the same, writing twice adds nothing, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import event, stories, story

from extractor.errors import UsageError
from extractor.records import Story
from extractor.sinks import batches, get_database, kind_of, open_target, shown
from extractor.sinks.tables import VERSION

Ask = Callable[[str, str], list[tuple[Any, ...]]]
Change = Callable[..., None]
RowsIn = Callable[[str], dict[str, list[tuple[Any, ...]]]]
# One database serves all the examples of a property: each is a further run into it.
CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
SHARED = settings(max_examples=20, deadline=None, suppress_health_check=CHECKS)


def write(url: str, *written: Story) -> None:
    with open_target(url) as write:
        for each in written:
            write(each)


def read(url: str) -> dict[str, Story]:
    return {each.id: each for each in get_database(url).read(url)}


def by_id(written: Iterable[Story]) -> dict[str, Story]:
    return {each.id: each for each in written}


WITHOUT_NUL = stories().filter(lambda story: "\\u0000" not in story.model_dump_json())  # PostgreSQL has none


@SHARED
@given(WITHOUT_NUL)
def test_a_record_comes_back_the_same(database: str, story: Story) -> None:
    alone = story.model_copy(update={"corrects": (), "version": None, "published": None})
    write(database, alone)
    assert read(database)[story.id] == alone


@settings(SHARED, max_examples=10)
@given(st.lists(WITHOUT_NUL, max_size=4))
def test_the_same_run_twice_adds_nothing(database: str, rows_in: RowsIn, written: list[Story]) -> None:
    write(database, *written)
    before = rows_in(database)
    write(database, *written)
    assert rows_in(database) == before


def test_a_story_read_again_with_another_result_replaces_its_rows(database: str) -> None:
    write(database, story("s1", event("e1"), event("e2", targets=("CHN",))), story("s2", event("e1")))
    again = story("s1", event("e3", targets=("PER",)))
    write(database, again)
    assert read(database) == by_id([again, story("s2", event("e1"))])


@pytest.mark.parametrize("order", list(permutations(("9", "10", "11"))))
def test_the_last_version_stays_whichever_comes_last(order: tuple[str, ...], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/news.db"
    for version in order:
        write(url, story("s1", version=version))
    assert read(url) == by_id([story("s1", version="11")])


def test_of_versions_in_one_batch_the_last_is_written(database: str) -> None:
    write(database, story("s1", version="2"), story("s1", version="10"), story("s1", version="3"))
    assert read(database) == by_id([story("s1", version="10")])


FIRST, SECOND, THIRD = story("a"), story("b", corrects=("a",)), story("c", event("e1"), corrects=("b",))


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))))
def test_a_corrected_story_is_gone_and_does_not_return(order: tuple[Story, ...], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/news.db"
    for each in order:
        write(url, each)
    write(url, *order)
    assert read(url) == by_id([THIRD])


def test_a_correction_takes_all_rows_of_the_story_along(database: str, rows_in: RowsIn) -> None:
    write(database, story("a", event("e1")))
    write(database, story("b", corrects=("a",)))
    filled = {name for name, rows in rows_in(database).items() if rows}
    assert filled == {"stories", "corrections", "replaced"}


def test_a_batch_is_written_whole_or_not_at_all(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 2)
    with suppress(KeyboardInterrupt), open_target(database) as write:
        for number in range(5):
            write(story(str(number), event()))
        raise KeyboardInterrupt
    assert sorted(read(database)) == ["0", "1", "2", "3"]


WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from made import event, story
from extractor.sinks import batches, open_target

batches.SIZE = 3
with open_target(sys.argv[1]) as write:
    for number in range(30):
        write(story(f"{sys.argv[2]} {number}", event()))
        write(story(f"both {number % 10}", event(), version=str(number)))
        corrected = (f"wrong {number}",)
        write(story(f"right {number}", corrects=corrected) if sys.argv[2] == "a" else story(*corrected))
"""


def test_two_processes_at_once_lose_nothing(database: str) -> None:
    makers = str(Path(__file__).parents[1] / "makers")
    command = [sys.executable, "-c", WRITER, database]
    both = [subprocess.Popen([*command, name, makers], stderr=subprocess.PIPE) for name in ("a", "b")]  # noqa: S603
    said = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    own = {f"{name} {number}": story(f"{name} {number}", event()) for name in ("a", "b") for number in range(30)}
    common = {f"both {number}": story(f"both {number}", event(), version=str(number + 20)) for number in range(10)}
    right = {f"right {number}": story(f"right {number}", corrects=(f"wrong {number}",)) for number in range(30)}
    assert read(database) == own | common | right


def test_tables_of_others_are_left_alone(database: str, change: Change, ask: Ask) -> None:
    change(database, "CREATE TABLE stories (title text)")
    with pytest.raises(UsageError, match="has tables of others: stories") as caught:
        write(database)
    assert caught.value.hint == "a database of its own for the stories"
    assert ask(database, "SELECT count(*) FROM stories") == [(0,)]


def test_tables_of_a_later_version_are_left_alone(database: str, change: Change) -> None:
    write(database, story())
    change(database, "UPDATE extractor_schema SET version = 99")
    for use in (write, get_database(database).migrate, read):
        with pytest.raises(UsageError) as caught:
            use(database)
        assert caught.value.what == f"its tables are of version 99, and this extract writes version {VERSION}"
        assert caught.value.hint == "a newer extract, or another database"


OLD = Path(__file__).parent / "versions"


@pytest.mark.parametrize("version", range(VERSION))
def test_tables_of_every_earlier_version_become_as_new(
    version: int, new_database: Callable[[], str], change: Change, form: Callable[[str], Any]
) -> None:
    old, new = new_database(), new_database()
    change(old, *(OLD / f"{version}.{kind_of(old)}.sql").read_text().split(";\n"))
    with pytest.raises(UsageError) as caught:
        write(old)
    assert caught.value.hint == f"extractor migrate {shown(old)}"
    assert [get_database(old).migrate(old) for _ in range(2)] == [(version, VERSION), (VERSION, VERSION)]
    write(new)
    assert form(old) == form(new)


@pytest.mark.parametrize("version", range(VERSION))
def test_what_is_in_them_stays_and_is_written_over(
    version: int, new_database: Callable[[], str], change: Change, rows_in: RowsIn, ask: Ask
) -> None:
    old, new = new_database(), new_database()
    change(old, *(OLD / f"{version}.{kind_of(old)}.sql").read_text().split(";\n"))
    get_database(old).migrate(old)
    found = read(old)
    assert found.keys() == {"old-1", "old-2"}
    assert sorted(ask(old, "SELECT actor, target FROM event_pairs")) == [("USA", "CHN"), ("USA", "JPN")]
    for url in (old, new):
        write(url, *found.values())
    assert rows_in(old) == rows_in(new)


def test_there_is_nothing_to_migrate_where_nothing_was_written(database: str, change: Change) -> None:
    change(database, "CREATE TABLE others (title text)")
    for use in (get_database(database).migrate, read):
        with pytest.raises(UsageError, match="has no tables of extract's"):
            use(database)


# DuckDB's file is open in one process at a time: there a reader lets others in between.
@pytest.mark.parametrize("new_database", ["sqlite", "postgresql"], indirect=True)
def test_a_reader_sees_one_moment_while_others_write(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.sinks.relational.database.CHUNK", 1)
    write(database, *(story(f"s{number}", event("e1")) for number in range(3)))
    reader = iter(get_database(database).read(database))
    first = next(reader)
    write(database, *(story(f"s{number}", event("e2")) for number in range(4)))
    assert [first, *reader] == [story(f"s{number}", event("e1")) for number in range(3)]
