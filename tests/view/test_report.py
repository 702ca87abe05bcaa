"""The whole page: that it is whole, small, and lets nothing in or out."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from extractor.records import Story
from extractor.view import page
from extractor.view.report import A_PAGE, AT_ONCE

FIXED, A_STORY = 60_000, 4_000


def packed(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"stories": [], "index": []}
    for name, body in re.findall(r'<script type="application/gzip" data-packed="(\w+)">(.*?)</script>', html):
        found[name].append(gzip.decompress(base64.b64decode(body)).decode())
    return found


def many(stories: Iterable[Story], count: int) -> list[Story]:
    dense = [story for story in stories if len(story.events) > 5]
    return [dense[number % len(dense)] for number in range(count)]


def text_of(stories: Iterable[Story]) -> int:
    return sum(len((story.text or "").encode()) for story in stories)


def test_the_page_is_whole(stories: list[Story], parsed: Callable[[str], Any]) -> None:
    html = page(stories)
    pages = [html, *packed(html)["stories"]]
    ids = [name for each in pages for name in parsed(each).ids]
    assert len(ids) == len(set(ids))
    links = [link for each in pages for link in parsed(each).links]
    assert {link[1:] for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    assert [name for name in ids if re.fullmatch(r"s\d+", name)] == [f"s{n + 1}" for n in range(len(stories))]


def test_the_index_knows_every_event(stories: list[Story]) -> None:
    [index] = packed(page(stories))["index"]
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


def test_a_run_of_the_usual_size_is_small(stories: list[Story]) -> None:
    run = many(stories, 50)
    assert len(page(run).encode()) < 300_000 + text_of(run)
    assert len(page([]).encode()) < FIXED


def test_a_thousand_stories_can_be_sent_by_mail(stories: list[Story]) -> None:
    run = many(stories, 1_000)
    assert len(page(run).encode()) < 300_000 + A_STORY * len(run)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, AT_ONCE + 1, AT_ONCE + A_PAGE + 1])
def test_any_number_of_stories(count: int, talks: Story) -> None:
    html = page([talks] * count)
    assert html.count('class="story"') == min(count, AT_ONCE)
    assert [each.count('class="story"') for each in packed(html)["stories"]] == {
        AT_ONCE + 1: [1],
        AT_ONCE + A_PAGE + 1: [A_PAGE, 1],
    }.get(count, [])
    assert ("No story was read." in html) == (count == 0)
