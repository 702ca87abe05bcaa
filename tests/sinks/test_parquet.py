"""Parquet folders, read back by pyarrow and by DuckDB."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import event, stories, story

from extractor.records import Rate, Span, Story
from extractor.sinks import open_target
from extractor.sinks.targets import parquet

# ruff: noqa: S608 - queries on files of the test's own


def write(folder: Path, *written: Story) -> None:
    with open_target(str(folder)) as write:
        for each in written:
            write(each)


def record(row: dict[str, Any]) -> Story:
    return Story.model_validate({name: value for name, value in row.items() if name != "published_day"})


def by_duckdb(folder: Path) -> list[dict[str, Any]]:
    found = duckdb.sql(f"SELECT * FROM '{folder}/*.parquet'")
    return [dict(zip(found.columns, values, strict=True)) for values in found.fetchall()]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(stories(), unique_by=lambda story: story.id, max_size=3))
def test_records_come_back_the_same(tmp_path: Path, written: list[Story]) -> None:
    alone = [each.model_copy(update={"corrects": ()}) for each in written]
    write(tmp_path / "events.parquet", *alone)
    assert [record(row) for row in pq.read_table(tmp_path / "events.parquet").to_pylist()] == alone
    assert [record(row) for row in by_duckdb(tmp_path / "events.parquet")] == alone


def test_the_columns_are_the_record_s_fields_and_a_real_day(tmp_path: Path) -> None:
    moment = dt.datetime(2025, 4, 16, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4)))
    write(tmp_path / "events.parquet", story(published=moment))
    table = pq.read_table(tmp_path / "events.parquet")
    assert table.schema.names == [*Story.model_fields, "published_day"]
    assert table.schema.field("published_day").type == pa.date32()
    [row] = table.to_pylist()
    assert (row["published"], row["published_day"]) == ("2025-04-16T23:30:00-04:00", dt.date(2025, 4, 16))


def test_lists_are_nested_with_their_types_and_what_is_said_of_them(tmp_path: Path) -> None:
    write(tmp_path / "events.parquet", story())
    events = pq.read_schema(tmp_path / "events.parquet" / "stories.parquet").field("events").type.value_type
    dates = events.field("dates").type.value_type
    assert [dates.field(name).type for name in ("value", "earliest", "role")] == [pa.string(), pa.date32(), pa.string()]
    assert [dates.field(name).nullable for name in ("value", "earliest", "role")] == [False, True, False]
    assert events.field("confidence").type == pa.float64()
    assert events.field("actors").type == pa.list_(pa.field("element", pa.string(), nullable=False))
    assert events.field("kind").metadata[b"comment"].startswith(b"one of tariff, ")
    assert dates.field("earliest").metadata[b"comment"] == b"first day of the value; null for durations"


def test_it_is_compressed_with_zstd_in_groups_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 2)
    write(tmp_path / "events.parquet", *(story(str(number), event()) for number in range(5)))
    file = pq.ParquetFile(tmp_path / "events.parquet" / "stories.parquet")
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    assert [group.num_rows for group in groups] == [2, 2, 1]
    assert {group.column(0).compression for group in groups} == {"ZSTD"}


def test_events_are_a_query_away(tmp_path: Path) -> None:
    rate = Rate(value=25, mention=Span(start=0, end=3, text="25%"))
    write(tmp_path / "events.parquet", story("a", event("e1", rates=(rate,)), event("e2")), story("b"))
    source = f"(SELECT id, unnest(events) AS e FROM '{tmp_path}/events.parquet/*.parquet')"
    query = f"SELECT id, e.id, e.actors, e.rates[1].value, e.evidence[1].text FROM {source} ORDER BY ALL"
    assert duckdb.sql(query).fetchall() == [
        ("a", "e1", ["USA"], 25.0, "Sentence of e1."),
        ("a", "e2", ["USA"], None, "Sentence of e2."),
    ]
