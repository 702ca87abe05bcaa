"""How many stories a second each sink takes, and how much that adds to what their reading costs.

    python bench/sinks.py                                        every sink whose driver is installed, but PostgreSQL
    python bench/sinks.py --postgresql postgresql:///empty       PostgreSQL as well: a database that has no tables yet
    python bench/sinks.py --stories 5000 stories.jsonl           stories of your own (JSON Lines: id, title, text, date)

The records are those of samples/, or of your stories, again and again under new ids. "again" is the same run a second
time, of which databases have nothing to write. "share" is the work of writing a story to the work of reading it, both
the processor's time, so that other work on the machine counts little; a server works in processes of its own, whose
time is in the other columns alone.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from extractor.errors import UsageError
from extractor.pipeline import load, read_stories
from extractor.records import Story
from extractor.sinks import open_target
from extractor.sources import find_inputs, read_inputs

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("{}/e.jsonl", "{}/e.json", "{}/e.csv", "{}/e.parquet", "sqlite:///{}/e.db", "duckdb:///{}/e.duckdb")


class Spent(NamedTuple):
    """What something took: seconds on the clock, and seconds of work."""

    wall: float
    cpu: float


def read(paths: list[Path]) -> tuple[list[Story], Spent]:
    """Return the records of all stories, and what it took to read one."""
    nlp = load()
    wires = list(read_inputs(find_inputs(str(path) for path in paths)))
    list(read_stories(wires[:5], nlp=nlp))  # what is made at the first use is not the stories'
    found, spent = timed(lambda: [result for result in read_stories(wires, nlp=nlp) if isinstance(result, Story)])
    return found, Spent(*(seconds / len(found) for seconds in spent))


def timed(work: Callable[[], T]) -> tuple[T, Spent]:
    """Return what `work` gives, and what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, Spent(time.perf_counter() - wall, time.process_time() - cpu)


def numbered(stories: Iterable[Story]) -> Iterator[Story]:
    """Yield stories without end, as they are written by default, each with an id of its own and correcting no other."""
    for number, story in enumerate(cycle(stories)):
        yield story.model_copy(update={"id": f"{number}-{story.id}", "corrects": (), "text": None})


def write(target: str, stories: list[Story]) -> None:
    """Write the stories."""
    with open_target(target) as write_one:
        for story in stories:
            write_one(story)


def show(target: str, stories: list[Story], reading: Spent) -> None:
    """Print a sink's row."""
    name = target.partition(":")[0] if "://" in target else Path(target).suffix[1:]
    try:
        first, again = (timed(lambda: write(target, stories))[1] for _ in range(2))
    except UsageError as error:
        print(f"{name:12}{error}")
        return
    wall, cpu = (seconds / len(stories) for seconds in first)
    figures = (f"{1 / wall:,.0f}", f"{1000 * wall:.2f}", f"{1000 * cpu:.2f}", f"{cpu / reading.cpu:.1%}")
    print(line(name, *figures, f"{len(stories) / again.wall:,.0f}"), flush=True)


def line(name: str, *figures: str) -> str:
    """Return a line of the table."""
    return f"{name:12}" + "".join(f"{figure:>12}" for figure in figures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=sorted((ROOT / "samples").glob("*/story.*")))
    parser.add_argument("--stories", type=int, default=2000, help="how many are written into each sink")
    parser.add_argument("--postgresql", metavar="URL", help="an empty database")
    arguments = parser.parse_args()
    found, reading = read(arguments.paths)
    stories = list(islice(numbered(found), arguments.stories))
    events = sum(len(story.events) for story in stories) / len(stories)
    print(
        f"{len(stories):,} stories with {events:.1f} events each; to read one is {1000 * reading.cpu:.1f} ms of work\n"
    )
    print(line("sink", "stories/s", "ms", "ms of work", "share", "again/s"))
    with TemporaryDirectory() as folder:
        for target in (*TARGETS, *filter(None, [arguments.postgresql])):
            show(target.format(os.fspath(folder)), stories, reading)


if __name__ == "__main__":
    main()
