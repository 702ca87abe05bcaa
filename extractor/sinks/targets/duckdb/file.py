"""A database's file, which is open for a transaction and closed again.

A DuckDB file is open in one process at a time, or in many that only read. So two runs take turns, batch by batch, and
queries find their moment. Who finds the file open waits, and gives up after a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import duckdb
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random

from extractor.errors import ExtractorError, UsageError

T = TypeVar("T")
SECONDS: Final = 60.0
HINT: Final = "duckdb:///news.duckdb"


@dataclass(frozen=True, slots=True)
class Connection:
    """DuckDB's connection within a transaction, and where it leads, for messages."""

    to: duckdb.DuckDBPyConnection
    where: str

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        return self.to.execute(query, list(values)).fetchall()

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        self.to.execute(statement, list(values))


class File:
    """The file that a URL names. Raises UsageError where it names none, or the file `must_exist` and does not."""

    def __init__(self, target: str, *, must_exist: bool = False) -> None:
        _, _, self._path = target.partition(":///")
        self._target = target
        if self._path in ("", ":memory:"):
            raise UsageError("names no file; three slashes lead to it", where=target, hint=HINT)
        if must_exist and not Path(self._path).exists():
            raise UsageError("no such file", where=target, hint="extract PATH --to this, which makes it")

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction, once no other process has the file open."""
        waiting = Retrying(
            retry=retry_if_exception(_is_held),
            wait=wait_random(max=0.1),
            stop=stop_after_delay(SECONDS),
            reraise=True,
        )
        with closing(waiting(duckdb.connect, self._path)) as connection:
            connection.begin()
            result = work(Connection(connection, self._target))
            connection.commit()
            return result

    @contextmanager
    def told(self, make: type[ExtractorError], what: str, *, hint: str) -> Iterator[None]:
        """Turn errors of DuckDB within into one line."""
        try:
            yield
        except duckdb.Error as error:
            words = "another process has it open" if _is_held(error) else str(error).strip().split("\n")[0]
            raise make(f"{what}: {words}", where=self._target, hint=hint) from error


def _is_held(error: BaseException) -> bool:
    return isinstance(error, duckdb.IOException) and "Could not set lock" in str(error)
