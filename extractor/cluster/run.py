"""One run of `extract --cluster`, from paths to a folder of parts and the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from extractor import edge, sinks, sources
from extractor.cluster.engine import Connect, LostError, Outcome, Work
from extractor.cluster.folder import Folder
from extractor.cluster.plan import plan_of, settle
from extractor.cluster.reports import ERRORS, Report, keep_errors, kept_reports
from extractor.cluster.shards import MEGABYTE, Placed, Shard, cut, limited, part_size, placed
from extractor.cluster.work import Task, read_shard, stories_of
from extractor.errors import ExtractorError, StoryError, UsageError
from extractor.jobs.identity import program
from extractor.progress import Progress
from extractor.run import Options, paths_of, progress_of, reading, say
from extractor.sources import Input
from extractor.tally import Tally

DONE = "_done.json"
_PATHS = "paths"  # under this name the errors of paths that lead to no file are kept
_REFUSED = {
    "latest": ("--latest", "all versions of a story would have to be in one place", "--latest without --cluster"),
    "journal": ("--journal", "the parts themselves are what is done", "the same command, which goes on by them"),
    "targets": ("--to", "only parts are written, for others to load", "--output FOLDER"),
    "errors": ("--errors", "what cannot be read lies beside the parts, in _errors", "no --errors"),
}


def run(options: Options) -> int:
    """Read on a cluster, say what went wrong, and return the exit code."""
    from extractor.cluster.dask import connected

    return run_on(partial(connected, options.cluster or "", options), options)


def run_on(connect: Connect, options: Options, *, work: Work = read_shard) -> int:
    """Have `work` done for each shard that has no part yet, by any engine."""
    folder, errors = _folder(options), list[StoryError]()
    tally = Tally(tell=errors.append, say=partial(say, options))
    shards = _shards(options, errors)
    tasks = _tasks(shards, folder, options)
    settle(folder, plan_of(shards, options, program(options.model)))
    with progress_of(options) as progress:
        follower = Follower(folder=folder, tally=tally, progress=progress, options=options)
        follower.count_paths(errors)
        if missing := follower.missing(tasks):
            with connect() as engine:
                follower.follow(engine(work, missing))
    follower.end(len(shards))
    return 1 if tally.failed else 0


def _folder(options: Options) -> Folder:
    for name, (option, what, hint) in _REFUSED.items():
        if getattr(options, name):
            raise UsageError(f"not with --cluster: {what}", where=option, hint=hint)
    if options.output is None:
        raise UsageError("a cluster writes a folder of parts", where="--cluster", hint="--output FOLDER")
    sinks.get_format(options.form)
    if options.source:
        sources.get_format(options.source)
    return Folder.at(options.output)


def _shards(options: Options, errors: list[StoryError]) -> tuple[Shard, ...]:
    pieces = list(limited(_inputs(options, errors), options.limit, partial(_count, options)))
    size = options.part_size and int(options.part_size * MEGABYTE)
    return tuple(cut(pieces, size=size or part_size(sum(one.size for one in pieces)), form=options.source))


def _inputs(options: Options, errors: list[StoryError]) -> Iterator[Placed]:
    for item in sources.find_inputs(paths_of(options), form=options.source):
        if isinstance(item, StoryError):
            errors.append(item)
        elif item.path == "-" or item.path.startswith("/dev/"):
            raise UsageError("other machines cannot read it", where=item.name, hint="a file")
        else:
            yield placed(item)


def _count(options: Options, item: Input, most: int) -> int:
    with reading(options) as read:
        return sum(1 for _ in islice(read([item], meter=lambda size: None), most))


def _tasks(shards: Sequence[Shard], folder: Folder, options: Options) -> list[Task]:
    asked = replace(options, paths=(), jobs=1)  # the paths are in the shards, and each worker is one of the jobs
    maker = program(options.model)
    return [Task(shard=shard, folder=folder, options=asked, program=maker) for shard in shards]


@dataclass(kw_only=True)
class Follower:
    """Follows a run: counts what is done and what is lost, and shows how far it is."""

    folder: Folder
    tally: Tally
    progress: Progress
    options: Options
    lost: int = 0
    before: int = 0

    def count_paths(self, errors: Sequence[StoryError]) -> None:
        """Tell of the paths that lead to no file."""
        keep_errors(self.folder, _PATHS, errors)
        self.tally.failed += len(errors)
        for error in errors:
            edge.say(self.options.name, str(error))

    def missing(self, tasks: Sequence[Task]) -> list[Task]:
        """Return the tasks that are not done, and count the stories of those that are."""
        missing = list(self._missing(tasks))
        self.before = len(tasks) - len(missing)
        self.progress.expect(sum(task.shard.size for task in missing))
        return missing

    def follow(self, outcomes: Iterable[Outcome]) -> None:
        """Take down what comes of the tasks."""
        for task, result in outcomes:
            if isinstance(result, Report):
                self._count(task.shard, result)
            else:
                self._lose(task, result)

    def end(self, parts: int) -> None:
        """Say the counts, and note them where no part is missing."""
        there = parts - self.lost
        before = f", {self.before:,} of them there before" if self.before else ""
        where = f" (see {self.folder.address}/{ERRORS})" if self.tally.failed or self.tally.skipped else ""
        say(self.options, f"{self.tally.summary()}{where}, in {there:,} {'part' if there == 1 else 'parts'}{before}")
        if not self.lost:
            counts = {"read": self.tally.read, "failed": self.tally.failed, "skipped": self.tally.skipped}
            self.folder.write(DONE, json.dumps({"parts": parts, **counts}, indent=2).encode() + b"\n")

    def _missing(self, tasks: Sequence[Task]) -> Iterator[Task]:
        there = self.folder.names()
        written = {task.shard.name for task in tasks if task.part in there}
        reports = kept_reports(self.folder, sorted(written))
        for task in tasks:
            report = reports.get(task.shard.name)
            if report is None or report.unreadable:
                yield task
            else:
                report.add_to(self.tally)

    def _count(self, shard: Shard, report: Report) -> None:
        report.add_to(self.tally)
        self.progress.read(shard.size)
        self.progress.note(report.read + report.failed + sum(report.skipped.values()), failed=report.failed)

    def _lose(self, task: Task, cause: Exception) -> None:
        if isinstance(cause, ExtractorError) and cause.exit_code == UsageError.exit_code:
            raise cause  # no shard could be read there
        errors = list(_losses(task, cause))
        keep_errors(self.folder, task.shard.name, errors)
        self.lost += 1
        self.tally.failed += len(errors)
        self.progress.note(len(errors), failed=len(errors))
        of = f"its {len(errors):,} stories from {errors[0].where} to {errors[-1].where} are left out"
        edge.say(self.options.name, f"{task.shard.name}: {_why(cause)}; {of} (try: {_hint(cause)})")


def _losses(task: Task, cause: Exception) -> Iterator[StoryError]:
    """Yield an error for each story of a shard that is lost. Its files are read in a process that they may kill."""
    careful = replace(task.options, jobs=2)
    for item in stories_of(task.shard, careful):
        where = item.where if isinstance(item, StoryError) else item.source
        yield StoryError(
            f"its {task.shard.name} is left out: {_why(cause)}", where=where, hint=_hint(cause), stage="analyse"
        )


def _why(cause: Exception) -> str:
    if isinstance(cause, LostError):
        return f"the workers died that read it, {cause}"
    return (
        str(cause) if isinstance(cause, ExtractorError) else f"{type(cause).__name__}: {' '.join(str(cause).split())}"
    )


def _hint(cause: Exception) -> str:
    if isinstance(cause, LostError):
        return "more memory for each worker, or --timeout 600, with which one story alone is lost"
    return "the same command again: it goes on from here"
