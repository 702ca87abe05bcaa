"""Stories to look at: the samples as the program reads them, and one that wants to break the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.pipeline import extract, read_stories
from extractor.records import Story
from extractor.sources import find_inputs, read_inputs
from extractor.view import page
from extractor.wire import WireStory

if TYPE_CHECKING:
    from spacy.language import Language

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> The United States will impose a {rate}% tariff on'
    " Japanese cars on May {day}, President Donald Trump said, and Japan's exports of steel to China fell {fall}% in"
    " March. Japan and Canada may hold talks & sign a <b>deal</b>."
)


@pytest.fixture(scope="session")
def stories(nlp: Language) -> list[Story]:
    """The samples, each with its text."""
    paths = sorted(str(path) for path in SAMPLES.glob("*/story.*"))
    wires = (item for item in read_inputs(find_inputs(paths)) if isinstance(item, WireStory))
    return [story for story in read_stories(wires, nlp=nlp) if isinstance(story, Story)]


@pytest.fixture(scope="session")
def talks(stories: list[Story]) -> Story:
    """The sample about talks of Japan and the United States."""
    return next(story for story in stories if "japan-talks" in story.source)


@pytest.fixture(scope="session")
def hostile(nlp: Language) -> Story:
    """A story of markup that would run were it not escaped, with more than 200 events."""
    lines = (HOSTILE.format(rate=n + 1, day=n % 28 + 1, fall=n + 0.5) for n in range(130))
    title = '</title></style><script>alert(3)</script> & "talks"'
    return extract("TOKYO - " + "\n\n".join(lines), title=title, published=dt.date(2025, 4, 17), nlp=nlp)


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens stories in the browser; whatever is asked of the network or thrown fails the test."""
    contexts, wrong = [], []

    def opened(*stories: Story, **options: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(page(stories), encoding="utf-8")
        contexts.append(browser.new_context(**({"viewport": {"width": 1360, "height": 900}} | options)))
        tab = contexts[-1].new_page()
        tab.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith("file:") else None)
        tab.on("dialog", lambda dialog: wrong.append(dialog.message))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        tab.goto(path.as_uri())
        tab.wait_for_selector("#filters:not([hidden])")
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
