"""One database of stories: opening it, writing a batch, reading records back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from extractor.errors import ExtractorError, UsageError
from extractor.sinks.batches import Known, batched, due, replacements
from extractor.sinks.relational.faults import Fault, attempts, told
from extractor.sinks.relational.places import Place
from extractor.sinks.relational.schema import create_views, metadata
from extractor.sinks.states import other_version, tables_of_others, without_tables
from extractor.sinks.tables import REPLACED, SCHEMA, TABLES, VERSION, Rows, rows_of, story_of
from extractor.sources.published import parse_published

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write

T = TypeVar("T")
CHUNK: Final = 100
_AGAIN = "the same command again once that is mended; with --journal it goes on from here"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What one database does in its own way.

    `take_turn` begins a transaction that no other writer's overlaps, `look` one that reads and sees a single moment.
    `finish` makes what goes beyond tables and views. Of `numbered` tables the rows have a number. `fitted` makes a
    story one that fits in. `waits` says of an error that another's turn may be over soon, `lost` that the server may
    be back.
    """

    engine: Callable[[sa.URL], sa.Engine]
    waits: Fault
    lost: Fault
    take_turn: Callable[[sa.Connection], None]
    look: Callable[[sa.Connection], None]
    finish: Callable[[sa.Connection], None] = lambda connection: None
    fitted: Callable[[Story], Story] = lambda story: story
    numbered: frozenset[str] = frozenset()

    def passes(self, error: DBAPIError) -> bool:
        """Say whether it is worth while to write again."""
        return self.waits(error) or self.lost(error)


