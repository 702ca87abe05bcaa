"""/health and /metrics."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from prometheus_client.parser import text_string_to_metric_families

Serve = Callable[..., httpx.Client]
TEXT = {"Content-Type": "text/plain"}


def samples(text: str) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_health_says_how_many_workers_are_ready(client: httpx.Client) -> None:
    answer = client.get("/health").json()
    assert answer["status"] == "ok"
    assert (answer["workers"], answer["ready"], answer["schema_version"]) == (1, 1, "1")


def test_requests_stories_and_what_became_of_them_are_counted(serve: Serve) -> None:
    client = serve(workers=2)
    client.post(
        "/extract",
        content='{"text": "say a"}\n{broken\n{"text": "fail it"}\n',
        headers={"Content-Type": "application/x-ndjson"},
    )
    client.post("/extract", content="say b", headers=TEXT)
    client.post("/extract", content="", headers={"Content-Type": "image/png"})
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = samples(answer.text)
    assert found["extractor_requests_total", "POST", "/extract", "200"] == 2
    assert found["extractor_requests_total", "POST", "/extract", "415"] == 1
    assert found["extractor_stories_total", "read"] == 2
    assert found["extractor_stories_total", "failed"] == 2
    assert found["extractor_stories_total", "cut_off"] == 0
    assert found["extractor_request_seconds_count", "/extract"] == 3
    assert found["extractor_workers",] == 2
    assert (found["extractor_workers_busy",], found["extractor_stories_waiting",]) == (0, 0)
    assert found["process_resident_memory_bytes",] > 1e6


def test_events_are_counted_by_kind(client: httpx.Client) -> None:
    before = samples(client.get("/metrics").text).get(("extractor_events_total", "tariff"), 0)
    text = "OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday."
    client.post("/extract", content=text, headers=TEXT)
    assert samples(client.get("/metrics").text)["extractor_events_total", "tariff"] == before + 1
