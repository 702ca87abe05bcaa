"""`extractor evaluate`: files in, table, files and exit code out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from extractor import edge, sinks
from extractor.errors import StoryError
from extractor.evaluation.document import document
from extractor.evaluation.floors import fallen, read_floors
from extractor.evaluation.measure import Judgement, judge, measure
from extractor.evaluation.page import page
from extractor.evaluation.reading import Case, read_cases
from extractor.evaluation.table import table
from extractor.progress import Progress
from extractor.sources import Input

if TYPE_CHECKING:
    from extractor.wire import WireStory

MOST_WARNINGS = 5


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks for."""

    gold: str
    stories: str | None = None
    floors: str | None = None
    report: str | None = None
    json: str | None = None
    min_confidence: float = 0.0
    model: Path | None = None
    quiet: bool = False
    watched: bool = False


def run(options: Options, *, name: str) -> int:
    """Measure, print, write, and return the exit code; `name` is the program's."""
    floors = read_floors(options.floors) if options.floors else {}
    cases = read_cases(options.gold, stories=options.stories)
    if not options.quiet:
        _warn(cases, name)
    with ExitStack() as files:  # files that cannot be written end the run before it has cost time
        json_file = files.enter_context(sinks.open_output(options.json, option="--json")) if options.json else None
        report = files.enter_context(sinks.open_output(options.report, option="--report")) if options.report else None
        results = measure(_judgements(cases, options, name), least=options.min_confidence)
        _write(json_file, document(results) if json_file else "")
        _write(report, page(results, name=Input(options.gold).name) if report else "")
    typer.echo(table(results))
    below = list(fallen(results.figures, floors))
    for line in below:
        edge.say(name, line)
    return 1 if below or results.failed else 0


def _warn(cases: Sequence[Case], name: str) -> None:
    warnings = (warning for case in cases for warning in case.warnings())
    for warning in islice(warnings, MOST_WARNINGS):
        edge.say(name, warning)
    if more := sum(1 for _ in warnings):
        edge.say(name, f"... and {more:,} more warnings")


def _judgements(cases: Sequence[Case], options: Options, name: str) -> list[Judgement]:
    """Run the pipeline, and say which stories it cannot read."""
    from extractor import pipeline  # slow to import: by now there is something to read

    judgements = []
    with Progress(shown=options.watched) as progress:
        progress.expect(sum(len(case.wire.text) for case in cases))
        stories = pipeline.read_stories(_drawn(cases, progress), nlp=pipeline.load(options.model))
        for case, result in zip(cases, progress.counted(stories), strict=True):
            if isinstance(result, StoryError):
                edge.say(name, str(result))
            judgements.append(judge(case, result))
    return judgements


def _drawn(cases: Sequence[Case], progress: Progress) -> Iterator[WireStory]:
    for case in cases:
        yield case.wire
        progress.read(len(case.wire.text))


def _write(file: BinaryIO | None, text: str) -> None:
    if file:
        file.write(text.encode("utf-8", "replace"))
