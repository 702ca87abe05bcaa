"""Of the versions of one story keep the latest: `--latest`.

    aw-17 version 1, aw-18, aw-17 version 2    ->  aw-18, aw-17 version 2

Which is later, extractor.versions says; a story without an id of the wire's stands for itself. All of them have to be
read before the first can be passed on, and wait for that in a temporary file, so that memory stays flat.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from extractor.errors import StoryError
from extractor.versions import is_later
from extractor.wire import WireStory

# An empty name is a database of its own, on the disk where memory does not hold it, gone when it is closed.
_TEMPORARY = ""
_TABLE = "CREATE TABLE stories (number INTEGER PRIMARY KEY, id TEXT UNIQUE, story BLOB NOT NULL)"


def latest(items: Iterable[WireStory | StoryError]) -> Iterator[WireStory | StoryError]:
    """Yield the errors among the items as they come, and then, in order, the latest version of each story."""
    with closing(sqlite3.connect(_TEMPORARY)) as database:
        database.execute(_TABLE)
        for item in items:
            if isinstance(item, StoryError):
                yield item
            else:
                _keep(database, item)
        for (story,) in database.execute("SELECT story FROM stories ORDER BY number"):
            yield pickle.loads(story)  # noqa: S301 - written a moment ago, by the lines below


def _keep(database: sqlite3.Connection, story: WireStory) -> None:
    row = database.execute("SELECT story FROM stories WHERE id = ?", (story.wire_id,)).fetchone()
    if row and not is_later(story, pickle.loads(row[0])):  # noqa: S301 - as above
        return
    database.execute("INSERT OR REPLACE INTO stories (id, story) VALUES (?, ?)", (story.wire_id, pickle.dumps(story)))
