"""How `extractor serve` bears its clients: requests a second, waiting times, and whether memory stays flat.

    python bench/service.py                                 1, 8 and 64 clients, ten seconds each; then 10,000 requests
    python bench/service.py --workers 2 --seconds 30
    python bench/service.py --clients 8 --requests 0        no measure of memory
    python bench/service.py --wrk                           the clients are those of wrk (apt-get install wrk)

Clients speak HTTP/1.1 over loopback, each one request after the other on one connection, and run in one process of
their own beside the service. The stories are those of samples/; for memory they are cut to their first sentence, and
each has a number that no other has. Any answer but 200 ends the run. Memory is what is resident (VmRSS in /proc, so on
Linux alone), of the process that answers and of its workers. On a machine that does other things the clock tells
little: "cpu ms" is what these processes worked for a request.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SERVE = "import sys; from extractor.commands import main; sys.exit(main(['serve', '--port', '0', *sys.argv[1:]]))"
STORIES = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*/story.txt"))]
WARMING = 20


def start(log: Path, *options: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start the service, and return it with its port."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with log.open("wb") as stream:
        process = subprocess.Popen([sys.executable, "-c", SERVE, *options], stderr=stream, env=environment)
    while process.poll() is None:
        if found := re.search(r"serving on http://[^:]+:(\d+)", log.read_text(encoding="utf-8")):
            return process, int(found[1])
        time.sleep(0.1)
    sys.exit(f"the service did not start: {log.read_text(encoding='utf-8')}")


def numbered() -> Iterator[bytes]:
    """Yield first sentences, each with a number of its own."""
    for number in count():
        yield STORIES[number % len(STORIES)].split(b". ")[0] + f", item {number}.".encode()


def whole() -> Iterator[bytes]:
    """Yield the samples' stories, over and over."""
    for number in count():
        yield STORIES[number % len(STORIES)]


async def client(port: int, stories: Iterator[bytes], times: list[float], until: float, most: int | None) -> None:
    """Send one story after the other until the time is over, or `most` are sent in all."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until and (most is None or len(times) < most):
        story = next(stories)
        head = f"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {len(story)}"
        begun = time.perf_counter()
        writer.write(head.encode() + b"\r\n\r\n" + story)
        answer = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(re.search(rb"content-length: (\d+)", answer)[1]))  # type: ignore[index]
        if not answer.startswith(b"HTTP/1.1 200"):
            sys.exit(f"an answer that is none: {answer.decode()}")
        times.append(time.perf_counter() - begun)
    writer.close()


async def load(port: int, clients: int, seconds: float) -> list[float]:
    """Return the times of the requests of so many clients."""
    times: list[float] = []
    stories, until = whole(), time.perf_counter() + seconds
    await asyncio.gather(*(client(port, stories, times, until, None) for _ in range(clients)))
    return sorted(times)


async def many(port: int, requests: int) -> None:
    """Send so many short stories over eight connections."""
    times: list[float] = []
    stories = numbered()
    await asyncio.gather(*(client(port, stories, times, float("inf"), requests) for _ in range(8)))


def resident(pid: int) -> tuple[float, float]:
    """Return the megabytes of the process that answers, and those of its workers."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return _megabytes(pid), sum(_megabytes(int(child)) for child in children)


def worked(pid: int) -> tuple[float, float]:
    """Return the seconds that the process that answers has worked, and its workers."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return _seconds(pid), sum(_seconds(int(child)) for child in children)


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def wrk(port: int, clients: int, seconds: float) -> None:
    """Print the figures of so many of wrk's clients; bench/service.lua says what they send."""
    how = f"-t1 -c{clients} -d{seconds:.0f}s --timeout 60s -s bench/service.lua http://127.0.0.1:{port}/extract"
    command = ["wrk", *how.split()]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    print(f"{clients:3} clients   {ran.stdout.splitlines()[-1]}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--wrk", action="store_true", help="let wrk send the requests, and measure no memory")
    parser.add_argument("--requests", type=int, default=10_000, help="for memory; 0 for none")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        # wrk's clients leave requests under way when their time is over, and these count with those of the next.
        process, port = start(Path(folder) / "log", "--workers", str(options.workers), "--per-client", "128")
        try:
            measure(port, process.pid, options)
        finally:
            process.terminate()
            process.wait()


def measure(port: int, pid: int, options: argparse.Namespace) -> None:
    """Print the figures of a service."""
    asyncio.run(load(port, 1, WARMING / 10))
    if options.wrk:
        for clients in options.clients:
            wrk(port, clients, options.seconds)
        return
    print("clients  requests/s    p50 ms    p99 ms    cpu ms: answers  workers")
    for clients in options.clients:
        before, begun = worked(pid), time.perf_counter()
        times = asyncio.run(load(port, clients, options.seconds))
        pace = len(times) / (time.perf_counter() - begun)
        middle, late = (1000 * times[int(len(times) * share)] for share in (0.5, 0.99))
        own, others = (1000 * (after - ago) / len(times) for after, ago in zip(worked(pid), before, strict=True))
        print(f"{clients:7}{pace:12.1f}{middle:10.0f}{late:10.0f}{own:19.1f}{others:9.1f}", flush=True)
    if not options.requests:
        return
    print("requests   answers MB  workers MB")
    for number in range(11):
        if number:
            asyncio.run(many(port, options.requests // 10))
        print("{:8,}{:13.0f}{:12.0f}".format(number * options.requests // 10, *resident(pid)), flush=True)


if __name__ == "__main__":
    main()
