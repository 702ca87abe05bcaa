"""Datasette opens what `--to sqlite:///news.db` writes as it is: tables, keys, views, search."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from made import event, span, story

from extractor.sinks import open_target
from extractor.sinks.views import VIEWS

datasette = pytest.importorskip("datasette.app", reason="datasette is not installed: pip install '.[test]'")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Datasette on a database of two stories."""
    path = tmp_path_factory.mktemp("served") / "news.db"
    steel = event("e1", evidence=(span("Duties on steel rose."),))
    with open_target(f"sqlite:///{path}") as write:
        write(story("a", steel, event("e2")))
        write(story("b", event("e1")))
    return datasette.Datasette([str(path)])


def get(served: Any, path: str) -> Any:
    answer = asyncio.run(served.client.get(path))
    assert answer.status_code == 200, answer.text
    return answer


def test_a_row_is_found_by_its_key_and_shows_its_parent(served: Any) -> None:
    row = get(served, "/news/evidence.json?_shape=array&story_id=a&event_id=e1").json()
    assert [each["text"] for each in row] == ["Duties on steel rose."]
    [event] = get(served, "/news/events/a,e1.json?_shape=objects").json()["rows"]
    assert (event["kind"], event["trigger"]) == ("tariff", "levy")


@pytest.mark.parametrize(("words", "events"), [("rising duty", []), ("duty", ["e1"]), ("steel", ["e1"]), ("levy", [])])
def test_a_table_s_page_offers_full_text_search(words: str, events: list[str], served: Any) -> None:
    assert 'name="_search"' in get(served, "/news/evidence").text
    found = get(served, f"/news/evidence.json?_shape=array&_search={words.replace(' ', '+')}").json()
    assert [each["event_id"] for each in found] == events


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_a_page(view: str, served: Any) -> None:
    assert f"<title>news: {view}: " in get(served, f"/news/{view}").text


def test_a_foreign_key_is_a_link(served: Any) -> None:
    tables = {each["name"]: each for each in get(served, "/news.json").json()["tables"]}
    outgoing = tables["events"]["foreign_keys"]["outgoing"]
    assert [(each["column"], each["other_table"]) for each in outgoing] == [("story_id", "stories")]