class Database:
    """A database of stories. Made by `connected`."""

    def __init__(self, place: Place, kind: Kind) -> None:
        self.place, self.kind = place, kind
        self.metadata = metadata(numbered=kind.numbered)
        self._engine = kind.engine(place.url)

    def table(self, name: str) -> sa.Table:
        """Return the table of that name."""
        return self.metadata.tables[name]

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def attempt(self, work: Callable[[sa.Connection], T], *, passes: Fault) -> T:
        """Do `work` in one transaction in which no one else writes; again while its errors may pass."""
        done: T = attempts(passes)(self._once, work)
        return done

    def _once(self, work: Callable[[sa.Connection], T]) -> T:
        with self._engine.begin() as connection:
            self.kind.take_turn(connection)
            return work(connection)

    def version(self, connection: sa.Connection) -> int | None:
        """Return the version of the tables that are there; None where there are none.

        Raises UsageError where they are not ours.
        """
        there = set(sa.inspect(connection).get_table_names())
        if SCHEMA.name in there:
            return connection.scalar(sa.select(self.table(SCHEMA.name).c.version))
        if foreign := there & self.metadata.tables.keys():
            raise tables_of_others(self.place.shown, foreign)
        return None

    def prepare(self, connection: sa.Connection) -> None:
        """Make the tables where there are none. Raises UsageError where they are of another version."""
        version = self.version(connection)
        if version is None:
            self.metadata.create_all(connection)
            connection.execute(sa.insert(self.table(SCHEMA.name)), {"version": VERSION})
            create_views(connection)
            self.kind.finish(connection)
        elif version != VERSION:
            raise other_version(self.place.shown, version)

    def store(self, stories: Collection[Story]) -> None:
        """Write a batch: all of it, or with an ExtractorError nothing."""
        with told(ExtractorError, "cannot be written", self.place, hint=_AGAIN):
            fitted = [self.kind.fitted(story) for story in stories]
            self.attempt(lambda connection: self._store(connection, fitted), passes=self.kind.passes)

    def _store(self, connection: sa.Connection, stories: Collection[Story]) -> None:
        if (version := connection.scalar(sa.select(self.table(SCHEMA.name).c.version))) != VERSION:
            raise other_version(self.place.shown, version or 0)
        news, ids = replacements(stories), {story.id for story in stories}
        replaced = self._replaced(connection, ids | news.keys())
        fresh = due(stories, self._known(connection, ids), replaced.keys() | news.keys())
        self._delete(connection, fresh.keys() | news.keys())
        self._insert(connection, fresh.values())
        self._replace(connection, {old: new for old, new in news.items() if replaced.get(old) != new})

    def _known(self, connection: sa.Connection, ids: Collection[str]) -> dict[str, Known]:
        table = self.table("stories")
        query = sa.select(table.c.id, table.c.version, table.c.published, table.c.digest).where(table.c.id.in_(ids))
        return {
            row.id: Known(row.version, parse_published(row.published or ""), row.digest)
            for row in connection.execute(query)
        }

    def _replaced(self, connection: sa.Connection, ids: Collection[str]) -> dict[str, str]:
        """Return which of these stories are replaced, and by which."""
        table = self.table(REPLACED.name)
        found = connection.execute(sa.select(table.c.story_id, table.c.by_id).where(table.c.story_id.in_(ids)))
        return {row.story_id: row.by_id for row in found}

    def _replace(self, connection: sa.Connection, news: Mapping[str, str]) -> None:
        table = self.table(REPLACED.name)
        connection.execute(sa.delete(table).where(table.c.story_id.in_(list(news))))
        _insert_rows(connection, table, [{"story_id": old, "by_id": new} for old, new in news.items()])

    def _delete(self, connection: sa.Connection, ids: Collection[str]) -> None:
        table = self.table("stories")
        connection.execute(sa.delete(table).where(table.c.id.in_(list(ids))))

    def _insert(self, connection: sa.Connection, stories: Iterable[Story]) -> None:
        rows: Rows = {name: [] for name in TABLES}
        for story in stories:
            for name, own in rows_of(story).items():
                rows[name] += own
        for name, own in rows.items():
            _insert_rows(connection, self.table(name), own)

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """Give a connection that reads, and sees a single moment. Raises UsageError where there is nothing to read."""
        with self._engine.begin() as connection:
            self.kind.look(connection)
            if (version := self.version(connection)) is None:
                raise without_tables(self.place.shown)
            if version != VERSION:
                raise other_version(self.place.shown, version)
            yield connection

    def read(self) -> Iterator[Story]:
        """Yield the records, in the order of their ids."""
        with told(UsageError, "cannot be read", self.place, hint="another database"), self.look() as connection:
            last = ""
            while ids := self._ids_after(connection, last):
                yield from self.records(connection, ids)
                last = ids[-1]

    def _ids_after(self, connection: sa.Connection, last: str) -> Sequence[str]:
        own = self.table("stories").c.id
        return connection.scalars(sa.select(own).where(own > last).order_by(own).limit(CHUNK)).all()

    def records(self, connection: sa.Connection, ids: Sequence[str]) -> Iterator[Story]:
        """Yield the records of those of these stories that are there, in the order of `ids`."""
        found: dict[str, Rows] = {name: {table: [] for table in TABLES} for name in ids}
        for name in TABLES:
            table = self.table(name)
            own = table.c["id" if name == "stories" else "story_id"]
            for row in connection.execute(sa.select(table).where(own.in_(ids))).mappings():
                found[row[own.name]][name].append(dict(row))
        yield from (story_of(rows) for rows in found.values() if rows["stories"])


def _insert_rows(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


@contextmanager
def connected(place: Place, kind: Kind) -> Iterator[Database]:
    """Give the database at a place, and close it in the end."""
    database = Database(place, kind)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def writing(place: Place, kind: Kind) -> Iterator[Write]:
    """Give the function that writes a story. Raises UsageError where there is no database to write to."""
    with connected(place, kind) as database:
        with told(UsageError, "cannot be opened", place, hint="a database that is there, and that you may write to"):
            database.attempt(database.prepare, passes=kind.waits)
        with batched(database.store) as write:
            yield write


def reading(place: Place, kind: Kind) -> Iterator[Story]:
    """Yield the records of a database."""
    with connected(place, kind) as database:
        yield from database.read()
