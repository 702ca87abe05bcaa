"""The tables and views in DuckDB: made where they are not there, checked where they are, and migrated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from extractor.sinks.states import other_version, tables_of_others, without_tables
from extractor.sinks.tables import REPLACED, SCHEMA, TABLES, VERSION, Column, Table, Type
from extractor.sinks.targets.duckdb.file import Connection
from extractor.sinks.views import VIEWS

TYPES: Final[dict[Type, str]] = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "flag": "BOOLEAN",
    "day": "DATE",
}
_ALL = (*TABLES.values(), REPLACED, SCHEMA)

# ruff: noqa: S608 - statements are built of the names of our own tables, and have parameters for all else


def prepare(connection: Connection) -> None:
    """Make the tables where there are none. Raises UsageError where they are of another version."""
    version = _version(connection)
    if version is None:
        _create_missing(connection)
        connection.run(f"INSERT INTO {SCHEMA.name} VALUES (?)", VERSION)
    elif version != VERSION:
        raise other_version(connection.where, version)


def check(connection: Connection) -> None:
    """Raise UsageError where there are no tables, or those of another version."""
    version = _version(connection)
    if version is None:
        raise without_tables(connection.where)
    if version != VERSION:
        raise other_version(connection.where, version)


def migrate(connection: Connection) -> int:
    """Bring the tables to this version; return the version before."""
    before = _version(connection)
    if before is None:
        raise without_tables(connection.where)
    if before > VERSION:
        raise other_version(connection.where, before)
    for version in range(before, VERSION):
        _STEPS[version](connection)
    if before < VERSION:
        _create_missing(connection)
        connection.run(f"UPDATE {SCHEMA.name} SET version = ?", VERSION)
    return before


def _from_0(connection: Connection) -> None:
    # An empty digest is no record's: the next run over these stories writes them anew, once.
    connection.run("ALTER TABLE stories ADD COLUMN digest VARCHAR DEFAULT ''")
    connection.run("ALTER TABLE stories ALTER COLUMN digest SET NOT NULL")


# From each version of the tables to the next: extractor.sinks.relational.migrations says what each was.
_STEPS: Final[dict[int, Callable[[Connection], None]]] = {0: _from_0}


def _version(connection: Connection) -> int | None:
    """Return the version of the tables that are there; None where there are none. Raises UsageError at others'."""
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    there = {str(name) for (name,) in connection.rows(query)}
    if SCHEMA.name in there:
        return max(int(str(version)) for (version,) in connection.rows(f"SELECT version FROM {SCHEMA.name}"))
    if taken := there & {*(table.name for table in _ALL), *VIEWS}:
        raise tables_of_others(connection.where, taken)
    return None


def _create_missing(connection: Connection) -> None:
    for table in _ALL:
        columns = ", ".join(_declared(column) for column in table.columns)
        key = ", ".join(table.key)
        connection.run(f"CREATE TABLE IF NOT EXISTS {table.name} ({columns}, PRIMARY KEY ({key}))")
        _comment(connection, table)
    for name, select in VIEWS.items():
        connection.run(f"CREATE OR REPLACE VIEW {name} AS {select}")


def _declared(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.type]}{"" if column.nullable else " NOT NULL"}'


def _comment(connection: Connection, table: Table) -> None:
    connection.run(f"COMMENT ON TABLE {table.name} IS {_literal(table.comment)}")
    for column in table.columns:
        if column.comment:
            connection.run(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_literal(column.comment)}')


def _literal(comment: str) -> str:
    """Return a comment of ours as SQL, where a statement takes no parameter."""
    return "'" + comment.replace("'", "''") + "'"
