"""Where a database is: the URL as the user wrote it, and what of it may be said."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from extractor.errors import UsageError
from extractor.sinks.urls import shown


@dataclass(frozen=True, slots=True)
class Place:
    """A database's URL, for SQLAlchemy, and as it is shown."""

    url: sa.URL
    shown: str

    def masked(self, words: str) -> str:
        """Return what a driver says, without the passwords that it may repeat."""
        for secret in (self.url.password, self.url.query.get("password")):
            words = words.replace(str(secret), "***") if secret else words
        return words


def place_of(target: str, *, driver: str, hint: str) -> Place:
    """Return where a URL says that a database is. Raises UsageError where it is no URL; `hint` shows one."""
    try:
        return Place(sa.make_url(target).set(drivername=driver), shown(target))
    except (sa.exc.ArgumentError, ValueError) as error:
        raise UsageError("not a database's URL", where=shown(target), hint=hint) from error
