"""What is told of a database whose tables are not those that are written now."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.errors import UsageError
from extractor.sinks.tables import VERSION


def other_version(where: str, version: int) -> UsageError:
    """Return the error that says what to do with tables of another version."""
    what = f"its tables are of version {version}, and this extract writes version {VERSION}"
    hint = f"extractor migrate {where}" if version < VERSION else "a newer extract, or another database"
    return UsageError(what, where=where, hint=hint)


def without_tables(where: str) -> UsageError:
    """Return the error that says that nothing was written here yet."""
    return UsageError("has no tables of extract's", where=where, hint=f"extract PATH --to {where}, which makes them")


def tables_of_others(where: str, names: Iterable[str]) -> UsageError:
    """Return the error that says that names of ours are taken."""
    what = f"has tables of others: {', '.join(sorted(names))}"
    return UsageError(what, where=where, hint="a database of its own for the stories")
