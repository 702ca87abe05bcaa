"""`extractor COMMAND`: what the program offers beside `extract`. One function a command."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from extractor import edge, sinks
from extractor.errors import UsageError
from extractor.progress import is_terminal

NAME = "extractor"
EVALUATE = """
\b
Example:
  extractor evaluate gold.jsonl --report errors.html
      prints a table of figures, and errors.html shows each story with what was missed, what was
      found without being there, and what differs
  extractor evaluate gold.jsonl --stories wire.jsonl --floors floors.json
      joins the stories' texts by id; {"events.core": 37} in floors.json makes the exit code 1 when
      that F1 is lower

\b
GOLD is JSON Lines or a JSON array; one line holds one story with what a careful reader takes from it:
  {"id": "a-1", "title": null, "text": "LIMA - Peru will lift its 5% duty on Chilean grapes on Monday.",
   "published": "2025-03-06", "people": [], "countries": ["CHL", "PER"],
   "percentages": [{"text": "5%", "value": 5}], "dates": [{"text": "Monday", "value": "2025-03-10"}],
   "events": [{"kind": "tariff", "action": "remove", "status": "planned", "actors": ["PER"],
               "targets": ["CHL"], "products": ["grapes"], "rates": [{"value": 5, "role": "rate"}],
               "dates": [{"value": "2025-03-10", "role": "effective"}], "people": [],
               "retaliatory": false, "anchor": "lift its 5% duty on Chilean grapes"}]}
  On one line each. Lists may be empty but not left out, except those of an event.

\b
Exit codes:
  0    all stories were measured, and no figure is below its floor
  1    a figure is below its floor, or a story could not be read
  2    the command cannot be carried out as given

What each figure means: docs/evaluation.md.
"""

TARGETS = """
\b
TARGET is a URL, as for `extract --to`:
  sqlite:///news.db                  three slashes, and four before an absolute path
  duckdb:///news.duckdb
  postgresql://USER@HOST/NAME        the password from PGPASSWORD or ~/.pgpass
"""
SERVE = """
\b
Example:
  extractor serve
      a page on http://127.0.0.1:8000 to paste a story into, for this machine alone
  curl -H 'Content-Type: text/plain' --data-binary @story.txt http://127.0.0.1:8000/extract
      the record of a story; a JSON object will do too, and JSON Lines (application/x-ndjson) for many
  extractor serve --reviews reviews.jsonl
      the page has buttons to accept, correct or reject each event; then
  extractor gold reviews.jsonl -o gold.jsonl
      makes annotated stories of that, for extractor evaluate
  extract news/ --with-text --to sqlite:///news.db && extractor serve --db sqlite:///news.db
      browses what is stored: filters, a timeline, what one country has done to another
  TOKEN=secret extractor serve --host 0.0.0.0 --workers 4 --token-env TOKEN
      for others: they send Authorization: Bearer secret; a browser asks for it as a password

\b
Answers:
  413 the body is larger than --max-size       429 more than --per-client requests of one client at once
  422 what was sent is no story in English     503 more than --at-once, or a story took longer than --timeout

Interface: /docs. For Prometheus: /metrics. All of it: docs/service.md.
"""
GOLD = """
\b
Example:
  extractor gold reviews.jsonl -o gold.jsonl
  extractor evaluate gold.jsonl --report errors.html

A story is given when each of its events was decided on, or the story was called done; with --unfinished also those
with a decision or two, where events without one count as right.
"""

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `extractor` and return its exit code."""
    return edge.run(app, name=NAME, arguments=arguments)


@app.callback(invoke_without_command=True)
def extractor(context: typer.Context) -> None:
    """Everything around reading wire stories on international trade. The reading itself is `extract PATH...`."""
    if context.invoked_subcommand is None:
        edge.show_help(context)


@app.command()
def schema() -> None:
    """Print the JSON Schema of one record, an item of the array that `extract` writes."""
    from extractor.schema import record_schema  # each command imports what it needs

    typer.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))


