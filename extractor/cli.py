"""`extract PATH...`: wire stories in, records of what happened out. The options, and the help that teaches them.

Records go to standard output or to --output, words to standard error. What is done with the options is in
extractor.run; what an error means for the exit code, in extractor.edge.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from extractor import edge, sinks, sources
from extractor.errors import UsageError
from extractor.records import KINDS, SCHEMA_VERSION
from extractor.run import Options, run
from extractor.sources.mapping import KEYS
from extractor.sources.published import Moment, parse_published

NAME = "extract"
EXAMPLES = """
\b
Examples:
  extract article.txt > events.json            one story, as a JSON array
  extract news/ wire.jsonl --format jsonl      folders and files, one record a line
  curl -s URL | extract - --published 2025-04-16
                                               standard input; "Wednesday" counts from that day
  extract news/ -o events.json                 the file appears when all of it is written
  extract news/ --to report.html               a page to look at: each text beside its events, with charts and filters
  extract archive/ --jobs 4 --journal done.db -f jsonl -o events.jsonl
                                               four processes; broken off, the same command goes on where it was
  extract news/ --to sqlite:///news.db --to events.parquet
                                               tables with keys and views, in a database and as files
  find . -name '*.xml' | extract --files-from - --errors errors.jsonl --timeout 30
                                               what cannot be read, or takes too long, is one line of JSON each
  extract wire.jsonl --kind tariff --kind restriction --min-confidence 0.7
                                               events of these kinds, and sure ones, alone
  extract s3://wire/2025/ --cluster tcp://10.0.0.7:8786 -f jsonl -o s3://results/2025
                                               many machines; one file a part of the stories, none of them half done
  extract article.txt | jq '.[].events[] | {kind, action, status, actors, targets}'

\b
What is read:
  plain text       .txt .text, no ending     one story a file
  HTML             .html .htm .xhtml         one page, one story; menus and comments are left out
  JSON Lines       .jsonl .ndjson            one story a line, with the keys text, title, id, and date or published
  JSON             .json                     an array of such objects, or a list in an answer of a web service
  CSV              .csv .tsv                 one story a row, with such columns; --field text=COLUMN for other names
  ninjs            .ninjs .json              1.x, 2.x and 3.x
  NewsML-G2        .xml .newsml              news items and messages, with NITF, XHTML, HTML or plain text inside
  NewsML           .xml .newsml              1.x
  NITF             .nitf .xml                3.x
  RSS, Atom        .rss .atom .xml           one story an entry; links are not followed
  WARC             .warc                     one story an archived page, as in CC-NEWS
  All of these also in .gz .bz2 .xz, and in .zip and .tar, which name what is in them news.zip!/dir/story.xml.
  The content tells the format, the ending where it does not, and --from goes before both.
  Of a folder or archive every file with such an ending is read, hidden ones excepted; with --from, every file.
  Of several versions of a story each is a record, with its version; --latest leaves the last.
  A pattern in quotes ('news/*.xml', '**' for any depth) is what it matches.

\b
Where it is written, with --to:
  events.json, events.jsonl, report.html       a file, as with --format and --output
  events.csv                                   a folder with a file for each table
  events.parquet                               a folder with one file: a row a story, lists nested as in the record
  sqlite:///news.db, duckdb:///news.duckdb     a database in a file; three slashes, and four before an absolute path
  postgresql://USER@HOST/NAME                  the password from PGPASSWORD or ~/.pgpass rather than in the URL
  Files and folders are written anew by each run. To a database a run adds: a story that is read again with another
  result, or corrected, has its rows replaced; the same run twice changes nothing, and several may write at once.
  Databases and Parquet need their drivers: pip install 'extractor[sqlite,postgresql,duckdb,parquet]', or those of
  them that you use. A database of an older version: `extractor migrate TARGET`. Out again: `extractor records TARGET`.

\b
Large amounts:
  --jobs        each process needs some 250 MB; records come in the order of the stories all the same
  --journal     keeps each finished record, in SQLite. Every run writes its whole output anew, taking from the
                journal what is done: so write to a new file, and do not append. A new version of extract, another
                model or another --published reads anew. Errors are not kept: what failed is tried again.
  --events-only passes over the stories that hold no words of trade, most of general news. Their records hold what the
                wire says of them, and no lists; all others are whole.
  --timeout     and --memory cut off single stories, not the run; a story whose process dies is tried once more
  --cluster     ADDRESS of a dask scheduler, or local: workers here, as many as --jobs. Parts appear when they are
                whole; the same command goes on where it was broken off. pip install 'extractor[cluster]'; docs/scale.md
  --errors      JSON Lines with source, stage (read, check, analyse), message, hint, skipped

