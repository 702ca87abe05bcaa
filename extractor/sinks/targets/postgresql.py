"""PostgreSQL: `--to postgresql://USER@HOST/NAME`, by psycopg 3.

What the URL leaves out comes from where libpq looks: PGHOST, PGPASSWORD, PGSERVICE, ~/.pgpass. The tables are made in
the first schema of the user's search path; the database itself must be there (`createdb news`). NUL characters, which
PostgreSQL has in no text, become U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from extractor.records import Story
from extractor.sinks.relational.database import Database, Kind, connected, reading, writing
from extractor.sinks.relational.migrations import migrated
from extractor.sinks.relational.places import Place, place_of

if TYPE_CHECKING:
    from extractor.sinks import Write

HINT = "postgresql://USER@HOST/NAME"
# Any number, so that our writers take turns with each other and not with other programs. "wire" in ASCII.
_TURN: Final = 0x77697265
# A server that is gone without a word is noticed after a minute.
_CONNECTION = {
    "connect_timeout": 10,
    "application_name": "extractor",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
# serialisation failure, deadlock, lock not available; the server is starting
_WAITS = ("40001", "40P01", "55P03", "57P03")
# connection lost, server shut down or crashed, too many connections
_LOST = ("08", "57P01", "57P02", "53300")


def opened(target: str) -> AbstractContextManager[Write]:
    """Give the function that writes a story into the database at this URL."""
    return writing(_place(target), KIND)


def read(target: str) -> Iterator[Story]:
    """Yield the records that the database holds."""
    return reading(_place(target), KIND)


def database(target: str) -> AbstractContextManager[Database]:
    """Give the database at this URL, to read from; nothing is made."""
    return connected(_place(target), KIND)


def migrate(target: str) -> tuple[int, int]:
    """Bring the tables to the version written now; return the versions before and after."""
    return migrated(_place(target), KIND)


def _place(target: str) -> Place:
    return place_of(target, driver="postgresql+psycopg", hint=HINT)


def _fitted(story: Story) -> Story:
    """Return the story as PostgreSQL can hold it."""
    is_clean = "\\u0000" not in story.model_dump_json()
    return story if is_clean else Story.model_validate(_without_nul(story.model_dump()))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {name: _without_nul(each) for name, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, tuple) else value


def _engine(url: sa.URL) -> sa.Engine:
    asked = {name: value for name, value in _CONNECTION.items() if name not in url.query}
    return sa.create_engine(url, connect_args=asked, isolation_level="READ COMMITTED", pool_pre_ping=True)


def _take_turn(connection: sa.Connection) -> None:
    """Wait until no other of our transactions is under way; the end of this one lets the next in."""
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))


def _look(connection: sa.Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _waits(error: DBAPIError) -> bool:
    return _state(error).startswith(_WAITS)


def _is_lost(error: DBAPIError) -> bool:
    is_unconnected = isinstance(error.orig, psycopg.OperationalError) and not _state(error)
    return error.connection_invalidated or is_unconnected or _state(error).startswith(_LOST)


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


KIND = Kind(engine=_engine, waits=_waits, lost=_is_lost, take_turn=_take_turn, look=_look, fitted=_fitted)
