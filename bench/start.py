"""How long `extract` takes to start, and how much memory it takes: beside `import spacy`, each in fresh processes.

    python bench/start.py                       the stories of samples/, over and over
    python bench/start.py stories.jsonl ...     stories of your own (JSON Lines: title, text, date)

Times are medians, in turn, of processes whose files the machine has read before and whose modules are compiled, as
after an installation. "cpu" is what the process worked, which on a busy machine says more than how long it took.
PyTorch is hidden: where it is installed, as for training, spaCy would import it, which takes a second and 200 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
STARTS = 9
STORIES = (1, 200, 600)
HIDE_TORCH = "import sys; sys.modules['torch'] = None\n"
SPACY = "import spacy"
LOAD = "import gc, extractor; extractor.load(); gc.freeze()"
EXTRACT = "from extractor.cli import main; sys.exit(main(sys.argv[1:]))"


class Spent(NamedTuple):
    """What a process took: seconds on the clock, seconds of work, and its peak of memory in MB."""

    wall: float
    cpu: float
    memory: float


def spent(code: str, *arguments: str, env: dict[str, str]) -> Spent:
    """Run `code` in a fresh interpreter."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", HIDE_TORCH + code, *arguments], env=env, cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{code!r} ended with exit code {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def stories(paths: list[Path]) -> Iterator[dict[str, str]]:
    """Yield stories without end, those of `paths` or of samples/ again and again."""
    own = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    shown = [{"text": path.read_text(encoding="utf-8")} for path in sorted((ROOT / "samples").glob("*/story.txt"))]
    yield from cycle(own or shown)


def write(folder: Path, paths: list[Path], count: int) -> Path:
    """Write `count` stories as JSON Lines, each with its own id."""
    target = folder / f"{count}.jsonl"
    lines = [json.dumps(story | {"id": str(n)}) for n, story in enumerate(islice(stories(paths), count))]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def show_starts(env: dict[str, str]) -> None:
    story = str(min((ROOT / "samples").glob("*/story.txt")))
    commands = {"import spacy": (SPACY,), "load()": (LOAD,), "extract story.txt": (EXTRACT, story)}
    for command in commands.values():
        spent(*command, env=env)  # what is compiled now is read from then on
    # In turn, so that a busy moment falls on all of them.
    rounds = [{name: spent(*command, env=env) for name, command in commands.items()} for _ in range(STARTS)]
    print(f"{f'median of {STARTS}':20}{'seconds':>9}{'cpu':>8}{'over spaCy':>12}{'cpu':>8}{'MB':>8}")
    for name in commands:
        wall, cpu, memory = (statistics.median(values) for values in zip(*(one[name] for one in rounds), strict=True))
        more_wall, more_cpu = (
            statistics.median(one[name][field] - one["import spacy"][field] for one in rounds) for field in (0, 1)
        )
        print(f"{name:20}{wall:9.2f}{cpu:8.2f}{more_wall:12.2f}{more_cpu:8.2f}{memory:8.0f}")


def show_memory(env: dict[str, str], folder: Path, paths: list[Path]) -> None:
    print(f"\n{'stories':20}{'seconds':>9}{'cpu':>8}{'peak MB':>12}")
    for count in STORIES:
        source = write(folder, paths, count)
        run = spent(EXTRACT, str(source), "--quiet", "-o", str(folder / "records.json"), env=env)
        print(f"{count:<20}{run.wall:9.2f}{run.cpu:8.2f}{run.memory:12.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    paths = [path.resolve() for path in parser.parse_args().paths]
    with TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPYCACHEPREFIX": folder}
        show_starts(env)
        show_memory(env, Path(folder), paths)


if __name__ == "__main__":
    main()
