"""Fixtures for tests of databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlalchemy as sa

from extractor.sinks import kind_of
from extractor.sinks.tables import REPLACED, TABLES

Rows = dict[str, list[tuple[Any, ...]]]


DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


@pytest.fixture(params=["sqlite", "postgresql", "duckdb"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Make an empty database at each call, and return its URL; of each kind of them in turn."""
    if request.param == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("new_postgresql")
        return make
    numbers = count()
    return lambda: f"{request.param}:///{tmp_path}/news{next(numbers)}.db"


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The URL of an empty database, of each kind of them in turn."""
    return new_database()


@pytest.fixture
def ask() -> Callable[[str, str], list[tuple[Any, ...]]]:
    """Return the rows that a database gives for a query."""
    return lambda url, query: answers(url, [query])[0]


def answers(url: str, queries: Iterable[str]) -> list[list[tuple[Any, ...]]]:
    if kind_of(url) == "duckdb":
        with in_duckdb(url) as connection:
            return [connection.sql(query).fetchall() for query in queries]
    with connected(url) as connection:
        return [[tuple(row) for row in connection.exec_driver_sql(query)] for query in queries]


@pytest.fixture
def change() -> Callable[..., None]:
    """Do to a database, behind the program's back, what statements say."""

    def change(url: str, *statements: str) -> None:
        if kind_of(url) == "duckdb":
            with in_duckdb(url) as connection:
                connection.execute(";".join(statements))
            return
        with connected(url) as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.commit()

    return change


@pytest.fixture
def form() -> Callable[[str], Any]:
    """Return all that a database's tables and views are: columns, keys, references, indexes, comments."""

    def form(url: str) -> Any:
        if kind_of(url) == "duckdb":
            with in_duckdb(url) as connection:
                return [connection.sql(query).fetchall() for query in DUCKDB_FORM]
        with connected(url) as connection:
            inspector = sa.inspect(connection)
            names = [name for name in inspector.get_table_names() if "search" not in name]
            return sorted(inspector.get_view_names()), {name: _form(inspector, name) for name in names}

    return form


def _form(inspector: sa.Inspector, name: str) -> dict[str, Any]:
    columns = [{**column, "type": str(column["type"]), "default": None} for column in inspector.get_columns(name)]
    indexes = sorted(inspector.get_indexes(name), key=repr)
    references = sorted(inspector.get_foreign_keys(name), key=repr)
    return {"columns": columns, "key": inspector.get_pk_constraint(name), "rest": (indexes, references)}


DUCKDB_FORM = (
    "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
    "SELECT table_name, comment FROM duckdb_tables() ORDER BY ALL",
    "SELECT table_name, column_index, column_name, data_type, is_nullable, comment FROM duckdb_columns() ORDER BY ALL",
    "SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL",
)


def in_duckdb(url: str) -> closing[duckdb.DuckDBPyConnection]:
    return closing(duckdb.connect(url.partition(":///")[2]))


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(sa.make_url(url).set(drivername=DRIVERS[kind_of(url)]))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@pytest.fixture
def rows_in() -> Callable[[str], Rows]:
    """Return all rows of a database, the numbers that SQLite gives them included, in some fixed order."""
    names = (*TABLES, REPLACED.name)
    queries = [f"SELECT * FROM {name}" for name in names]  # noqa: S608 - our own names
    return lambda url: {name: sorted(rows, key=repr) for name, rows in zip(names, answers(url, queries), strict=True)}
