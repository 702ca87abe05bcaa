"""The whole page: that it is whole, small, and lets nothing in or out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reworded import reworded
from unpacking import data_of, pieces_of

from extractor.pipeline import read_stories
from extractor.records import Story
from extractor.sources import find_inputs, read_inputs
from extractor.view import page
from extractor.view.report import A_BLOCK, AT_ONCE
from extractor.wire import WireStory

if TYPE_CHECKING:
    from spacy.language import Language

OWN = Path(__file__).resolve().parents[2] / "models" / "training" / "own"
FIXED, MOST = 60_000, 300_000


def text_of(stories: Iterable[Story]) -> int:
    return sum(len((story.text or "").encode()) for story in stories)


def beyond_text(stories: list[Story]) -> int:
    return len(page(stories).encode()) - text_of(stories)


def test_the_page_is_whole(stories: list[Story], parsed: Callable[[str], Any]) -> None:
    html = page(stories)
    pages = [html, *map("".join, map(pieces_of, data_of(html)["stories"]))]
    ids = [name for each in pages for name in parsed(each).ids]
    assert len(ids) == len(set(ids))
    links = [link for each in pages for link in parsed(each).links]
    assert {link[1:] for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    assert [name for name in ids if re.fullmatch(r"s\d+", name)] == [f"s{n + 1}" for n in range(len(stories))]


def test_the_index_knows_every_event(stories: list[Story]) -> None:
    [index] = data_of(page(stories))["index"]
    rows = json.loads(index)
    assert [[row[:2] for row in story] for story in rows] == [
        [[event.kind, event.status] for event in story.events] for story in stories
    ]


def test_only_its_own_style_and_script_count(hostile: Story) -> None:
    html = page([hostile])
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', html)
    for name, parts in (("style", "<style>(.*?)</style>"), ("script", '<script type="module">(.*?)</script>')):
        [body] = re.findall(parts, html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src &#x27;sha256-{digest}&#x27;" in policy
    assert policy.startswith("default-src &#x27;none&#x27;")
    assert "style=" not in html
    assert not re.search(r"<[^>]* on\w+=", html)


def test_what_a_story_holds_is_text(hostile: Story) -> None:
    html = page([hostile])
    assert len(hostile.events) > 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert "<img" not in html


def test_the_page_is_the_same_each_time(stories: list[Story]) -> None:
    assert page(stories) == page(stories)


def dense(stories: list[Story]) -> list[Story]:
    return [story for story in stories if len(story.events) > 5]


def test_a_run_of_the_usual_size_is_small(stories: list[Story]) -> None:
    run = list(reworded(dense(stories), 50))
    assert beyond_text(run) < MOST
    assert len(page([]).encode()) < FIXED


@pytest.mark.parametrize("sort", [dense, list])
def test_a_thousand_stories_are_small(sort: Callable[[list[Story]], list[Story]], stories: list[Story]) -> None:
    few, many = AT_ONCE + A_BLOCK, AT_ONCE + 2 * A_BLOCK
    run = list(reworded(sort(stories), many))
    first, both = beyond_text(run[:few]), beyond_text(run)
    a_story = (both - first) / (many - few)
    assert both < MOST
    assert first + a_story * (1_000 - few) < MOST


def test_a_thousand_stories_no_two_of_them_alike_are_small(nlp: Language) -> None:
    items = read_inputs(find_inputs([str(OWN / "parties.gold.jsonl"), str(OWN / "hard.gold.jsonl")]))
    wires = islice((item for item in items if isinstance(item, WireStory)), 1_000)
    run = [story for story in read_stories(wires, nlp=nlp) if isinstance(story, Story)]
    assert len(run) == 1_000
    assert len({story.text for story in run}) == 1_000
    assert sum(len(story.events) for story in run) > 5_000
    assert beyond_text(run) < MOST


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, AT_ONCE + 1, AT_ONCE + A_BLOCK + 1])
def test_any_number_of_stories(count: int, talks: Story) -> None:
    html = page([talks] * count)
    assert html.count('class="story"') == min(count, AT_ONCE)
    assert [len(pieces_of(block)) for block in data_of(html)["stories"]] == {
        AT_ONCE + 1: [1],
        AT_ONCE + A_BLOCK + 1: [A_BLOCK, 1],
    }.get(count, [])
    assert ("No story was read." in html) == (count == 0)
