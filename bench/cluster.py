"""What a cluster costs and gains: one run on one machine, beside 1, 2, ... workers of `extract --cluster local`.

    python bench/cluster.py                            stories made of samples/
    python bench/cluster.py stories.jsonl ...          stories of your own (JSON Lines: title, text, date)
    python bench/cluster.py --stories 300 --workers 1 2 --part 0.2

The records of each run are compared with those of the first, sorted. "peak MB" adds up the peaks of all processes: the
command, which holds the scheduler, and for each worker dask's watch over it and the worker itself. Starting all that
takes some seconds, which are in "seconds": with few stories they weigh.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from quantity import Spent, spent, stories, write


def digest(*parts: Path) -> str:
    """Return a hash of the lines of these files, in whatever order they come."""
    lines = sorted(line for part in parts for line in part.read_bytes().splitlines())
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def row(what: str, count: int, took: Spent, first: Spent, note: str) -> None:
    speed, times = count / took.wall, first.wall / took.wall
    print(f"{what:14}{took.wall:9.1f}{took.cpu:9.1f}{speed:11.1f}{times:9.2f}{took.memory:9.0f}  {note}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--part", default="0.2", metavar="MB")
    options = parser.parse_args()
    paths = [path.resolve() for path in options.paths]
    print(f"{options.stories:,} stories\n{'':14}{'seconds':>9}{'cpu s':>9}{'stories/s':>11}{'times':>9}{'peak MB':>9}")
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        asked = (write(folder / "wire.jsonl", stories(paths), options.stories), "--quiet", "--format", "jsonl")
        alone = spent(*asked, "-o", str(folder / "alone.jsonl"))
        expected = digest(folder / "alone.jsonl")
        row("extract", options.stories, alone, alone, "")
        first = None
        for workers in options.workers:
            out = folder / f"{workers}"
            took = spent(
                *asked, "-o", str(out), "--cluster", "local", "--jobs", str(workers), "--part-size", options.part
            )
            first = first or took
            same = digest(*out.glob("part-*")) == expected
            row(f"{workers} workers", options.stories, took, first, "the same records" if same else "OTHER RECORDS")


if __name__ == "__main__":
    main()
