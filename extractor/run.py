"""One run of `extract`, from paths to output and exit code.

    paths -> sources -> [journal: done before?] -> pipeline, here or in workers -> filters -> sinks
                              └───────── done now ────────────┘

Without --jobs, --timeout and --memory the stories are read in this process; with one of them, in workers
(extractor.jobs). The journal keeps records and does not know what is written where: each run gives every record to
every sink, so that what a database lost with a broken run comes to it with the next.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import edge, sinks, sources
from extractor.paths import expanded, listed
from extractor.progress import Progress, is_watched
from extractor.records import Event, Story
from extractor.sources.published import Moment
from extractor.tally import Tally, telling
from extractor.wire import WireStory

if TYPE_CHECKING:
    from extractor.errors import StoryError
    from extractor.jobs.journal import Item, Result
    from extractor.jobs.pool import Pool

    Work = Callable[[Iterator[Item]], Iterator[Result]]


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks for."""

    name: str
    paths: tuple[str, ...] = ()
    files_from: str | None = None
    source: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    latest: bool = False
    limit: int | None = None
    sink: str | None = None
    targets: tuple[str, ...] = ()
    published: Moment | None = None
    events_only: bool = False
    output: str | None = None
    errors: str | None = None
    journal: str | None = None
    jobs: int = 1
    timeout: float | None = None
    memory: int | None = None
    cluster: str | None = None
    part_size: float | None = None
    with_text: bool = False
    kinds: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    model: Path | None = None
    quiet: bool = False
    verbose: bool = False

    @property
    def form(self) -> str:
        """The format of the records where they are written as a stream."""
        return self.sink or "json"

    @property
    def prints(self) -> bool:
        """Whether records go to standard output."""
        return self.output is None and self.sink is not None

    @property
    def in_workers(self) -> bool:
        """Whether stories are read in processes of their own: what is cut off must be none of ours."""
        return self.jobs > 1 or self.timeout is not None or self.memory is not None


def run(options: Options) -> int:
    """Read, write, say what went wrong, and return the exit code."""
    outputs = _outputs(options)
    if options.source:
        sources.get_format(options.source)  # a wrong name ends the run here, before anything is read
    inputs = sources.find_inputs(paths_of(options), form=options.source)
    with ExitStack() as opened:
        writes = [(opened.enter_context(output), with_text) for output, with_text in outputs]
        tell = opened.enter_context(telling(options.errors, name=options.name, quiet=options.quiet))
        work = opened.enter_context(_work(options))
        progress = opened.enter_context(progress_of(options))
        tally = Tally(tell=tell, say=partial(say, options), verbose=options.verbose)
        seen = inputs if options.files_from else progress.measured(inputs)  # a list may still be growing
        wires = opened.enter_context(reading(options))(seen, meter=progress.read)
        if options.latest:
            from extractor.sources.latest import latest

            wires = latest(wires)
        wires = islice(wires, options.limit)
        stories = tally.successes(progress.counted(work(wires)))
        for story in stories:
            for write, with_text in writes:
                write(shaped(story, options=options, with_text=with_text))
    tally.say_end()
    return 1 if tally.failed else 0


def _outputs(options: Options) -> list[tuple[AbstractContextManager[sinks.Write], bool]]:
    """Return what the records are written to, none of it opened yet, and whether it is given their texts.

    Raises UsageError where there is no such sink.
    """
    stream = [] if options.sink is None else [(sinks.open_stream(options.output, form=options.sink), options.sink)]
    outputs = [*stream, *((sinks.open_target(target), sinks.kind_of(target)) for target in options.targets)]
    return [(output, options.with_text or sinks.needs_text(kind)) for output, kind in outputs]


def shaped(story: Story, *, options: Options, with_text: bool) -> Story:
    """Return the record with the events that the options ask for, and with its text or without."""
    events = tuple(event for event in story.events if _is_wanted(event, options))
    return story.model_copy(update={"events": events, "text": story.text if with_text else None})


def _is_wanted(event: Event, options: Options) -> bool:
    return (not options.kinds or event.kind in options.kinds) and event.confidence >= options.min_confidence


def paths_of(options: Options) -> Iterable[str]:
    """Yield the paths that a run reads, patterns replaced by what they match."""
    listing = listed(options.files_from) if options.files_from else ()
    return expanded(chain(options.paths, listing))


@contextmanager
def reading(options: Options) -> Iterator[Callable[..., Iterator[WireStory | StoryError]]]:
    """Give the function that reads files."""
    reader = partial(sources.read_inputs, form=options.source, fields=options.fields)
    if not options.in_workers:
        yield reader
        return
    from extractor.jobs.process import Limits
    from extractor.jobs.reading import Reading

    with Reading(reader, limits=Limits(timeout=options.timeout, memory=options.memory)) as reading:
        yield reading.read


@contextmanager
def _work(options: Options) -> Iterator[Work]:
    """Give the function that reads stories, one result for each item in order."""
    with ExitStack() as opened:
        work = (
            opened.enter_context(pool_of(options)).read if options.in_workers else partial(_serially, options=options)
        )
        if options.journal is None:
            yield work
            return
        from extractor.jobs.identity import key_maker, program
        from extractor.jobs.journal import open_journal, remembered

        journal = opened.enter_context(open_journal(options.journal))
        key_of = key_maker(program(options.model), options.published, events_only=options.events_only)
        yield partial(remembered, work=work, journal=journal, key_of=key_of)


def pool_of(options: Options) -> Pool:
    """Return the pool of worker processes, not yet started, that these options ask for."""
    from extractor.jobs.limits import refuse_memory_limit
    from extractor.jobs.pool import Pool
    from extractor.jobs.process import Limits
    from extractor.jobs.worker import load_reader

    if options.memory is not None:
        refuse_memory_limit()
    limits = Limits(timeout=options.timeout, memory=options.memory)
    make = partial(load_reader, options.model, options.published, events_only=options.events_only)
    return Pool(make, jobs=options.jobs, limits=limits)


def _serially(items: Iterator[Item], *, options: Options) -> Iterator[Result]:
    for first in items:
        if not isinstance(first, WireStory):
            yield first
            continue
        # Now that there is a story, the language model is worth its time.
        from extractor import pipeline

        nlp = pipeline.load(options.model)
        gc.freeze()  # all of it stays to the end: the collector need never look at it again
        yield from pipeline.read_stories(
            chain([first], items), nlp=nlp, published=options.published, events_only=options.events_only
        )


def progress_of(options: Options) -> Progress:
    """Return how the progress of a run is shown."""
    shown = not options.quiet and is_watched(prints=options.prints)
    return Progress(shown=shown, say=None if options.quiet else partial(say, options))


def say(options: Options, words: str) -> None:
    """Say words on standard error, unless none but errors are wanted."""
    if not options.quiet:
        edge.say(options.name, words)
