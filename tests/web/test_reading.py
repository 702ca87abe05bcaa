"""POST /extract: what comes back, and what does not."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from extractor import extract
from extractor.records import Story
from extractor.schema import record_schema
from extractor.web.service import Limits

if TYPE_CHECKING:
    from spacy.language import Language

Serve = Callable[..., httpx.Client]
STORY = "OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday.\n"
TEXT = {"Content-Type": "text/plain"}
LINES = {"Content-Type": "application/x-ndjson"}


def lines(answer: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


def error(answer: httpx.Response) -> str:
    message: str = answer.json()["error"]["message"]
    return message


def test_the_record_of_a_text_is_the_one_that_extract_writes(client: httpx.Client, nlp: Language) -> None:
    answer = client.post("/extract", content=STORY, headers=TEXT)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    expected = extract(STORY, nlp=nlp).model_copy(update={"text": None})
    assert Story.model_validate_json(answer.content) == expected


@pytest.mark.parametrize(
    ("query", "kinds"),
    [("", ["tariff"]), ("?kind=tariff&kind=talks", ["tariff"]), ("?kind=talks", []), ("?min_confidence=1", [])],
)
def test_events_are_filtered(query: str, kinds: list[str], client: httpx.Client) -> None:
    record = client.post(f"/extract{query}", content=STORY, headers=TEXT).json()
    assert [event["kind"] for event in record["events"]] == kinds


def test_the_text_comes_back_when_asked_for(client: httpx.Client) -> None:
    assert client.post("/extract?with_text=true", content=STORY, headers=TEXT).json()["text"] == STORY


def test_the_date_of_the_request_goes_before_the_story_s(client: httpx.Client) -> None:
    sent = {"text": "Canada imposed a tariff on Monday.", "published": "2025-03-05"}
    record = client.post("/extract?published=2025-04-16", json=sent).json()
    assert (record["published"], record["dates"][0]["value"]) == ("2025-04-16", "2025-04-14")


def test_an_object_gives_one_record_with_its_own_words(client: httpx.Client) -> None:
    sent = {"id": "a-1", "title": "Duties", "text": STORY, "publisher": "Andes Wire"}
    record = client.post("/extract", json=sent).json()
    assert (record["id"], record["title"], record["publisher"]) == ("a-1", "Duties", "Andes Wire")


def test_an_array_gives_lines_in_its_order(client: httpx.Client) -> None:
    answer = client.post("/extract", json=[{"id": name, "text": STORY} for name in "abc"])
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [record["id"] for record in lines(answer)] == ["a", "b", "c"]


def test_a_broken_line_is_an_error_in_its_place(client: httpx.Client) -> None:
    good = json.dumps({"id": "a", "text": STORY})
    answer = client.post("/extract", content=f"{good}\n{{broken\n{good}\n", headers=LINES)
    first, second, third = lines(answer)
    assert [first.pop("source"), third.pop("source")] == ["-:1", "-:3"]
    assert first == third
    assert second["error"]["source"] == "-:2:2"
    assert second["error"]["stage"] == "read"


@pytest.mark.parametrize(
    ("content", "headers", "status", "message"),
    [
        ("", TEXT, 422, "this story has no text"),
        ("Die Zölle auf Stahl aus China steigen im April auf 25 Prozent, sagte der Minister.", TEXT, 422, "'de'"),
        ("%PDF-1.7", TEXT, 422, "a PDF, not text"),
        ("{", {"Content-Type": "application/json"}, 422, "an object that never ends"),
        ('{"title": "a"}', {"Content-Type": "application/json"}, 422, "no `text`"),
        ("", LINES, 422, "no stories in it"),
        ("x=1", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "is not read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    content: str, headers: dict[str, str], status: int, message: str, client: httpx.Client
) -> None:
    answer = client.post("/extract", content=content.encode(), headers=headers)
    assert answer.status_code == status
    assert message in error(answer)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("published=tomorrow", "published: 'tomorrow' is not a date"),
        ("kind=war", "kind.0: Input should be 'tariff'"),
        ("min_confidence=2", "min_confidence: Input should be less than or equal to 1"),
    ],
)
def test_a_wrong_parameter_is_refused_in_words(query: str, message: str, client: httpx.Client) -> None:
    answer = client.post(f"/extract?{query}", content=STORY, headers=TEXT)
    assert answer.status_code == 422
    assert error(answer).startswith(message)


def test_other_paths_and_methods_are_refused_in_the_same_form(client: httpx.Client) -> None:
    assert (client.get("/nosuch").status_code, error(client.get("/nosuch"))) == (404, "Not Found")
    assert (client.get("/extract").status_code, error(client.get("/extract"))) == (405, "Method Not Allowed")


def test_the_schema_is_that_of_the_records(client: httpx.Client) -> None:
    assert client.get("/schema").json() == record_schema()


def test_a_body_too_large_is_refused_however_it_is_sent(serve: Serve) -> None:
    client = serve(limits=Limits(size=1000))

    def chunks() -> Iterator[bytes]:
        yield from [b"say " + b"x" * 100] * 20

    for content in (b"x" * 1001, chunks()):
        answer = client.post("/extract", content=content, headers=TEXT)
        assert (answer.status_code, error(answer)) == (413, "the body is larger than 0.001 MB")
    assert client.post("/extract", content=b"say all that fits", headers=TEXT).status_code == 200


def test_a_review_too_large_is_refused_as_a_story_is(serve: Serve) -> None:
    answer = serve(limits=Limits(size=1000)).post("/reviews", json={"reviewer": "x" * 1000})
    assert (answer.status_code, error(answer)) == (413, "the body is larger than 0.001 MB")


@contextmanager
def sending(client: httpx.Client, *pieces: bytes, pause: float = 0.0) -> Iterator[socket.socket]:
    """Send the beginning of a story of 72 bytes, over a socket that is closed when the context is left."""
    head = "POST /extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 72\r\n\r\n"
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=30) as connection:
        for piece in (head.encode(), *pieces):
            connection.sendall(piece)
            time.sleep(pause)
        yield connection


def answered(connection: socket.socket) -> tuple[int, dict[str, Any]]:
    answer = HTTPResponse(connection)
    answer.begin()
    return answer.status, json.loads(answer.read())


@pytest.mark.parametrize("pause", [0.0, 0.25])
def test_a_body_that_does_not_arrive_in_time_is_told_so(pause: float, serve: Serve) -> None:
    client, part = serve(limits=Limits(arrival=0.6, at_once=1)), b"say slow"
    with sending(client, *[part] * 4, pause=pause) as connection:
        status, told = answered(connection)
    assert (status, told["error"]["message"]) == (408, "the body did not arrive within 0.6 seconds")
    with sending(client, part, part * 8, pause=0.1) as connection:
        assert answered(connection)[0] == 200


def test_a_body_that_breaks_off_leaves_its_turn_to_others(serve: Serve) -> None:
    client = serve(limits=Limits(at_once=1))
    with sending(client, b"say half"):
        assert client.post("/extract", content="say now", headers=TEXT).status_code == 503
    time.sleep(0.3)
    assert client.post("/extract", content="say now", headers=TEXT).status_code == 200
    assert 'status="400"' in client.get("/metrics").text


def test_records_are_sent_as_soon_as_they_are_there(serve: Serve) -> None:
    client, begun = serve(), time.monotonic()
    content = '{"text": "say first"}\n{"text": "sleep 3"}\n'
    with client.stream("POST", "/extract", content=content, headers=LINES) as answer:
        first, second = ((json.loads(line)["byline"], time.monotonic() - begun) for line in answer.iter_lines())
    assert (first[0], second[0]) == ("first", "3")
    assert first[1] < 1.5
    assert second[1] >= 3


def test_many_stories_are_read_by_all_workers_and_come_in_order(serve: Serve) -> None:
    content = "".join(f'{{"text": "sleep {seconds}"}}\n' for seconds in (0.4, 0.1, 0.3, 0.2))
    client, begun = serve(workers=2), time.monotonic()
    answer = client.post("/extract", content=content, headers=LINES)
    assert [record["byline"] for record in lines(answer)] == ["0.4", "0.1", "0.3", "0.2"]
    assert time.monotonic() - begun < 0.9


def test_a_story_that_takes_too_long_is_cut_off_and_the_next_is_read(serve: Serve) -> None:
    client = serve(limits=Limits(timeout=0.5))
    answer = client.post("/extract", content="sleep 60", headers=TEXT)
    assert (answer.status_code, error(answer)) == (503, "reading this story took longer than 0.5 seconds")
    assert client.post("/extract", content="say well", headers=TEXT).json()["byline"] == "well"
    assert "extractor_workers_replaced_total 1.0" in client.get("/metrics").text


def test_a_story_that_kills_its_worker_is_an_error_and_the_next_is_read(serve: Serve) -> None:
    client = serve()
    answer = client.post("/extract", content="die SIGKILL", headers=TEXT)
    assert (answer.status_code, error(answer)) == (500, "the process that read this story was ended by SIGKILL")
    assert client.post("/extract", content="say well", headers=TEXT).json()["byline"] == "well"


def test_more_requests_than_may_be_under_way_are_refused(serve: Serve) -> None:
    for limits, status in ((Limits(at_once=1), 503), (Limits(per_client=1), 429)):
        client = serve(limits=limits)
        with ThreadPoolExecutor() as threads:
            slow = threads.submit(client.post, "/extract", content="sleep 1.5", headers=TEXT)
            time.sleep(0.5)
            answer = client.post("/extract", content="say now", headers=TEXT)
            assert (answer.status_code, answer.headers["retry-after"]) == (status, "1")
            assert client.get("/health").status_code == 200
            assert slow.result().status_code == 200
        assert client.post("/extract", content="say now", headers=TEXT).status_code == 200


def test_a_client_that_goes_leaves_its_worker_to_others(serve: Serve) -> None:
    client = serve()
    with pytest.raises(httpx.ReadTimeout):
        client.post("/extract", content="sleep 1", headers=TEXT, timeout=0.2)
    assert client.post("/extract", content="say well", headers=TEXT).json()["byline"] == "well"
