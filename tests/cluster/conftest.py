"""Fixtures for tests of runs on a cluster: stories, the real program, and real schedulers and workers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import ModuleType

import pytest

# ruff: noqa: S603 - the programs started are our own

WORKERS = Path(__file__).parent / "workers"
ROOT = Path(__file__).resolve().parents[2]
PLACES = ("Chile", "Peru", "Japan", "Canada", "Norway", "Kenya", "India", "Mexico", "Egypt", "Ghana")
GOODS = ("steel", "copper", "grapes", "cars", "wheat", "timber")
EXTRACT = (sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def story(number: int) -> dict[str, str]:
    maker, other = PLACES[number % 10], PLACES[(number * 3 + 1) % 10]
    good = GOODS[number % 6]
    first = f"{maker} imposed a {number % 40 + 1}% tariff on {good} from {other} on Monday."
    more = f"Officials of {other} threatened to answer with duties of {number % 9 + 2}% on {good} within 30 days. "
    return {"id": f"s-{number}", "title": f"{maker} taxes {good}", "text": first + " " + more * 2, "date": "2025-03-12"}


def write_stories(path: Path, count: int, *others: str) -> Path:
    lines = [json.dumps(story(number)) for number in range(count)]
    path.write_text("\n".join([*lines, *others]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder of 60 stories in one file, four in files of their own, a broken line and a story in German."""
    folder = tmp_path / "wire"
    folder.mkdir()
    german = {"text": "Die Regierung hat am Montag angekündigt, dass sie ab Juli höhere Zölle auf Stahl erheben wird."}
    write_stories(folder / "many.jsonl", 60, "{broken", json.dumps(german))
    for number in range(60, 64):
        (folder / f"{number}.txt").write_text(story(number)["text"])
    return folder


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(WORKERS)])} | more


def command(*arguments: str) -> list[str]:
    return [*EXTRACT, *arguments, "--format", "jsonl"]


@pytest.fixture
def extract(tmp_path: Path) -> Run:
    """Run the real program in `tmp_path`."""

    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            cwd=tmp_path,
            env=environment(**env),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture
def records() -> Callable[[Path], list[str]]:
    """Read the lines of all parts of a folder, or of one file, sorted."""

    def read(path: Path) -> list[str]:
        parts = path.glob("part-*.jsonl") if path.is_dir() else [path]
        return sorted(line for part in parts for line in part.read_text(encoding="utf-8").splitlines())

    return read


@pytest.fixture
def alone(wire: Path, extract: Run, records: Callable[[Path], list[str]]) -> list[str]:
    """What a run on one machine writes of the stories."""
    extract("wire", "-o", "alone.jsonl", "--errors", "errors.jsonl")
    return records(wire.with_name("alone.jsonl"))


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The work that misbehaves, under a name that workers can import it by."""
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    monkeypatch.syspath_prepend(WORKERS)
    import odd_work

    module: ModuleType = odd_work
    return module


def until(true: Callable[[], object], *, seconds: float = 240) -> None:
    """Wait until something is the case."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Cluster:
    """A dask scheduler and workers, each a process of its own."""

    def __init__(self, port: int, log: Path) -> None:
        self.address, self._port, self._log = f"tcp://127.0.0.1:{port}", port, log
        self._started: list[subprocess.Popen[bytes]] = []

    def start_scheduler(self) -> None:
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard")
        until(self._answers)

    def kill_scheduler(self) -> None:
        self._scheduler.send_signal(signal.SIGKILL)
        self._scheduler.wait()

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker without a nanny: it is the very process that reads, and nobody starts it again."""
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def end(self) -> None:
        for process in self._started:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                env=environment(),
                stdout=log,
                stderr=log,
                cwd=self._log.parent,
            )
        self._started.append(process)
        return process

    def _answers(self) -> bool:
        with closing(socket.socket()) as asked:
            return asked.connect_ex(("127.0.0.1", self._port)) == 0


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler, as yet without workers."""
    with ExitStack() as opened:
        running = Cluster(free_port(), tmp_path_factory.mktemp("cluster") / "log")
        opened.callback(running.end)
        running.start_scheduler()
        yield running


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the real program in `tmp_path`, and go on beside it when its first part is in the folder parts."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command(*arguments),
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        until(lambda: process.poll() is not None or list((tmp_path / "parts").glob("part-*")))
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()
