"""A database browsed: what is found, what is shown, and that nothing is written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from extractor import extract, sinks
from extractor.errors import RequestError, UsageError

pytest.importorskip("sqlalchemy", reason="needs extractor[sqlite]")

from extractor.web.browsing import open_shelf
from extractor.web.browsing.shelf import Shelf
from extractor.web.browsing.wanted import Wanted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXTS = {
    "a": "OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday.",
    "b": "SANTIAGO, March 5, 2025 - Chile threatened to impose a 10% tariff on Canadian wheat.",
    "c": "LIMA, March 7, 2025 - Peru and Chile held talks on fruit in Lima on Thursday.",
    "d": "LIMA, March 9, 2025 - It was a quiet day for <b>trade</b> in Peru.",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, nlp: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with four stories, the last without its text."""
    if request.param == "sqlite":
        target = f"sqlite:///{tmp_path_factory.mktemp('news')}/news.db"
    else:
        target = request.getfixturevalue("new_postgresql")()
    with sinks.open_target(target) as write:
        for name, text in TEXTS.items():
            story = extract(text, nlp=nlp).model_copy(update={"id": name})
            write(story.model_copy(update={"text": None}) if name == "d" else story)
    return target


@pytest.fixture
def shelf(url: str) -> Iterator[Shelf]:
    with open_shelf(url) as opened:
        yield opened


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ({}, "dcba"),
        ({"kind": "tariff"}, "ba"),
        ({"kind": "tariff", "status": "actual"}, "a"),
        ({"kind": "talks", "country": "CAN"}, ""),
        ({"country": "CHL"}, "cba"),
        ({"country": "CAN", "least": 0.01}, "ba"),
        ({"least": 1}, ""),
        ({"since": "2025-03-05", "until": "2025-03-07"}, "cb"),
        ({"kind": "", "status": "", "country": "", "since": "", "until": "", "least": ""}, "dcba"),
    ],
)
def test_what_is_asked_for_is_found_the_latest_first(choices: dict[str, Any], names: str, shelf: Shelf) -> None:
    found = shelf.find(Wanted.model_validate(choices), first=0, most=10)
    assert [story.id for story in found.stories] == list(names)
    assert found.total == len(names)


def test_a_part_of_it_says_how_much_there_is(shelf: Shelf) -> None:
    found = shelf.find(Wanted(), first=1, most=2)
    assert ([story.id for story in found.stories], found.total) == (["c", "b"], 4)


def test_a_story_comes_back_as_it_was_written(shelf: Shelf, nlp: Any) -> None:
    assert shelf.story("a") == extract(TEXTS["a"], nlp=nlp).model_copy(update={"id": "a"})
    assert shelf.story("nosuch") is None


def test_pairs_are_counted_by_who_acts_on_whom(shelf: Shelf) -> None:
    assert {(pair.actor, pair.target) for pair in shelf.pairs()} == {("CAN", "CHL"), ("CHL", "CAN")}
    assert [story.id for story in shelf.between("CHL", "CAN", most=9).stories] == ["b", "a"]
    assert {"CAN": "Canada", "CHL": "Chile", "PER": "Peru"}.items() <= shelf.countries().items()


