"""What of a whole run stays, for sinks that are written anew by each run.

    aw-17 version 1, aw-18, aw-17 version 2, aw-19 which corrects aw-18    ->   aw-17 version 2, aw-19

A folder of tables has keys as a database has them, so a story is in it once: in its latest version, and not at all
where another one corrects it, in whichever order they come. That is known at the end of the run; the records wait for
it in a temporary file, so that memory stays flat.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from extractor.records import Story
from extractor.sinks.batches import replacements
from extractor.versions import is_later

# An empty name is a database of its own, on the disk where memory does not hold it, gone when it is closed.
_TEMPORARY = ""
_TABLES = """
    CREATE TABLE stories (number INTEGER PRIMARY KEY, id TEXT UNIQUE, story TEXT NOT NULL);
    CREATE TABLE replaced (id TEXT PRIMARY KEY);
"""


class Kept:
    """The stories of a run. Its database must be closed in the end."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(_TEMPORARY)
        self._database.executescript(_TABLES)

    def add(self, story: Story) -> None:
        """Keep a story, unless a later version of it is kept."""
        row = self._database.execute("SELECT story FROM stories WHERE id = ?", (story.id,)).fetchone()
        if row and not is_later(story, Story.model_validate_json(row[0])):
            return
        values = (story.id, story.model_dump_json())
        self._database.execute("INSERT OR REPLACE INTO stories (id, story) VALUES (?, ?)", values)
        replaced = [(old,) for old in replacements([story])]
        self._database.executemany("INSERT OR IGNORE INTO replaced VALUES (?)", replaced)

    def __iter__(self) -> Iterator[Story]:
        """Yield those that no other one replaces, in the order they came."""
        query = "SELECT story FROM stories WHERE id NOT IN (SELECT id FROM replaced) ORDER BY number"
        for (story,) in self._database.execute(query):
            yield Story.model_validate_json(story)

    def close(self) -> None:
        """Let the stories go."""
        self._database.close()
