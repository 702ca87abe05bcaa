"""How fast extractor reads: words a second stage by stage on one core.

    python bench/speed.py                       the stories of samples/, over and over
    python bench/speed.py stories.jsonl ...     stories of your own (JSON Lines: id, title, text, date)

A word is a run of characters between blanks. Each stage is timed alone, on Docs that the stages before it have
marked. Single-threaded: the script pins itself and its libraries to one core. "to model" is the time a stage takes
beside that of the statistical model with its tokenizer.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the program itself
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from extractor.language import COMPONENTS, STATISTICAL  # noqa: E402 - the core is chosen before numpy is loaded
from extractor.pipeline import BATCH_SIZE, load, prepared, read_stories  # noqa: E402
from extractor.sources import find_inputs, read_inputs  # noqa: E402
from extractor.wire import WireStory  # noqa: E402

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
MODEL = "statistical model"
LEAST_WORDS = 100_000


def wire_stories(paths: list[Path]) -> list[WireStory]:
    """At least LEAST_WORDS words of stories, repeated when there are fewer."""
    inputs = find_inputs(str(path) for path in paths)
    found = [item for item in read_inputs(inputs) if isinstance(item, WireStory)]
    words = sum(len(story.text.split()) for story in found)
    return found * max(1, -(-LEAST_WORDS // words))


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def stage_rows(stories: list[WireStory]) -> Iterator[tuple[str, float]]:
    """Yield (stage, seconds) for the tokenizer, the statistical model, each component, and the whole."""
    nlp = load()
    list(read_stories(stories[:10], nlp=nlp))
    docs, tokenizing = timed(lambda: [prepared(story, nlp=nlp) for story in stories])
    yield "tokenizer", tokenizing
    with nlp.select_pipes(enable=[*STATISTICAL]):
        docs, statistical = timed(lambda: list(nlp.pipe(docs, batch_size=BATCH_SIZE)))
    yield MODEL, tokenizing + statistical
    for name in COMPONENTS:
        component = nlp.get_pipe(name)
        yield name, timed(lambda component=component: [component(doc) for doc in docs])[1]
    yield "whole, with records", timed(lambda: deque(read_stories(stories, nlp=nlp), maxlen=0))[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "samples"])
    stories = wire_stories(parser.parse_args().paths)
    words = sum(len(story.text.split()) for story in stories)
    print(f"{len(stories):,} stories, {words:,} words, one core\n")
    print(f"{'stage':22}{'seconds':>9}{'words/s':>12}{'to model':>10}")
    model = 0.0
    for stage, spent in stage_rows(stories):
        model = spent if stage == MODEL else model
        share = f"{spent / model:9.2f}x" if model else ""
        print(f"{stage:22}{spent:9.2f}{words / spent:12,.0f}{share:>10}")


if __name__ == "__main__":
    main()
