"""What a worker does: read a shard's stories, and write its part.

The pipeline is loaded with a process's first shard and kept. A process reads one shard at a time, however many threads
the engine gives it: the pipeline is not made for two at once, and is as fast with a process a core. With --timeout or
--memory stories are read in a process of their own that the worker keeps, as `extract --jobs` does.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from extractor import pipeline, sinks
from extractor.cluster.folder import Folder
from extractor.cluster.reports import Report, keep_errors, keep_report, report_of
from extractor.cluster.shards import Shard
from extractor.errors import StoryError, UsageError
from extractor.jobs.identity import program
from extractor.run import Options, pool_of, reading, shaped
from extractor.tally import Tally
from extractor.wire import WireStory

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.jobs.pool import Pool
    from extractor.records import Story

_ONE_AT_A_TIME = Lock()
# The options that a pool of processes of its own is made for, and kept.
_OF_A_POOL = ("model", "published", "events_only", "timeout", "memory")


@dataclass(frozen=True, kw_only=True)
class Task:
    """A shard, where its part goes, and how it is to be read: by which `program` (extractor.jobs.identity)."""

    shard: Shard
    folder: Folder
    options: Options
    program: str

    @property
    def part(self) -> str:
        """The name of the part in the folder."""
        return f"{self.shard.name}.{self.options.form}"


def read_shard(task: Task) -> Report:
    """Read a shard and write its part. Stories that cannot be read are in the report, and are no failure of it.

    Raises UsageError or ModelError where no shard could be read here, OSError where the part cannot be written.
    """
    with _ONE_AT_A_TIME:
        _refuse_other_program(task)
        return _read_shard(task)


def _read_shard(task: Task) -> Report:
    errors, options = list[StoryError](), task.options
    with_text = options.with_text or sinks.needs_text(options.form)
    tally = Tally(tell=errors.append, say=lambda words: None)
    with task.folder.create(task.part) as stream:
        with sinks.get_format(options.form).writing(stream) as write:
            for story in tally.successes(_results(task)):
                write(shaped(story, options=options, with_text=with_text))
        report = report_of(tally, errors)
        keep_errors(task.folder, task.shard.name, errors)
        keep_report(task.folder, task.shard.name, report)
    return report


def _results(task: Task) -> Iterator[Story | StoryError]:
    options, wires = task.options, stories_of(task.shard, task.options)
    if options.in_workers:
        asked = {name: getattr(options, name) for name in _OF_A_POOL}
        return _pool(**asked).read(wires)
    nlp = _nlp(options.model)
    return pipeline.read_stories(wires, nlp=nlp, published=options.published, events_only=options.events_only)


def stories_of(shard: Shard, options: Options) -> Iterator[WireStory | StoryError]:
    """Yield the stories of a shard, and errors in their places."""
    with reading(options) as read:
        for piece in shard.pieces:
            found = read([piece.input], meter=lambda size: None)
            yield from islice(found, piece.start, piece.stop, piece.step)


@cache
def _nlp(model: Path | None) -> Language:
    nlp = pipeline.load(model)
    gc.freeze()  # all of it stays to the end: the collector need never look at it again
    return nlp


@cache
def _pool(**asked: Any) -> Pool:
    return pool_of(Options(name="", **asked))


@cache
def _program(model: Path | None) -> str:
    return program(model)


def _refuse_other_program(task: Task) -> None:
    """Raise UsageError where this machine would read stories in another way than the one that asks."""
    if _program(task.options.model) != task.program:
        what = "the workers have another version of extract, or of its model, than this command"
        raise UsageError(what, where="--cluster", hint="installing the same on all machines")