@app.command(epilog=EVALUATE)
def evaluate(  # noqa: PLR0913 - one argument an option
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Annotated stories.", show_default=False)],
    *,
    stories: Annotated[
        str | None, typer.Option(metavar="FILE", help="JSON Lines with id, title, text and date of the stories.")
    ] = None,
    floors: Annotated[
        str | None, typer.Option(metavar="FILE", help="JSON: the least F1 of figures; exit code 1 below one.")
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="FILE.html", help="Write the errors beside the texts as one HTML page.")
    ] = None,
    figures: Annotated[str | None, typer.Option("--json", metavar="FILE", help="Write all figures as JSON.")] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="0..1", help="Count events of at least this confidence.")
    ] = 0.0,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", envvar="EXTRACTOR_MODEL", help="Another trained spaCy pipeline."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say errors alone: no warnings, no progress.")] = False,
) -> int:
    """Measure how well annotated stories are read: precision, recall and F1 of each part, slot and kind."""
    from extractor.evaluation.run import Options, run

    options = Options(
        gold=gold,
        stories=stories,
        floors=floors,
        report=report,
        json=figures,
        min_confidence=min_confidence,
        model=model,
        quiet=quiet,
        watched=not quiet and is_terminal(sys.stderr),
    )
    return run(options, name=NAME)


@app.command(epilog=TARGETS)
def migrate(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The database's URL.", show_default=False)],
) -> None:
    """Bring a database that an older version of extract wrote to the tables that this one writes."""
    before, after = sinks.get_database(target).migrate(target)
    words = f"its tables are of version {after}" if before == after else f"from version {before} to version {after}"
    edge.say(NAME, f"{sinks.shown(target)}: {words}")


@app.command(epilog=TARGETS)
def records(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The database's URL.", show_default=False)],
) -> None:
    """Print the records that a database holds, as JSON Lines: what `extract --to` wrote comes back the same."""
    with sinks.open_stream(None, form="jsonl") as write:
        for story in sinks.get_database(target).read(target):
            write(story)


@app.command(epilog=SERVE)
def serve(  # noqa: PLR0913 - one argument an option
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Listen there; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 for any that is free.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, metavar="N", help="Read in N processes.")] = 1,
    token_env: Annotated[
        str | None, typer.Option(metavar="NAME", help="Let in who shows the token in this environment variable.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="Another name that it may be called by. Repeatable.")
    ] = None,
    reviews: Annotated[
        str | None, typer.Option(metavar="FILE", help="Ask for reviews, and keep them in FILE, as JSON Lines.")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option("--db", metavar="URL", help="Browse the stories of this database, SQLite or PostgreSQL."),
    ] = None,
    max_size: Annotated[float, typer.Option(min=0.001, metavar="MB", help="The largest body of a request.")] = 10,
    timeout: Annotated[float, typer.Option(min=0.001, metavar="SECONDS", help="The longest a story may take.")] = 30,
    at_once: Annotated[int, typer.Option(min=1, metavar="N", help="Requests under way at once.")] = 256,
    per_client: Annotated[int, typer.Option(min=1, metavar="N", help="... of one client.")] = 64,
    model: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", envvar="EXTRACTOR_MODEL", help="Another trained spaCy pipeline."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say errors alone: no line a request.")] = False,
) -> int:
    """Read stories over HTTP, and on a page to paste them into. Needs extractor[web]."""
    try:
        from extractor.web.serve import Options, run
        from extractor.web.service import Limits
    except ModuleNotFoundError as error:
        raise UsageError(f"needs {error.name}", where="serve", hint="pip install 'extractor[web]'") from error

    limits = Limits(size=int(max_size * 1e6), timeout=timeout, at_once=at_once, per_client=per_client)
    options = Options(
        name=NAME,
        host=host,
        port=port,
        workers=workers,
        token_env=token_env,
        hosts=frozenset(name.lower() for name in allow_host or ()),
        reviews=reviews,
        database=database,
        limits=limits,
        model=model,
        quiet=quiet,
    )
    return run(options)


@app.command(epilog=GOLD)
def gold(
    reviews: Annotated[str, typer.Argument(metavar="FILE", help="What --reviews wrote.", show_default=False)],
    *,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")] = None,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Also stories of which not all events were decided on.")
    ] = False,
) -> int:
    """Make annotated stories of reviews, in the form that `extractor evaluate` reads."""
    from extractor.review.annotate import annotated_stories
    from extractor.review.sidecar import read_sidecar
    from extractor.sinks import open_output

    reviewed = read_sidecar(reviews)
    with open_output(output) as stream:
        for story in annotated_stories(reviewed, unfinished=unfinished):
            stream.write(json.dumps(story, ensure_ascii=False).encode() + b"\n")
    return 0
