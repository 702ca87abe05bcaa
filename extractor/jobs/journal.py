"""A journal of finished records, so that a run that was broken off goes on where it was.

    records    key: hash of the story and of what reads it (extractor.jobs.identity)  ->  record, packed and compressed

It remembers records, not output. Each run writes its whole output anew and in order: what the journal holds comes
from there in a millisecond, the rest is read. So nothing is missing in the output and nothing is there twice, wherever
the run before was broken off, and whichever options choose what is written. Errors are not remembered: the next run
tries again.

SQLite in WAL mode, each record a transaction: what is committed survives the death of the process. A power cut may take
the last of them, which are read again, and never breaks the file (https://sqlite.org/pragma.html#pragma_synchronous).
Known misses: WAL needs a local disk; records of earlier versions of the program stay until the file is deleted.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError, StoryError, UsageError
from extractor.jobs.packing import pack, unpack
from extractor.records import Story
from extractor.wire import WireStory

Item = WireStory | Story | StoryError
Result = Story | StoryError
# "wire" in ASCII: SQLite keeps it in the file's head, so that no other database is written into by mistake.
APPLICATION = 0x77697265
FORM = 1
_BUSY_SECONDS = 30.0
_SCHEMA = f"""
    PRAGMA application_id = {APPLICATION};
    PRAGMA user_version = {FORM};
    CREATE TABLE IF NOT EXISTS records (key BLOB PRIMARY KEY NOT NULL, record BLOB NOT NULL);
"""
_OPTION = "--journal"


class Journal:
    """Finished records by key. Made by `open_journal`."""

    def __init__(self, database: sqlite3.Connection, path: str) -> None:
        self._database, self._path = database, path

    def get(self, key: bytes) -> bytes | None:
        """Return the packed record under `key`; None where there is none, or it is damaged."""
        with self._said():
            row = self._database.execute("SELECT record FROM records WHERE key = ?", (key,)).fetchone()
        try:
            return zlib.decompress(row[0]) if row else None
        except zlib.error:
            return None

    def put(self, key: bytes, packed: bytes) -> None:
        """Keep a packed record under `key`, for good when this returns."""
        with self._said():
            self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?)", (key, zlib.compress(packed, 1)))

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            hint = "the same command again once that is mended: it goes on from here"
            raise ExtractorError(f"the journal cannot be used: {error}", where=self._path, hint=hint) from error


@contextmanager
def open_journal(path: str) -> Iterator[Journal]:
    """Open or create the journal at `path`. Raises UsageError when there is something else."""
    database = _open(path)
    try:
        yield Journal(database, path)
    finally:
        database.close()


def remembered(
    items: Iterable[Item],
    work: Callable[[Iterator[Item]], Iterator[Result]],
    *,
    journal: Journal,
    key_of: Callable[[WireStory], bytes],
) -> Iterator[Result]:
    """Yield the results of `work`, which gives one for each item in order, done only for what `journal` lacks."""
    keys: deque[bytes | None] = deque()

    def lacking() -> Iterator[Item]:
        for item in items:
            if isinstance(item, WireStory):
                key = key_of(item)
                known = _known(item, journal.get(key))
                keys.append(None if known else key)
                yield known or item
            else:
                keys.append(None)
                yield item

    for result in work(lacking()):
        key = keys.popleft()
        if key and isinstance(result, Story):
            journal.put(key, pack(result))
        yield result


def _known(wire: WireStory, packed: bytes | None) -> Story | None:
    try:
        return unpack(packed, wire) if packed else None
    except ValueError:  # pydantic's error is one: a record that is none is read anew
        return None


def _open(path: str) -> sqlite3.Connection:
    if Path(path).is_dir():
        raise UsageError("a folder, not a journal", where=path, hint=f"another {_OPTION}")
    try:
        database = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _refuse_others(database, path)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(_SCHEMA)
        except BaseException:
            database.close()
            raise
    except sqlite3.Error as error:
        hint = f"another {_OPTION}: it is made where there is none"
        raise UsageError(f"the journal cannot be opened: {error}", where=path, hint=hint) from error
    return database


def _refuse_others(database: sqlite3.Connection, path: str) -> None:
    [application], [form], [tables] = (
        database.execute(query).fetchone()
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
    )
    if tables and (application, form) != (APPLICATION, FORM):
        raise UsageError("a database, but no journal of extract", where=path, hint=f"another {_OPTION}")
