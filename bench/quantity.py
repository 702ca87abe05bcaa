"""How `extract` bears large amounts: what a second process gains, and whether memory stays flat.

    python bench/quantity.py                            stories made of samples/
    python bench/quantity.py stories.jsonl ...          stories of your own (JSON Lines: title, text, date)
    python bench/quantity.py --memory 200 2000 --stories 100        a short run

Each story has words that no other has, so that whatever remembers words would grow. Speed is that of whole stories;
for memory they are cut to their beginnings, or 20,000 would take half an hour. "peak MB" adds up the peaks of all
processes of a run (VmHWM in /proc, so on Linux alone). On a machine that does other things the clock tells little:
"cpu s" is what all processes worked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
EXTRACT = "import sys; sys.modules['torch'] = None; from extractor.cli import main; sys.exit(main(sys.argv[1:]))"
BEGINNING = 300
SYLLABLES = ("ba", "ko", "ri", "mu", "te", "sa", "lo", "ni", "du", "ve")


class Spent(NamedTuple):
    """What a run took: seconds on the clock, seconds of work, and the peaks of memory of its processes in MB."""

    wall: float
    cpu: float
    memory: float


def spent(*arguments: str) -> Spent:
    """Run `extract`, and watch it and its workers."""
    peaks: dict[int, float] = {}
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen([sys.executable, "-c", EXTRACT, *arguments], cwd=ROOT)
    while process.poll() is None:
        peaks |= {pid: max(peaks.get(pid, 0), size) for pid, size in sizes(process.pid)}
        time.sleep(0.05)
    if process.returncode:
        sys.exit(f"extract {' '.join(arguments)} ended with exit code {process.returncode}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(time.perf_counter() - start, cpu, sum(peaks.values()))


def sizes(pid: int) -> Iterator[tuple[int, float]]:
    """Yield each process of the family with its peak so far, in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        tasks = Path(f"/proc/{pid}/task").glob("*/children")  # a child is its thread's
        children = [child for task in tasks for child in task.read_text(encoding="ascii").split()]
    except OSError:  # it has ended meanwhile
        return
    yield from ((pid, int(line.split()[1]) / 1024) for line in lines if line.startswith("VmHWM:"))
    for child in children:
        yield from sizes(int(child))


def name(number: int) -> str:
    """Return a name that no other number has."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).capitalize()


def stories(paths: list[Path]) -> Iterator[dict[str, str]]:
    """Yield stories without end, those of `paths` or of samples/ again and again, each with a word of its own."""
    own = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    shown = [{"text": path.read_text(encoding="utf-8")} for path in sorted((ROOT / "samples").glob("*/story.txt"))]
    for number, story in enumerate(cycle(own or shown)):
        text = f"{story['text']}\n\nSo said {name(number)} of {name(number + 7)}."
        yield {"id": str(number), "text": text, "date": story.get("date") or "2025-03-12"}


def beginnings(paths: list[Path]) -> Iterator[dict[str, str]]:
    for story in stories(paths):
        yield story | {"text": story["text"][:BEGINNING] + story["text"][-40:]}


def write(path: Path, source: Iterator[dict[str, str]], count: int) -> str:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(story) + "\n" for story in islice(source, count))
    return str(path)


def run(wire: str, folder: Path, jobs: int) -> Spent:
    return spent(wire, "--quiet", "--format", "jsonl", "-o", str(folder / "records.jsonl"), "--jobs", str(jobs))


def row(what: str, count: int, jobs: int, took: Spent, note: str = "") -> None:
    speed = count / took.wall
    print(f"{what:10}{count:>9,}{jobs:>6}{took.wall:10.1f}{took.cpu:10.1f}{speed:11.1f}{took.memory:10.0f}  {note}")


def show_speed(folder: Path, paths: list[Path], count: int, jobs: int) -> None:
    wire = write(folder / "wire.jsonl", stories(paths), count)
    alone = run(wire, folder, 1)
    row("speed", count, 1, alone)
    shared = run(wire, folder, jobs)
    row("speed", count, jobs, shared, f"{alone.wall / shared.wall:.2f} times as fast")


def show_memory(folder: Path, paths: list[Path], counts: list[int], jobs: int) -> None:
    for processes in (1, jobs):
        least = None
        for count in counts:
            took = run(write(folder / "wire.jsonl", beginnings(paths), count), folder, processes)
            least = least or took.memory
            row("memory", count, processes, took, f"{took.memory / least - 1:+.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--stories", type=int, default=1000, help="how many to measure the speed with; 0: none")
    parser.add_argument("--memory", type=int, nargs="*", default=[2000, 20_000], help="how many to compare memory at")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    paths = [path.resolve() for path in options.paths]
    print(f"{'':10}{'stories':>9}{'jobs':>6}{'seconds':>10}{'cpu s':>10}{'stories/s':>11}{'peak MB':>10}")
    with TemporaryDirectory() as folder:
        if options.stories:
            show_speed(Path(folder), paths, options.stories, options.jobs)
        show_memory(Path(folder), paths, options.memory, options.jobs)


if __name__ == "__main__":
    main()
