"""The tables as SQLAlchemy knows them, and the views."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SetColumnComment, SetTableComment

from extractor.sinks.tables import REPLACED, SCHEMA, TABLES, Column, Table, Type
from extractor.sinks.views import VIEWS

NUMBER = "number"
_TYPES: dict[Type, type[sa.types.TypeEngine[Any]]] = {
    "text": sa.Text,
    "integer": sa.Integer,
    "number": sa.Double,
    "flag": sa.Boolean,
    "day": sa.Date,
}
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def metadata(*, numbered: frozenset[str] = frozenset()) -> sa.MetaData:
    """Return all tables. Those `numbered` get a `number` as primary key, and their own key is unique beside it."""
    made = sa.MetaData(naming_convention=_NAMES)
    for table in (*TABLES.values(), REPLACED, SCHEMA):
        _add(table, made, is_numbered=table.name in numbered)
    return made


def _add(table: Table, made: sa.MetaData, *, is_numbered: bool) -> None:
    number = [sa.Column(NUMBER, sa.Integer, primary_key=True)] if is_numbered else []
    sa.Table(
        table.name,
        made,
        *number,
        *(_column(column) for column in table.columns),
        sa.UniqueConstraint(*table.key) if is_numbered else sa.PrimaryKeyConstraint(*table.key),
        *(
            sa.ForeignKeyConstraint(each.columns, [f"{each.table}.{name}" for name in each.to], ondelete="CASCADE")
            for each in table.references
        ),
        *(sa.Index(None, *columns) for columns in table.indexes),
        comment=table.comment,
    )


def _column(column: Column) -> sa.Column[Any]:
    return sa.Column(
        column.name,
        _TYPES[column.type],
        nullable=column.nullable,
        comment=column.comment,
        autoincrement=False,  # a version and a place are given, not counted
    )


def set_comments(connection: sa.Connection, made: sa.MetaData) -> None:
    """Say of tables and columns that were there what is said of those made now."""
    if connection.dialect.supports_comments:
        for table in made.tables.values():
            connection.execute(SetTableComment(table))
            for column in table.columns:
                connection.execute(SetColumnComment(column))


def create_views(connection: sa.Connection) -> None:
    """Make the views."""
    for name, select in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {select}")


def drop_views(connection: sa.Connection) -> None:
    """Drop the views, those first that are made of others."""
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
