"""The database that is browsed, as `extract --to` fills it (extractor.sinks.tables). It is read, never written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from extractor.errors import RequestError, UsageError
from extractor.records import Story
from extractor.sinks.relational.places import Place, place_of
from extractor.sinks.relational.schema import metadata
from extractor.sinks.states import other_version, without_tables
from extractor.sinks.tables import SCHEMA, TABLES, VERSION, Row, story_of
from extractor.web.browsing.wanted import Wanted, stories_of_pair

HINT = "sqlite:///FILE, or postgresql://USER@HOST/NAME"
_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
_PATIENCE = 10
_MOST_PAIRS = 500


class PairCount(NamedTuple):
    """How many events there are of one country, the actor, towards another."""

    actor: str
    target: str
    events: int


class Found(NamedTuple):
    """A part of the stories that were asked for, and how many there are in all."""

    stories: list[Story]
    total: int


class Shelf:
    """Stories of a database. Made by `open_shelf`; threads may share it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._tables = metadata().tables

    def find(self, wanted: Wanted, *, first: int, most: int) -> Found:
        """Return those stories that are `wanted`, from the `first` on, the latest first."""
        return self._found(wanted.stories(self._tables), first, most)

    def between(self, one: str, other: str, *, most: int) -> Found:
        """Return stories with events between two countries, the latest first."""
        return self._found(stories_of_pair(self._tables, one, other), 0, most)

    def story(self, name: str) -> Story | None:
        """Return the story of that id."""
        with self._reading() as connection:
            return next(self._records(connection, [name]), None)

    def countries(self) -> dict[str, str]:
        """Return the names of the countries that have a part in events, by their codes, in the order of the names."""
        named, parts = self._tables["countries"], self._tables["event_countries"]
        used = sa.exists().where(parts.c.code == named.c.code)
        query = sa.select(named.c.code, sa.func.max(named.c.name).label("name")).where(used).group_by(named.c.code)
        with self._reading() as connection:
            return dict(sorted(((row.code, row.name) for row in connection.execute(query)), key=lambda pair: pair[1]))

    def pairs(self) -> list[PairCount]:
        """Return the pairs of actor and target, those with most events first."""
        parts = self._tables["event_countries"]
        one, other = parts.alias(), parts.alias()
        same = sa.and_(one.c.story_id == other.c.story_id, one.c.event_id == other.c.event_id)
        query = (
            sa.select(one.c.code, other.c.code.label("other"), sa.func.count().label("events"))
            .join_from(one, other, same)
            .where(one.c.part == "actor", other.c.part == "target")
            .group_by(one.c.code, other.c.code)
            .order_by(sa.desc("events"), one.c.code, sa.text("other"))
            .limit(_MOST_PAIRS)
        )
        with self._reading() as connection:
            return [PairCount(*row) for row in connection.execute(query)]

    def check(self, place: Place) -> None:
        """Raise UsageError where there are no tables of ours, or those of another version."""
        with self._engine.connect() as connection:
            if not sa.inspect(connection).has_table(SCHEMA.name):
                raise without_tables(place.shown)
            if (version := connection.scalar(sa.select(self._tables[SCHEMA.name].c.version))) != VERSION:
                raise other_version(place.shown, version or 0)

    def _found(self, query: sa.Select[str], first: int, most: int) -> Found:
        with self._reading() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
            names = connection.scalars(query.offset(first).limit(most)).all()
            return Found(list(self._records(connection, names)), total)

    def _records(self, connection: sa.Connection, names: Sequence[str]) -> Iterator[Story]:
        found: dict[str, dict[str, list[Row]]] = {name: {table: [] for table in TABLES} for name in names}
        for name in TABLES:
            table = self._tables[name]
            own = table.c["id" if name == "stories" else "story_id"]
            for row in connection.execute(sa.select(table).where(own.in_(names))).mappings():
                found[row[own.name]][name].append(dict(row))
        return (story_of(rows) for rows in found.values() if rows["stories"])

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the database. Raises RequestError where it does not answer."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise RequestError(503, "the database does not answer", hint="again in a moment", wait=_PATIENCE) from error


@contextmanager
def open_shelf(target: str) -> Iterator[Shelf]:
    """Open the database at a URL. Raises UsageError where there is none, or none of ours."""
    scheme = target.partition(":")[0].partition("+")[0]
    if scheme not in _DRIVERS:
        raise UsageError("only SQLite and PostgreSQL can be browsed", where="--db", hint=HINT)
    place = place_of(target, driver=_DRIVERS[scheme], hint=HINT)
    engine = _sqlite(place) if scheme == "sqlite" else _postgresql(place)
    try:
        shelf = Shelf(engine)
        try:
            shelf.check(place)
        except SQLAlchemyError as error:
            why = place.masked(" ".join(str(getattr(error, "orig", error)).split()))
            raise UsageError(f"cannot be opened: {why}", where=place.shown, hint=HINT) from error
        yield shelf
    finally:
        engine.dispose()


def _sqlite(place: Place) -> sa.Engine:
    if not Path(place.url.database or "").is_file():  # to open it would make it
        raise UsageError("no such file", where=place.shown, hint=HINT)
    engine = sa.create_engine(place.url, connect_args={"timeout": _PATIENCE})
    sa.event.listen(engine, "connect", _only_read)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _only_read(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # or Python would begin transactions at times of its own
    connection.execute("PRAGMA query_only = ON")


def _postgresql(place: Place) -> sa.Engine:
    options = {"connect_timeout": _PATIENCE, "options": "-c default_transaction_read_only=on"}
    return sa.create_engine(place.url, connect_args=options, isolation_level="REPEATABLE READ", pool_pre_ping=True)
