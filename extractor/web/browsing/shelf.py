"""The database that is browsed, as `extract --to` fills it (extractor.sinks.tables). It is read, never written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from extractor.errors import RequestError, UsageError
from extractor.records import Story
from extractor.sinks.relational.database import Database
from extractor.sinks.relational.faults import told
from extractor.web.browsing.wanted import Wanted, stories_of_pair

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

    def __init__(self, database: Database, *, hint: str) -> None:
        """Raise UsageError where the database cannot be opened, which says `hint`, or has no tables of ours."""
        self._database, self._tables = database, database.metadata.tables
        with told(UsageError, "cannot be opened", database.place, hint=hint), database.look():
            pass

    def find(self, wanted: Wanted, *, first: int, most: int) -> Found:
        """Return those stories that are `wanted`, from the `first` on, the latest first."""
        return self._found(wanted.stories(self._tables), first, most)

    def between(self, one: str, other: str, *, most: int) -> Found:
        """Return stories with events between two countries, the latest first."""
        return self._found(stories_of_pair(self._tables, one, other), 0, most)

    def story(self, name: str) -> Story | None:
        """Return the story of that id."""
        with self._reading() as connection:
            return next(self._database.records(connection, [name]), None)

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

    def _found(self, query: sa.Select[str], first: int, most: int) -> Found:
        with self._reading() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
            names = connection.scalars(query.offset(first).limit(most)).all()
            return Found(list(self._database.records(connection, names)), total)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the database. Raises RequestError where it does not answer."""
        try:
            with self._database.look() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise RequestError(503, "the database does not answer", hint="again in a moment", wait=_PATIENCE) from error
