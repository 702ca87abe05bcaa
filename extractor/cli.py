"""`extract PATH...`: wire stories in, records of what happened out.

    paths -> sources -> pipeline -> filters -> sink

Records go to standard output or to --output, words to standard error. What a story or file that cannot be read
means for the run is decided here: one line each, the others go on, and exit code 1 at the end.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor import edge, sinks, sources
from extractor.errors import StoryError, UsageError
from extractor.progress import Progress, is_watched
from extractor.records import KINDS, SCHEMA_VERSION, Event, Story
from extractor.sources.published import Moment, parse_published

if TYPE_CHECKING:
    from extractor.wire import WireStory

NAME = "extract"
EXAMPLES = """
\b
Examples:
  extract article.txt > events.json            one story, as a JSON array
  extract news/ wire.jsonl --format jsonl      folders and files, one record a line
  curl -s URL | extract - --published 2025-04-16
                                               standard input; "Wednesday" counts from that day
  extract news/ -o events.json                 the file appears when all of it is written
  extract wire.jsonl --kind tariff --kind restriction --min-confidence 0.7
                                               events of these kinds, and sure ones, alone
  extract article.txt | jq '.[].events[] | {kind, action, status, actors, targets}'

\b
What is read:
  plain text       .txt .text, no ending     one story a file
  JSON Lines       .jsonl .ndjson            one story a line, with the keys text, title, id, and date or published
  Of a folder every file with such an ending is read, hidden ones excepted; with --from, every file.

\b
Exit codes:
  0    all stories were read
  1    some could not be read, and standard error says why; the others are written
  2    the command cannot be carried out as given
  130  interrupted by Ctrl-C

The records are described by `extractor schema`.
"""

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks for."""

    paths: tuple[str, ...]
    source: str | None = None
    sink: str = "json"
    published: Moment | None = None
    output: str | None = None
    with_text: bool = False
    kinds: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    model: Path | None = None
    quiet: bool = False


@dataclass
class Tally:
    """Counts what became of the stories, and says it on standard error."""

    quiet: bool = False
    read: int = 0
    failed: int = 0
    warned: int = 0
    warnings: list[str] = field(default_factory=list)

    def successes(self, results: Iterable[Story | StoryError]) -> Iterator[Story]:
        """Yield the stories, and say at once what is wrong where there is none."""
        for result in results:
            if isinstance(result, StoryError):
                self.failed += 1
                edge.say(NAME, str(result))
            else:
                self._note(result)
                yield result

    def say_end(self) -> None:
        """Say the warnings of a lone story, or how many of many have any: each record holds its own."""
        if self.quiet:
            return
        if self.read + self.failed == 1:
            for warning in self.warnings:
                edge.say(NAME, warning)
        elif self.warned or self.failed:
            failed = f", {self.failed:,} failed" if self.failed else ""
            warned = f", {self.warned:,} with warnings (see `warnings` in their records)" if self.warned else ""
            stories = "story" if self.read == 1 else "stories"
            edge.say(NAME, f"{self.read:,} {stories} read{failed}{warned}")

    def _note(self, story: Story) -> None:
        self.read += 1
        self.warned += bool(story.warnings)
        if self.read == 1:
            self.warnings = [f"{story.source}: {warning}" for warning in story.warnings]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `extract` and return its exit code."""
    return edge.run(app, name=NAME, arguments=arguments)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer's signature
    if wanted:
        try:
            number = version("extractor")
        except PackageNotFoundError:
            number = "not installed"
        typer.echo(f"{NAME} {number}, records version {SCHEMA_VERSION}")
        raise typer.Exit


@app.command(epilog=EXAMPLES)
def extract(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    *,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(sinks.formats()), help="How to write the records.")
    ] = "json",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of all the stories; goes before their own.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, once all is read.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help=f"Keep events of this kind: {', '.join(KINDS)}. Repeatable."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="0..1", help="Keep events of at least this confidence.")
    ] = 0.0,
    with_text: Annotated[bool, typer.Option("--with-text", help="Put each story's text into its record.")] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="|".join(sources.formats()), help="Read every input so; else each tells itself."
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", envvar="EXTRACTOR_MODEL", help="Another trained spaCy pipeline."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say errors alone: no warnings, no progress.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> int:
    """Read wire stories on international trade and write what happened as data.

    Each PATH is a file, a folder, or - for standard input.

    For each story: people and their roles, countries, percentages, dates, and trade events - tariffs, restrictions,
    talks, agreements, investigations, disputes, flows - each with the exact place in the text that says so.
    """
    if not paths:
        edge.show_help(context)
    options = Options(
        paths=tuple(paths),
        source=source,
        sink=form,
        published=_moment(published),
        output=None if output == "-" else output,
        with_text=with_text,
        kinds=_kinds(kind or []),
        min_confidence=min_confidence,
        model=model,
        quiet=quiet,
    )
    return run(options)


def run(options: Options) -> int:
    """Read, write, say what went wrong, and return the exit code."""
    sink = sinks.get_format(options.sink)
    if options.source:
        sources.get_format(options.source)  # a wrong name ends the run here, before anything is read
    inputs = sources.find_inputs(options.paths, form=options.source)
    tally = Tally(quiet=options.quiet)
    with sinks.open_output(options.output) as stream, _progress(options) as progress:
        wires = sources.read_inputs(progress.measured(inputs), form=options.source, meter=progress.read)
        stories = tally.successes(_results(wires, options))
        sink.write((shaped(story, options) for story in progress.counted(stories)), stream)
    tally.say_end()
    return 1 if tally.failed else 0


def shaped(story: Story, options: Options) -> Story:
    """Return the record with the events, and the text, that the options ask for."""
    events = tuple(event for event in story.events if _is_wanted(event, options))
    return story.model_copy(update={"events": events, "text": story.text if options.with_text else None})


def _is_wanted(event: Event, options: Options) -> bool:
    return (not options.kinds or event.kind in options.kinds) and event.confidence >= options.min_confidence


def _results(wires: Iterator[WireStory | StoryError], options: Options) -> Iterator[Story | StoryError]:
    for first in wires:
        if isinstance(first, StoryError):
            yield first
            continue
        # Now that there is a story, the language model is worth its time.
        from extractor import pipeline

        nlp = pipeline.load(options.model)
        gc.freeze()  # all of it stays to the end: the collector need never look at it again
        yield from pipeline.read_stories(chain([first], wires), nlp=nlp, published=options.published)


def _progress(options: Options) -> Progress:
    return Progress(shown=not options.quiet and is_watched(output=options.output))


def _moment(text: str | None) -> Moment | None:
    if text is None:
        return None
    moment = parse_published(text)
    if moment is None:
        hint = "2025-04-16, or 2025-04-16T09:30:00-04:00"
        raise UsageError(f"{text!r} is not a date", where="--published", hint=hint)
    return moment


def _kinds(names: Iterable[str]) -> frozenset[str]:
    kinds = frozenset(names)
    if unknown := sorted(kinds - set(KINDS)):
        raise UsageError(f"no such kind: {', '.join(unknown)}", where="--kind", hint=", ".join(KINDS))
    return kinds
