"""From each version of the tables to the next: what `extractor migrate` does, in one transaction.

To change the tables, raise VERSION (extractor.sinks.tables), add the step here, and keep a database of the version
before as a fixture in tests/sinks/versions.

    0    before the first release: no digests, nothing on stories that others replace, no views, no full-text search
    1    the first release
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import sqlalchemy as sa

from extractor.errors import UsageError
from extractor.sinks.relational.database import Database, Kind, connected
from extractor.sinks.relational.faults import told
from extractor.sinks.relational.places import Place
from extractor.sinks.relational.schema import create_views, drop_views, set_comments
from extractor.sinks.states import other_version, without_tables
from extractor.sinks.tables import SCHEMA, VERSION


def migrated(place: Place, kind: Kind) -> tuple[int, int]:
    """Bring a database's tables to this version; return the versions before and after.

    Raises UsageError where there are none, or those of a later version, and where the database cannot be written.
    """
    hint = "a database that is there, and whose tables you may change"
    with connected(place, kind) as database, told(UsageError, "cannot be migrated", place, hint=hint):
        before = database.attempt(partial(_migrate, database), passes=kind.waits)
    return before, VERSION


def _migrate(database: Database, connection: sa.Connection) -> int:
    before = database.version(connection)
    if before is None:
        raise without_tables(database.place.shown)
    if before > VERSION:
        raise other_version(database.place.shown, before)
    if before < VERSION:
        drop_views(connection)
        for version in range(before, VERSION):
            STEPS[version](connection, database)
        set_comments(connection, database.metadata)
        create_views(connection)
        database.kind.finish(connection)
        connection.execute(sa.update(database.table(SCHEMA.name)).values(version=VERSION))
    return before


def _from_0(connection: sa.Connection, database: Database) -> None:
    # An empty digest is no record's: the next run over these stories writes them anew, once.
    connection.exec_driver_sql("ALTER TABLE stories ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    database.metadata.create_all(connection)


STEPS: dict[int, Callable[[sa.Connection, Database], None]] = {0: _from_0}
