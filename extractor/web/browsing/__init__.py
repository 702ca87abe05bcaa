"""Stories of a database: `extractor serve --db sqlite:///news.db`, or postgresql://.

shelf.py       the database, read and never written to: which stories, which pairs of countries
wanted.py      what a visitor asks for, as a query
pages.py       GET /stories, /story, /pairs
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from extractor import sinks
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.web.browsing.shelf import Shelf

OPTION: Final = "--db"
HINT: Final = "sqlite:///FILE, or postgresql://USER@HOST/NAME"


@contextmanager
def open_shelf(target: str) -> Iterator[Shelf]:
    """Open the database at a URL. Raises UsageError where there is none, or none of ours, or its driver is missing."""
    if sinks.scheme_of(target) not in ("sqlite", "postgresql"):  # DuckDB's file is open in one process at a time
        raise UsageError("only SQLite and PostgreSQL can be browsed", where=OPTION, hint=HINT)
    sink = cast("sinks.Relational", sinks.get_database(target, option=OPTION))
    from extractor.web.browsing.shelf import Shelf

    with sink.database(target) as database:
        yield Shelf(database, hint=HINT)
