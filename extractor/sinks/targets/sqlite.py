"""SQLite: `--to sqlite:///news.db`, and four slashes before an absolute path.

    SELECT e.text FROM evidence e WHERE e.number IN (SELECT rowid FROM evidence_search('semiconductor*'))

Full-text search on the evidence is there at once (FTS5), and Datasette finds it; so each sentence has a `number`, which
VACUUM leaves as it is. WAL mode: others read while a run writes. Needs a local disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from extractor.errors import UsageError
from extractor.sinks.relational.database import Database, Kind, connected, reading, writing
from extractor.sinks.relational.migrations import migrated
from extractor.sinks.relational.places import Place, place_of

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write

HINT = "sqlite:///news.db"
BUSY_SECONDS = 30
# Datasette knows by content="evidence", in these very quotes, what is searched.
_SEARCH = (
    "DROP TABLE IF EXISTS evidence_search",
    *(f"DROP TRIGGER IF EXISTS evidence_{done}" for done in ("added", "deleted", "changed")),
    """CREATE VIRTUAL TABLE evidence_search USING fts5(
         text, content="evidence", content_rowid='number', tokenize='porter unicode61')""",
    """CREATE TRIGGER evidence_added AFTER INSERT ON evidence BEGIN
         INSERT INTO evidence_search(rowid, text) VALUES (new.number, new.text);
       END""",
    """CREATE TRIGGER evidence_deleted AFTER DELETE ON evidence BEGIN
         INSERT INTO evidence_search(evidence_search, rowid, text) VALUES ('delete', old.number, old.text);
       END""",
    """CREATE TRIGGER evidence_changed AFTER UPDATE ON evidence BEGIN
         INSERT INTO evidence_search(evidence_search, rowid, text) VALUES ('delete', old.number, old.text);
         INSERT INTO evidence_search(rowid, text) VALUES (new.number, new.text);
       END""",
    "INSERT INTO evidence_search(evidence_search) VALUES ('rebuild')",
)


def opened(target: str) -> AbstractContextManager[Write]:
    """Give the function that writes a story into the database at this URL."""
    return writing(_place(target), KIND)


def read(target: str) -> Iterator[Story]:
    """Yield the records that the database holds."""
    return reading(_there(target), KIND)


def database(target: str) -> AbstractContextManager[Database]:
    """Give the database at this URL, to read from; nothing is made."""
    return connected(_there(target), KIND)


def migrate(target: str) -> tuple[int, int]:
    """Bring the tables to the version written now; return the versions before and after."""
    return migrated(_there(target), KIND)


def _place(target: str) -> Place:
    place = place_of(target, driver="sqlite+pysqlite", hint=HINT)
    if place.url.database in (None, "", ":memory:"):
        raise UsageError("a database in memory would be gone at the end", where=place.shown, hint=HINT)
    return place


def _there(target: str) -> Place:
    """Return the place of a database that must be there: to open it would make it."""
    place = _place(target)
    if not Path(str(place.url.database)).exists():
        raise UsageError("no such file", where=place.shown, hint="extract PATH --to this, which makes it")
    return place


def _engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # no BEGIN of Python's own: see _take_turn
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _take_turn(connection: sa.Connection) -> None:
    """Be the only writer from here on: two that both read first, and then write, would each wait for the other."""
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _look(connection: sa.Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only = ON")
    connection.exec_driver_sql("BEGIN")


def _search(connection: sa.Connection) -> None:
    for statement in _SEARCH:
        connection.exec_driver_sql(statement)


def _is_busy(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest says why
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


KIND = Kind(
    engine=_engine,
    waits=_is_busy,
    lost=lambda error: False,
    take_turn=_take_turn,
    look=_look,
    finish=_search,
    numbered=frozenset({"evidence"}),
)
