"""DuckDB: `--to duckdb:///news.duckdb`, and four slashes before an absolute path.

    SELECT * FROM tariffs_in_force WHERE actor = 'USA' AND target = 'JPN'

The tables and views are those of every database. Primary keys are declared; foreign keys are not, for DuckDB's can
neither cascade nor wait for the end of a transaction: each batch keeps them by itself. Nor are there other indexes, of
which a column store has no need.

    file.py    the file, opened for a transaction
    form.py    tables and views: made, checked, migrated
    rows.py    stories in and out
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from extractor.errors import ExtractorError, UsageError
from extractor.sinks.batches import batched
from extractor.sinks.tables import VERSION
from extractor.sinks.targets.duckdb import form, rows
from extractor.sinks.targets.duckdb.file import File

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write

# To open and close a file, and to write a few rows into each of its columns, takes a tenth of a second.
_SECONDS: Final = 10.0
_CHUNK: Final = 200


@contextmanager
def opened(target: str) -> Iterator[Write]:
    """Give the function that writes a story into the database at this URL."""
    file = File(target)
    with file.told(UsageError, "cannot be opened", hint="a file that is a DuckDB database, or is not there yet"):
        file.transact(form.prepare)
    with batched(partial(_store, file), seconds=_SECONDS) as write:
        yield write


def _store(file: File, stories: list[Story]) -> None:
    with file.told(ExtractorError, "cannot be written", hint="the same command again once that is mended"):
        file.transact(partial(rows.store, stories))


def read(target: str) -> Iterator[Story]:
    """Yield the records that the database holds, in the order of their ids."""
    file = File(target, must_exist=True)
    with file.told(UsageError, "cannot be read", hint="another database"):
        ids = file.transact(rows.ids)
        for start in range(0, len(ids), _CHUNK):
            yield from file.transact(partial(rows.read, ids[start : start + _CHUNK]))


def migrate(target: str) -> tuple[int, int]:
    """Bring the tables to the version written now; return the versions before and after."""
    file = File(target, must_exist=True)
    with file.told(UsageError, "cannot be migrated", hint="a database whose tables you may change"):
        return file.transact(form.migrate), VERSION
