"""From an object store into an object store: S3 as moto serves it, over HTTP, with two workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("s3fs", reason="the library for s3:// is not installed")

# ruff: noqa: S603 - the programs started are our own

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve S3 on this machine; give the environment that leads to it."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    log = tmp_path_factory.mktemp("s3") / "log"
    with log.open("wb") as words:
        server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stdout=words, stderr=words)
    end = time.monotonic() + 60
    while not is_open(port):
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)
    keys = {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1"}
    yield keys | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    server.kill()
    server.wait()


def is_open(port: int) -> bool:
    with closing(socket.socket()) as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


COPY = """
import sys, s3fs
store = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
if sys.argv[1] == "put":
    store.makedirs("wire"); store.makedirs("results"); store.put(sys.argv[2], "wire/2025", recursive=True)
elif sys.argv[1] == "get":
    store.get("results/run", sys.argv[2], recursive=True)
else:
    store.rm("results/run/" + sys.argv[2])
"""


def copy(s3: dict[str, str], *what: str) -> None:
    subprocess.run([sys.executable, "-c", COPY, *what], env=os.environ | s3, check=True, timeout=60)


def test_a_bucket_is_read_into_a_bucket(
    s3: dict[str, str], wire: Path, alone: list[str], extract: Run, records: Callable[[Path], list[str]]
) -> None:
    copy(s3, "put", f"{wire}/")
    asked = ("s3://wire/2025", "-o", "s3://results/run", "--cluster", "local", "--jobs", "2", "--part-size", "0.005")
    first = extract(*asked, **s3)
    assert first.returncode == 1, first.stderr
    assert "64 stories read, 1 failed, 1 skipped (1 in 'de')" in first.stderr
    copy(s3, "get", str(wire.with_name("got")))
    got = [line.replace("s3://wire/2025/", "wire/") for line in records(wire.with_name("got"))]
    assert sorted(got) == alone
    assert {path.name for path in wire.with_name("got").iterdir() if not path.name.startswith("part-")} == {
        "_run.json",
        "_done.json",
        "_errors",
        "_reports",
    }
    copy(s3, "remove", "part-00001.jsonl")
    again = extract(*asked, **s3)
    assert again.stderr.strip().endswith("in 4 parts, 3 of them there before")
