"""Who is let in, what every answer carries, and what is logged."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from extractor.web.guard.log import Log
from extractor.web.numbers import Numbers
from extractor.web.service import Access

Serve = Callable[..., httpx.Client]
TEXT = {"Content-Type": "text/plain"}
SECRET = "s3cret"  # noqa: S105 - it guards nothing


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"ana:{password}".encode()).decode()


@pytest.mark.parametrize("shown", [f"Bearer {SECRET}", f"bearer {SECRET}", basic(SECRET)])
def test_who_shows_the_token_is_let_in(shown: str, serve: Serve) -> None:
    client = serve(access=Access(token=SECRET))
    answer = client.post("/extract", content="say hello", headers={**TEXT, "Authorization": shown})
    assert answer.json()["byline"] == "hello"


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer other", basic("other"), "Basic !", "Basic 4pyT", f"Digest {SECRET}"]
)
def test_who_does_not_is_asked_for_it(shown: str, serve: Serve) -> None:
    client = serve(access=Access(token=SECRET))
    for answer in (
        client.post("/extract", content="say hello", headers={**TEXT, "Authorization": shown}),
        client.get("/", headers={"Authorization": shown}),
        client.get("/openapi.json", headers={"Authorization": shown}),
    ):
        assert (answer.status_code, answer.headers["www-authenticate"][:5]) == (401, "Basic")
        assert "a token is needed" in answer.json()["error"]["message"]
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:80", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST:1", 200),
        ("evil.example", 400),
        ("", 400),
    ],
)
def test_a_service_for_this_machine_answers_to_its_names_alone(host: str, status: int, client: httpx.Client) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8000", 200),
        ("https://127.0.0.1:8000", 200),
        ("http://127.0.0.1:8001", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
def test_a_request_for_another_site_s_page_is_refused(origin: str, status: int, client: httpx.Client) -> None:
    headers = {**TEXT, "Host": "127.0.0.1:8000", "Origin": origin}
    answer = client.post("/extract", content="Canada imposed a tariff.", headers=headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/health", "/nosuch", "/docs", "/assets/view.js"])
def test_every_answer_keeps_a_browser_safe(path: str, client: httpx.Client) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy.replace("style-src 'self' 'unsafe-inline'" if path == "/docs" else "", "")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/assets") else "no-store")


def test_no_page_has_a_script_or_style_in_it(client: httpx.Client) -> None:
    for path in ("/", "/docs"):
        page = client.get(path).text
        assert "<style" not in page
        assert page.count("<script") == page.count('<script src="/assets/')
        assert " onclick" not in page
        assert "https://" not in page


def test_the_log_names_routes_and_nothing_that_a_client_wrote(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    client = serve()
    client.post("/extract?published=2025-04-16", content="fail MARKER in an error", headers=TEXT)
    client.post("/extract?published=MARKER", content="say MARKER", headers=TEXT)
    client.get("/MARKER%0AMARKER")
    client.request("PROPFIND", "/extract")
    lines = [
        record.getMessage().rpartition(" ")[0].rpartition(" ")[0]
        for record in caplog.records
        if record.name == "extractor.web"
    ]
    assert lines == [
        "127.0.0.1 POST /extract 500",
        "127.0.0.1 POST /extract 422",
        "127.0.0.1 GET (unknown) 404",
        "127.0.0.1 (unknown) /extract 405",
    ]
    assert "MARKER" not in "".join(
        r.getMessage() for r in caplog.records if r.name.startswith(("extractor", "uvicorn"))
    )
    assert "MARKER" not in client.get("/metrics").text


def test_what_fails_is_a_plain_answer_and_a_place_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("MARKER")

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Log(broken, Numbers()))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.get("/")

    answer = asyncio.run(ask())
    assert (answer.status_code, answer.json()["error"]["message"]) == (500, "the service failed; its log says where")
    assert "ValueError at test_guard.py" in caplog.text
    assert "MARKER" not in caplog.text + answer.text


def test_the_whole_service_logs_no_story(serving: Callable[..., Any]) -> None:
    with serving("--reviews", "r.jsonl") as running, httpx.Client(base_url=running.url) as client:
        for path in ("/extract", "/view"):
            client.post(path, content="Ottawa imposed a 5% tariff on MARKER steel from Chile.", headers=TEXT)
            client.post(path, content='{"text": 5, "title": "MARKER"}', headers={"Content-Type": "application/json"})
        client.post("/reviews", json={"reviewer": "MARKER"})
        assert running.stop() == 0
    assert "POST /extract 200" in running.words()
    assert "MARKER" not in running.words()
