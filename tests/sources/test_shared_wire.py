"""The samples of the standards' owners: every item with a text is read, every other is told as what it is.

They are no part of this project, and the test is skipped where they are absent. What is right is read out of them a
second time, in the plainest way: JSON by its keys, XML by regular expressions.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import SkippedError, StoryError
from extractor.sources import choose_format, find_inputs, read_inputs
from extractor.wire import WireStory

WIRE = Path(__file__).parents[3] / "shared" / "wire"
pytestmark = pytest.mark.skipif(not WIRE.is_dir(), reason=f"no samples of the standards' owners in {WIRE}")

# Of the 31 files of NewsML-G2, those with a body or, the last, a text item's summary; the others show other things.
G2_WITH_TEXT = ("LISTING_2_", "LISTING_22_", "LISTING_25_", "LISTING_27_")


@cache
def results() -> tuple[WireStory | StoryError, ...]:
    return tuple(read_inputs(find_inputs([str(WIRE)])))


@cache
def stories() -> dict[str, WireStory]:
    return {Path(item.source).name: item for item in results() if isinstance(item, WireStory)}


def letters(text: str) -> str:
    """The letters and digits of a marked-up text, without all that a reader may lay out otherwise."""
    words = re.sub(r"<(title|body\.head)>.*?</\1>|<[^>]*>", " ", text, flags=re.S)
    return re.sub(r"[\W_]", "", html.unescape(words))


def ninjs_items() -> dict[str, dict[str, Any]]:
    """The items of ninjs that have a body or, being texts, a description, by the names of their files."""
    items = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (WIRE / "ninjs").glob("*.json")}
    return {name: item for name, item in items.items() if isinstance(item, dict) and bodies(item)}


def bodies(item: dict[str, Any]) -> list[str]:
    listed = [each["value"] for each in item.get("bodies", [])]
    listed += [value for key, value in item.items() if key.startswith("body_")]
    summaries = [each["value"] for each in item.get("descriptions", [])] if item.get("type") == "text" else []
    return [value for value in listed or summaries if value.strip()]


def test_every_file_is_of_the_format_that_its_folder_says() -> None:
    found = Counter((path.parent.name, choose_format(path.name, path.read_bytes())) for path in WIRE.glob("*/*"))
    assert found == {("newsml-g2", "newsml_g2"): 31, ("ninjs", "ninjs"): 41}


def test_all_texts_are_read_and_all_else_is_told() -> None:
    with_text = {path.name for path in WIRE.glob("newsml-g2/*") if path.name.startswith(G2_WITH_TEXT)}
    assert set(stories()) == {*with_text, *ninjs_items()}
    assert Counter(type(item) for item in results()) == {WireStory: 29, SkippedError: 60}


def test_what_is_no_text_is_told_as_what_it_is() -> None:
    reasons = Counter(item.reason for item in results() if isinstance(item, SkippedError))
    assert reasons == {
        "event": 17, "picture": 10, "text item without a body": 7, "package": 6, "video": 5, "planning item": 4,
        "concept": 3, "list of concepts": 2, "audio": 2, "catalog of codes": 1, "composite": 1, "item": 1,
        "the metadata of an item": 1,
    }  # fmt: skip


def test_ninjs_has_the_right_headlines_times_and_bodies() -> None:
    items = ninjs_items()
    assert len(items) == 25
    for name, item in items.items():
        story = stories()[name]
        headlines = [each["value"] for each in item.get("headlines", []) if each.get("role", "main") == "main"]
        time = item.get("versioncreated") or item.get("versionCreated")
        assert story.title in (item.get("headline"), *headlines, item.get("title")), name
        assert story.published == (dt.datetime.fromisoformat(time) if time else None), name
        assert any(is_the_text(story, body) for body in bodies(item)), name


@pytest.mark.parametrize("begins", G2_WITH_TEXT)
def test_newsml_g2_has_the_right_headlines_times_and_bodies(begins: str) -> None:
    [path] = WIRE.glob(f"newsml-g2/{begins}*")
    raw = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.S)
    story = stories()[path.name]
    body = found(raw, "body.content") or found(raw, "description")
    assert body is not None
    assert is_the_text(story, body)
    assert story.title == " ".join(html.unescape(found(raw, "headline") or found(raw, "hl1") or "").split())
    time = found(raw, "versionCreated")
    assert story.published == (dt.datetime.fromisoformat(time.strip()) if time else None)


def found(raw: str, name: str) -> str | None:
    match = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", raw, re.S)
    return match[1] if match else None


def is_the_text(story: WireStory, marked_up: str) -> bool:
    """Say whether the body is all of a marked-up text, but for a headline before it."""
    whole, body = letters(marked_up), letters(story.body)
    return whole.endswith(body) and whole.removesuffix(body) in ("", letters(story.title or ""))
