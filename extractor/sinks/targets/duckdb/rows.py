"""Stories into the tables, and out of them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from extractor.records import Story
from extractor.sinks.batches import Known, due, replacements
from extractor.sinks.tables import REPLACED, TABLES, Row, Rows, Table, rows_of, story_of
from extractor.sinks.targets.duckdb.file import Connection
from extractor.sinks.targets.duckdb.form import TYPES, check
from extractor.sources.published import parse_published

# ruff: noqa: S608 - statements are built of the names of our own tables, and have parameters for all else

_THESE = "IN (SELECT unnest(?::VARCHAR[]))"


def store(stories: Collection[Story], connection: Connection) -> None:
    """Write a batch: what is new of it, in place of what was there."""
    check(connection)  # another process may have had the file since the batch before
    news, names = replacements(stories), [story.id for story in stories]
    replaced = _replaced(connection, [*names, *news])
    fresh = due(stories, _known(connection, names), replaced.keys() | news.keys())
    _delete(connection, [*fresh, *news])
    _insert_stories(connection, fresh.values())
    changed = {old: new for old, new in news.items() if replaced.get(old) != new}
    _delete_from(connection, REPLACED, list(changed))
    _insert(connection, REPLACED, [{"story_id": old, "by_id": new} for old, new in changed.items()])


def ids(connection: Connection) -> list[str]:
    """Return the ids of all stories, in order. Raises UsageError where there are no tables of this version."""
    check(connection)
    return [str(name) for (name,) in connection.rows("SELECT id FROM stories ORDER BY id")]


def read(names: list[str], connection: Connection) -> list[Story]:
    """Return those of these stories that are there."""
    found: dict[object, dict[str, list[Row]]] = {name: {table: [] for table in TABLES} for name in names}
    for table in TABLES.values():
        columns = [column.name for column in table.columns]
        listed = ", ".join(f'"{name}"' for name in columns)
        query = f"SELECT {listed} FROM {table.name} WHERE {_owner(table)} {_THESE}"
        for values in connection.rows(query, names):
            row = dict(zip(columns, values, strict=True))
            found[row[_owner(table)]][table.name].append(row)
    return [story_of(rows) for rows in found.values() if rows["stories"]]


def _known(connection: Connection, names: list[str]) -> dict[str, Known]:
    query = f"SELECT id, version, published, digest FROM stories WHERE id {_THESE}"
    found: Iterable[tuple[Any, ...]] = connection.rows(query, names)
    return {
        name: Known(version, parse_published(published or ""), digest) for name, version, published, digest in found
    }


def _replaced(connection: Connection, names: list[str]) -> dict[str, str]:
    """Return which of these stories are replaced, and by which."""
    found: Iterable[tuple[Any, ...]] = connection.rows(
        f"SELECT story_id, by_id FROM {REPLACED.name} WHERE story_id {_THESE}", names
    )
    return dict(found)


def _delete(connection: Connection, names: list[str]) -> None:
    """Delete stories that are there, with all their rows."""
    there = [str(name) for (name,) in connection.rows(f"SELECT id FROM stories WHERE id {_THESE}", names)]
    for table in TABLES.values():
        _delete_from(connection, table, there)


def _delete_from(connection: Connection, table: Table, names: list[str]) -> None:
    if names:
        connection.run(f"DELETE FROM {table.name} WHERE {_owner(table)} {_THESE}", names)


def _owner(table: Table) -> str:
    """Return the column that says which story a row is of."""
    return "id" if table.name == "stories" else "story_id"


def _insert_stories(connection: Connection, stories: Iterable[Story]) -> None:
    rows: Rows = defaultdict(list)
    for story in stories:
        for name, own in rows_of(story).items():
            rows[name] += own
    for name, own in rows.items():
        _insert(connection, TABLES[name], own)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows as one list a column: row by row takes forty times as long."""
    if rows:
        lists = ", ".join(f"unnest(?::{TYPES[column.type]}[])" for column in table.columns)
        values = ([row[column.name] for row in rows] for column in table.columns)
        connection.run(f"INSERT INTO {table.name} SELECT {lists}", *values)
