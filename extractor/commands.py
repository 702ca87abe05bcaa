"""`extractor COMMAND`: what the program offers beside `extract`. One function a command."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor import edge, sinks
from extractor.progress import is_terminal

NAME = "extractor"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
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


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a Story as it is written: with every field, null where nothing is known."""
    from pydantic.json_schema import GenerateJsonSchema  # each command imports what it needs

    from extractor.records import Story

    class EveryField(GenerateJsonSchema):
        def field_is_required(self, *_: object, **__: object) -> bool:
            return True

    return {"$schema": DIALECT, **Story.model_json_schema(mode="serialization", schema_generator=EveryField)}
