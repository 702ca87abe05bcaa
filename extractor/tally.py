"""What became of the stories: counts, the words on standard error, and the error records in a file.

    extract: wire.jsonl:17:9: broken JSON: Expecting ',' delimiter (try: ...)            without --errors
    {"source": "wire.jsonl:17:9", "stage": "read", "message": "broken JSON: ...", "hint": "...", "skipped": false}

A story that is rightly passed over - in another language, a photo without words - is skipped: told and counted, and no
failure. Error records are written as they come, so that they are there however a run ends; a run begins them anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from extractor import edge, sinks
from extractor.errors import SkippedError, StoryError
from extractor.records import Story

Tell = Callable[[StoryError], None]
Say = Callable[[str], None]


@dataclass(kw_only=True)
class Tally:
    """Counts what became of the stories; `tell` is told of each that gives no record, `say` says the rest."""

    tell: Tell
    say: Say
    verbose: bool = False
    read: int = 0
    failed: int = 0
    warned: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)

    def successes(self, results: Iterable[Story | StoryError]) -> Iterator[Story]:
        """Yield the stories, and tell at once what is wrong where there is none."""
        for result in results:
            if isinstance(result, StoryError):
                self._count(result)
                self.tell(result)
            else:
                self._note(result)
                yield result

    def say_end(self) -> None:
        """Say the warnings of a lone story, or how many of many have any: each record holds its own."""
        skipped = self.skipped.total()
        if self.verbose or self.read + self.failed + skipped > 1:
            if self.verbose or self.warned or self.failed or skipped:
                self.say(self.summary())
        else:
            for warning in self.warnings:
                self.say(warning)

    def summary(self) -> str:
        """Return the counts as words."""
        stories = "story" if self.read == 1 else "stories"
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in self.skipped.most_common())
        skipped = f", {self.skipped.total():,} skipped ({reasons})" if reasons else ""
        failed = f", {self.failed:,} failed" if self.failed else ""
        warned = f", {self.warned:,} with warnings (see `warnings` in their records)" if self.warned else ""
        return f"{self.read:,} {stories} read{failed}{skipped}{warned}"

    def _count(self, error: StoryError) -> None:
        if isinstance(error, SkippedError):
            self.skipped[error.reason] += 1
        else:
            self.failed += 1

    def _note(self, story: Story) -> None:
        self.read += 1
        self.warned += bool(story.warnings)
        if self.read == 1:
            self.warnings = [f"{story.source}: {warning}" for warning in story.warnings]
        if self.verbose:
            warned = "".join(f"; warning: {warning}" for warning in story.warnings)
            self.say(f"{story.source}: {len(story.events):,} events, {len(story.countries):,} countries{warned}")


@contextmanager
def telling(path: str | None, *, name: str, quiet: bool) -> Iterator[Tell]:
    """Give a function that tells of a story without a record: in the file `path`, or in words."""
    if path is None:
        yield lambda error: None if quiet and isinstance(error, SkippedError) else edge.say(name, _words(error))
        return
    with sinks.create(path, option="--errors") as stream:

        def write(error: StoryError) -> None:
            stream.write(json.dumps(error_record(error), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            stream.flush()

        yield write


def _words(error: StoryError) -> str:
    return f"{error} - skipped" if isinstance(error, SkippedError) else str(error)


def error_record(error: StoryError) -> dict[str, str | bool | None]:
    """Return the record of a story that gives none."""
    return {
        "source": error.where,
        "stage": error.stage,
        "message": error.what,
        "hint": error.hint,
        "skipped": isinstance(error, SkippedError),
    }
