"""`extractor serve` as those who run it meet it: how it starts, how it stops, what it says."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from extractor.commands import main

Serving = Callable[..., Any]
Refused = Callable[..., tuple[int, str]]
SECRET = "s3cret"  # noqa: S105 - it guards nothing
OTHER_PORT = "(try: another --port, or --host)"
TEXT = {"Content-Type": "text/plain"}
LONG = "Canada imposed a 25% tariff on steel from Chile on Monday, and Chile may answer with duties. " * 200


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_what_is_under_way_before_it_stops(sign: signal.Signals, serving: Serving) -> None:
    with serving() as running, ThreadPoolExecutor() as threads:
        answer = threads.submit(httpx.post, f"{running.url}/extract", content=LONG, headers=TEXT, timeout=60)
        time.sleep(0.5)
        assert not answer.done()
        running.process.send_signal(sign)
        assert answer.result().status_code == 200
        assert running.process.wait(timeout=30) == 0
    assert "Traceback" not in running.words()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{running.url}/health")


def test_its_workers_end_with_it_however_it_ends(serving: Serving) -> None:
    with serving("--workers", "2") as running:
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
        assert len(children) >= 2
        running.process.kill()
        running.process.wait()
    deadline = time.monotonic() + 10
    while (left := [child for child in children if _lives(child)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def _lives(pid: str) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_the_token_is_taken_from_the_environment(serving: Serving) -> None:
    with serving("--token-env", "TOKEN", TOKEN=SECRET) as running:
        assert httpx.get(f"{running.url}/").status_code == 401
        assert httpx.get(f"{running.url}/", auth=("ana", SECRET)).status_code == 200
    assert SECRET not in running.words()


def test_a_service_for_all_without_a_token_says_so(serving: Serving) -> None:
    with serving("--host", "0.0.0.0") as running:  # noqa: S104 - for a moment
        assert "whoever reaches this address may use it (try: --token-env NAME)" in running.words()


def test_a_port_in_use_is_one_line(refused: Refused) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        expected = f"extractor: 127.0.0.1:{port}: cannot listen: Address already in use {OTHER_PORT}\n"
        assert refused("--port", str(port)) == (2, expected)


def test_a_token_that_is_not_there_is_one_line(refused: Refused) -> None:
    expected = "extractor: --token-env: the environment has no NOSUCH (try: NOSUCH=SECRET extractor serve)\n"
    assert refused("--port", "0", "--token-env", "NOSUCH") == (2, expected)


def test_a_model_that_is_not_there_is_one_line(refused: Refused) -> None:
    code, words = refused("--port", "0", "--model", "nosuch")
    assert (code, words.count("\n")) == (2, 1)
    assert words.startswith("extractor: nosuch: ")


def test_reviews_that_another_service_writes_are_one_line(serving: Serving, refused: Refused) -> None:
    with serving("--reviews", "r.jsonl"):
        expected = "extractor: r.jsonl: another service writes to it (try: another --reviews FILE)\n"
        assert refused("--port", "0", "--reviews", "r.jsonl") == (2, expected)


def test_the_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--help"]) == 0
    out = capsys.readouterr().out
    for word in ("curl", "--token-env", "--reviews", "/docs", "/metrics", "413", "429"):
        assert word in out
