"""Sinks: Story records in; files, folders and databases out.

    --format json          formats/json.py           writing(stream)     one stream of bytes
    --to events.jsonl      formats/jsonl.py          the same, in a file
    --to report.html       formats/html.py           the same; it says NEEDS_TEXT: it shows the stories' texts
    --to events.csv        targets/csv.py            opened(target)      a folder
    --to sqlite:///x.db    targets/sqlite.py         opened(target)      a database, by the scheme of its URL

Each is a context that gives the function which takes one story. What is left without an error is whole then: the
file is there, the last batch is in the database. To add a sink, add its file: nothing else names it. A target's file
imports its driver at its top, and is itself imported when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from extractor.errors import UsageError
from extractor.parts import names, part
from extractor.sinks import formats, targets
from extractor.sinks.files import create, open_output
from extractor.sinks.urls import scheme_of, shown

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks.relational import database as relational

__all__ = [
    "Relational",
    "Write",
    "create",
    "format_names",
    "get_database",
    "get_format",
    "get_target",
    "kind_of",
    "needs_text",
    "open_output",
    "open_stream",
    "open_target",
    "scheme_of",
    "shown",
    "target_names",
]

Write = Callable[["Story"], None]
OPTION = "--to"
EXAMPLES = "events.jsonl, events.csv, events.parquet, sqlite:///news.db, postgresql://USER@HOST/NAME"


class Format(Protocol):
    """What each format's module offers."""

    def writing(self, stream: BinaryIO) -> AbstractContextManager[Write]:
        """Give the function that writes a story into the stream."""


class Target(Protocol):
    """What each target's module offers."""

    def opened(self, target: str) -> AbstractContextManager[Write]:
        """Give the function that writes a story into the target, which is made where it is not there."""


class Database(Target, Protocol):
    """What the modules of databases offer beside."""

    def read(self, target: str) -> Iterator[Story]:
        """Yield the records that it holds."""

    def migrate(self, target: str) -> tuple[int, int]:
        """Bring its tables to the version written now; return the versions before and after."""


class Relational(Database, Protocol):
    """What those of SQLite and PostgreSQL offer beside."""

    def database(self, target: str) -> AbstractContextManager[relational.Database]:
        """Give the database, to read from; nothing is made."""


def format_names() -> tuple[str, ...]:
    """Return the names of the formats that can be written."""
    return names(formats.__path__)


def target_names() -> tuple[str, ...]:
    """Return the names of the kinds of targets."""
    return names(targets.__path__)


def get_format(name: str) -> Format:
    """Return the format of that name. Raises UsageError when there is none."""
    return cast("Format", part(name, package=formats.__name__, among=format_names()))


def get_target(target: str, *, option: str = OPTION) -> Target:
    """Return the sink for a target that is no file. Raises UsageError when there is none, or its driver is missing."""
    kind, where = kind_of(target), f"{option} {shown(target)}"
    if kind not in target_names():
        raise UsageError("not a kind of target that is known", where=where, hint=EXAMPLES)
    try:
        return cast("Target", part(kind, package=targets.__name__, among=target_names()))
    except ImportError as error:
        what = f"{kind} needs {error.name or error}, which is not installed"
        raise UsageError(what, where=where, hint=f"pip install 'extractor[{kind}]'") from error


def get_database(target: str, *, option: str = OPTION) -> Database:
    """Return the sink for a target that is a database. Raises UsageError where it is none."""
    sink = None if kind_of(target) in format_names() else get_target(target, option=option)
    if not hasattr(sink, "migrate"):
        what = "no database: every run writes it anew"
        raise UsageError(what, where=shown(target), hint="sqlite:///news.db, duckdb:///news.duckdb or postgresql://...")
    return cast("Database", sink)


def open_stream(path: str | None, *, form: str, option: str = "--output") -> AbstractContextManager[Write]:
    """Open a file, or standard output for None, for stories in the format `form`."""
    return _stream(path, get_format(form), option)


def open_target(target: str) -> AbstractContextManager[Write]:
    """Open what a `--to` names: a file, a folder or a database."""
    if kind_of(target) in format_names() and not scheme_of(target):
        return open_stream(target, form=kind_of(target), option=OPTION)
    return get_target(target).opened(target)


def kind_of(target: str) -> str:
    """Return the name of a target's kind: its URL's scheme, else its ending."""
    return scheme_of(target) or PurePath(target).suffix.removeprefix(".").lower()


def needs_text(kind: str) -> bool:
    """Say whether a format shows the stories' texts, and must be given them whether or not that was asked for."""
    return kind in format_names() and getattr(get_format(kind), "NEEDS_TEXT", False)


@contextmanager
def _stream(path: str | None, form: Format, option: str) -> Iterator[Write]:
    with open_output(path, option=option) as stream, form.writing(stream) as write:
        yield write