\b
Exit codes:
  0    all stories were read; those in other languages, and items without text, are told, counted and skipped
  1    some could not be read, and standard error or --errors says why; the others are written
  2    the command cannot be carried out as given
  130  interrupted by Ctrl-C

The records are described by `extractor schema`.
"""

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


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
        str | None,
        typer.Option("--format", "-f", metavar="|".join(sinks.format_names()), help="How to write; else json."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TARGET", help="Write to a file, folder or database, and not to standard output. Repeatable."
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of all the stories; goes before their own.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, once all is read.")
    ] = None,
    errors: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write what cannot be read to FILE, as JSON Lines.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help=f"Keep events of this kind: {', '.join(KINDS)}. Repeatable."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="0..1", help="Keep events of at least this confidence.")
    ] = 0.0,
    events_only: Annotated[
        bool, typer.Option("--events-only", help="Pass over stories without the words of trade: fast on general news.")
    ] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Put each story's text into its record.")] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="|".join(sources.formats()), help="Read every input so; else each tells itself."
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=KEY",
            help=f"Where records of JSON or CSV keep a name: {', '.join(KEYS)}. Repeatable.",
        ),
    ] = None,
    latest: Annotated[
        bool, typer.Option("--latest", help="Of a story's versions write the last alone; all is read first.")
    ] = False,
    files_from: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read the paths, one a line, from FILE; - for standard input.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Read in N processes; 0: one a core.")
    ] = 1,
    journal: Annotated[
        str | None, typer.Option(metavar="FILE", help="Keep what is done in FILE, to go on where a run was broken off.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Cut off a story that takes longer.")
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(min=1, metavar="MB", help="Cut off a story that takes more, beside what the pipeline takes."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Read the first N stories alone, to try things out.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS|local", help="Read on a dask cluster; --output is then a folder of parts."),
    ] = None,
    part_size: Annotated[
        float | None,
        typer.Option(min=0.000001, metavar="MB", help="With --cluster, how much of the input makes one part."),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", envvar="EXTRACTOR_MODEL", help="Another trained spaCy pipeline."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say errors alone: no warnings, no progress.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what is found in each story.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> int:
    """Read wire stories on international trade and write what happened as data.

    Each PATH is a file, a folder, a pattern, or - for standard input.

    For each story: people and their roles, countries, percentages, dates, and trade events - tariffs, restrictions,
    talks, agreements, investigations, disputes, flows - each with the exact place in the text that says so.
    """
    if not paths and files_from is None:
        edge.show_help(context)
    if part_size and not cluster:
        raise UsageError("there are parts only on a cluster", where="--part-size", hint="--cluster local")
    if files_from == "-" and "-" in (paths or ()):
        raise UsageError("standard input is either a list or a story", where="--files-from -", hint="a file for one")
    if quiet and verbose:
        raise UsageError("say more, or less?", where="--quiet --verbose", hint="one of them")
    options = Options(
        name=NAME,
        paths=tuple(paths or ()),
        files_from=files_from,
        source=source,
        fields=sources.parse_fields(field or []),
        latest=latest,
        limit=limit,
        sink=form or (None if to and output is None else "json"),
        targets=_targets(to or [], output),
        published=_moment(published),
        output=None if output == "-" else output,
        errors=errors,
        journal=journal,
        jobs=jobs or _cores(),
        timeout=timeout,
        memory=memory,
        cluster=cluster,
        part_size=part_size,
        events_only=events_only,
        with_text=with_text,
        kinds=_kinds(kind or []),
        min_confidence=min_confidence,
        model=model,
        quiet=quiet,
        verbose=verbose,
    )
    if cluster:
        from extractor.cluster.run import run as run_on_cluster

        return run_on_cluster(options)
    return run(options)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _targets(names: list[str], output: str | None) -> tuple[str, ...]:
    """Return the targets. Raises UsageError where one is named twice: both would write the same."""
    taken = {os.path.realpath(output)} if output else set()
    for name in names:
        place = name if sinks.scheme_of(name) else os.path.realpath(name)
        if place in taken:
            raise UsageError("named twice", where=f"{sinks.OPTION} {sinks.shown(name)}", hint="each target once")
        taken.add(place)
    return tuple(names)


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
