"""What `--events-only` passes over, and what that costs in events.

    python bench/gate.py                                     our own annotated stories
    python bench/gate.py --general background.jsonl gold/train gold/dev   and others

An annotated set is PATH.stories.jsonl with PATH.gold.jsonl (joined by id), or one file of both, as those in
models/training/own. A story that holds events and is passed over is lost. The stories are told in two halves, by a
hash of their ids: the words of the gate but the last were chosen after a look at the first. Of general news, where
hardly a story holds an event, the share that is passed over counts; with `--read` also how many times faster it is
read, in seconds of work, and the events that are found in what is passed over.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # as in the program itself; before numpy is loaded

from extractor.knowledge.trade_terms import may_tell_of_trade  # noqa: E402
from extractor.pipeline import load, read_stories  # noqa: E402
from extractor.records import Story  # noqa: E402
from extractor.wire import WireStory  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "models" / "training" / "own"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wire(row: dict[str, Any]) -> WireStory:
    return WireStory(source=row["id"], title=row.get("title"), body=row["text"])


def with_events(path: Path) -> list[WireStory]:
    """The stories of an annotated set that hold events."""
    if path.is_file():
        return [wire(row) for row in rows(path) if row["events"]]
    told = {row["id"] for row in rows(path.with_name(f"{path.name}.gold.jsonl")) if row["events"]}
    return [wire(row) for row in rows(path.with_name(f"{path.name}.stories.jsonl")) if row["id"] in told]


def half(story: WireStory) -> int:
    """0 or 1, the same on every run."""
    return hashlib.sha256(story.source.encode()).digest()[-1] % 2


def lost_lines(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        stories = with_events(path)
        lost = [story for story in stories if not may_tell_of_trade(story.text)]
        halves = [sum(half(story) == number for story in lost) for number in (0, 1)]
        yield f"{path.name:24}{len(stories):8}{len(lost):8}{halves[0]:8}{halves[1]:8}"


def seconds(stories: Sequence[WireStory], **how: Any) -> tuple[float, list[Story]]:
    start = time.process_time()
    found = [story for story in read_stories(stories, **how) if isinstance(story, Story)]
    return time.process_time() - start, found


def general_lines(path: Path, *, read: bool) -> Iterator[str]:
    stories = [wire(row) for row in rows(path)]
    over = [story for story in stories if not may_tell_of_trade(story.text)]
    yield f"{len(stories)} stories of general news, {len(over) / len(stories):.1%} passed over"
    if not read:
        return
    nlp = load()
    seconds(stories[:50], nlp=nlp)
    whole, quick = (seconds(stories, nlp=nlp, events_only=only)[0] for only in (False, True))
    events = sum(len(story.events) for story in seconds(over, nlp=nlp)[1])
    yield f"{whole / quick:.1f} times as fast; {events} events found in what is passed over"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--general", type=Path)
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    print(f"{'stories with events':24}{'':>8}{'lost':>8}{'tuned':>8}{'held out':>10}")
    for line in lost_lines([*sorted(OWN.glob("*.jsonl")), *arguments.sets]):
        print(line)
    if arguments.general:
        for line in general_lines(arguments.general, read=arguments.read):
            print(line)


if __name__ == "__main__":
    main()
