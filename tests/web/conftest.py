"""Services to talk to: whole ones in processes of their own, and ones in this process with readers that misbehave."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest

pytest.importorskip("fastapi", reason="needs extractor[web]")

import httpx
import uvicorn

from extractor.web.app import make_app
from extractor.web.desk import Desk
from extractor.web.numbers import Numbers
from extractor.web.serve import _config, _listening
from extractor.web.service import Access, Limits, Service

# ruff: noqa: S603 - the programs started are our own

PROGRAM = (sys.executable, "-c", "import sys; from extractor.commands import main; sys.exit(main())")
_URL = re.compile(r"serving on (http://\S+)")
_PATIENCE = 60.0


@dataclass
class Served:
    """A service in a process of its own."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> int:
        """Tell it to stop, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=_PATIENCE)

    def words(self) -> str:
        """Return what it said on standard error."""
        return self.log.read_text(encoding="utf-8")


@contextmanager
def _serving(folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Run `extractor serve` until the context is left."""
    log = folder / "log"
    command = [*PROGRAM, "serve", "--port", "0", *options]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stderr=stream, cwd=folder, env=os.environ | environment)
    try:
        yield Served(_announced(process, log), process, log)
    finally:
        process.kill()
        process.wait()


def _announced(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if found := _URL.search(log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


Serving = Callable[..., AbstractContextManager[Served]]


@pytest.fixture(scope="session")
def serving_in() -> Serving:
    """A function that runs `extractor serve` in a folder, with options, until its context is left."""
    return _serving


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """A function that runs `extractor serve` with options, in the test's folder, until its context is left."""
    return partial(_serving, tmp_path)


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """A function that runs `extractor serve` with options which it does not take, and gives exit code and words."""

    def run(*options: str) -> tuple[int, str]:
        command = [*PROGRAM, "serve", *options]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        return ran.returncode, ran.stderr

    return run


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The whole service, with reviews."""
    with _serving(tmp_path_factory.mktemp("served"), "--reviews", "reviews.jsonl") as running:
        yield running


@pytest.fixture(scope="session")
def client(served: Served) -> Iterator[httpx.Client]:
    """A client of the whole service."""
    with httpx.Client(base_url=served.url, timeout=_PATIENCE) as opened:
        yield opened


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The readers that misbehave as a story's words tell them, which worker processes import by this name."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "jobs" / "readers")
    import odd_readers

    module: ModuleType = odd_readers
    return module


Serve = Callable[..., httpx.Client]


@pytest.fixture
def serve(odd: ModuleType) -> Iterator[Serve]:
    """Start services with odd readers in this process, on real sockets; each call gives a client."""
    with ExitStack() as opened:

        def start(*, workers: int = 1, limits: Limits | None = None, access: Access | None = None) -> httpx.Client:
            limits, numbers = limits or Limits(), Numbers()
            desk = opened.enter_context(
                Desk(odd.make, workers=workers, timeout=limits.timeout, replaced=numbers.replaced.inc)
            )
            service = Service(desk=desk, numbers=numbers, limits=limits, access=access or Access())
            url = opened.enter_context(_answering(service))
            return opened.enter_context(httpx.Client(base_url=url, timeout=_PATIENCE))

        yield start


@contextmanager
def _answering(service: Service) -> Iterator[str]:
    server = uvicorn.Server(_config(make_app(service)))
    with _listening("127.0.0.1", 0) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
