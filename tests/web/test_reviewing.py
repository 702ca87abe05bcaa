"""POST /reviews and GET /gold.jsonl: what is taken, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

TEXT = "OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday."
EVENT = {"kind": "tariff", "action": "raise", "status": "actual", "actors": ["CAN"], "targets": ["CHL"]}


@pytest.fixture(scope="module")
def record(client: httpx.Client) -> Any:
    """The record of the story, with its text."""
    return client.post("/extract?with_text=true", json={"id": "r-1", "text": TEXT}).json()


@pytest.fixture
def review(client: httpx.Client, record: Any) -> Iterator[Callable[..., httpx.Response]]:
    """A function that accepts the event, but for what is said otherwise."""

    def send(**other: Any) -> httpx.Response:
        known = {"story": "r-1", "text_sha256": record["text_sha256"], "event": record["events"][0]["id"]}
        said = {"reviewer": "Ana", "verdict": "accept", "record": record, **known, **other}
        return client.post("/reviews", json={key: value for key, value in said.items() if value is not None})

    yield send
    send(verdict="undo")


def test_a_decision_is_taken_and_told(review: Callable[..., httpx.Response]) -> None:
    answer = review()
    assert (answer.status_code, answer.json()["is_reviewed"]) == (201, True)
    assert answer.json()["said"].startswith("Accepted by Ana, ")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"event": "0000"}, "the story has no event '0000'"),
        ({"story": "r-2"}, "`record` is that of another story"),
        ({"story": "r-2", "record": None}, "the story is not known, or without its text"),
        ({"text_sha256": "12"}, "text_sha256: String should match pattern"),
        ({"event": None}, "accept is about an event: `event` is missing"),
        ({"verdict": "correct"}, "`correct` and `add`, and only they, have a correction"),
        (
            {"verdict": "correct", "correction": {**EVENT, "anchor": "banned wine"}},
            "the words that state the event are not in the story",
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_words(
    other: dict[str, Any], message: str, review: Callable[..., httpx.Response]
) -> None:
    answer = review(**other)
    assert answer.status_code == 422
    assert message in answer.json()["error"]["message"]


def test_where_no_reviews_are_kept_it_says_so(serve: Callable[..., httpx.Client]) -> None:
    client = serve()
    said = {"reviewer": "Ana", "story": "a", "text_sha256": "0" * 64, "verdict": "done"}
    for answer in (client.post("/reviews", json=said), client.get("/gold.jsonl")):
        assert (answer.status_code, answer.json()["error"]["hint"]) == (404, "extractor serve --reviews FILE")


@pytest.mark.parametrize("path", ["/assets/nosuch.js", "/docs/nosuch.js"])
def test_files_that_are_not_there(path: str, client: httpx.Client) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, "no such file")