@pytest.fixture(scope="module")
def browsing(url: str, serving_in: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The whole service over that database, with reviews."""
    with serving_in(tmp_path_factory.mktemp("browsing"), "--db", url, "--reviews", "reviews.jsonl") as running:
        yield running


def test_the_pages_show_what_is_there(browsing: Any, browser: Browser) -> None:
    complaints: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(browsing.url)
        page.get_by_role("link", name="Stories").click()
        page.get_by_text("4 stories found.").wait_for()
        assert page.locator(".story").count() == 4
        assert page.locator(".story b").count() == 0
        choices = page.locator("#choices")
        choices.get_by_label("Kind").select_option("tariff")
        choices.get_by_label("Country").select_option("CAN")
        page.get_by_role("button", name="Show").click()
        page.get_by_text("2 stories found.").wait_for()
        assert choices.get_by_label("Kind").input_value() == "tariff"
        page.get_by_role("link", name="Pairs of countries").click()
        page.get_by_role("link", name="Canada → Chile").click()
        assert page.locator("h1").inner_text() == "Canada → Chile"
        sections = page.locator("main section:has(h2)").filter(has=page.locator("table.told, p.state"))
        told = sections.all_inner_texts()
        assert "Canada imposed" in told[0]
        assert "Chile may impose" in told[1]
        assert "Nothing was told." in told[2]
        page.locator("table.told a").first.click()
        page.locator(".card:target").wait_for()
        assert page.locator(".story").count() == 1
    assert complaints == []


def test_a_stored_story_is_reviewed_without_being_sent(browsing: Any) -> None:
    with open_client(browsing) as client:
        record = client.post("/extract", json={"id": "a", "text": TEXTS["a"]}).json()
        said = {"reviewer": "Ana", "story": "a", "text_sha256": record["text_sha256"], "verdict": "done"}
        assert client.post("/reviews", json=said).json()["is_reviewed"] is True
        [gold] = [json.loads(line) for line in client.get("/gold.jsonl").text.splitlines()]
        assert (gold["id"], gold["text"]) == ("a", TEXTS["a"])
        unknown = client.post("/reviews", json={**said, "story": "nosuch"})
        assert (unknown.status_code, unknown.json()["error"]["hint"]) == (422, "its `record`, with its `text`")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/stories?kind=war", 422), ("/stories?page=0", 422), ("/stories?page=9", 200), ("/pairs/usa/JPN", 422),
     ("/pairs/USA/JPN", 200), ("/story?id=a", 200), ("/story?id=nosuch", 404), ("/stories?country='", 422)],
)  # fmt: skip
def test_odd_questions_are_answered(path: str, status: int, browsing: Any) -> None:
    with open_client(browsing) as client:
        assert client.get(path).status_code == status


def open_client(running: Any) -> httpx.Client:
    return httpx.Client(base_url=running.url, timeout=60)


def test_nothing_is_written(tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/news.db"
    with sinks.open_target(target):
        pass
    with open_shelf(target) as shelf, shelf._reading() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM stories")


def test_a_server_that_is_away_is_told_and_one_that_is_back_answers(
    new_postgresql: Callable[[], str], postgresql_server: Any
) -> None:
    target = new_postgresql()
    with sinks.open_target(target):
        pass
    with open_shelf(target) as shelf:
        postgresql_server.stop()
        try:
            with pytest.raises(RequestError, match="the database does not answer") as caught:
                shelf.pairs()
        finally:
            postgresql_server.start()
        assert (caught.value.status, caught.value.wait) == (503, 10)
        assert shelf.pairs() == []
        postgresql_server.stop()
        postgresql_server.start()
        assert shelf.story("a") is None


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("sqlite:///nosuch.db", "sqlite:///nosuch.db: no such file"),
        ("duckdb:///news.duckdb", "--db: only SQLite and PostgreSQL can be browsed"),
        ("news.db", "--db: only SQLite and PostgreSQL can be browsed"),
        ("postgresql://ana:s3cret@127.0.0.1:1/news", "postgresql://ana:***@127.0.0.1:1/news: cannot be opened: "),
        ("sqlite:///empty.db", "sqlite:///empty.db: has no tables of extract's"),
        ("sqlite:///words.db", "sqlite:///words.db: cannot be opened: file is not a database"),
    ],
)
def test_what_cannot_be_browsed_is_said(
    target: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sqlite3.connect("empty.db").execute("CREATE TABLE t (x)").connection.close()
    Path("words.db").write_text("not a database " * 100)
    with pytest.raises(UsageError) as caught, open_shelf(target):
        pass
    assert str(caught.value).startswith(words)
    assert "s3cret" not in str(caught.value)
