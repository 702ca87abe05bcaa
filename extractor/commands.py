"""`extractor COMMAND`: what the program offers beside `extract`. One function a command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import typer

from extractor import edge

NAME = "extractor"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

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


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a Story as it is written: with every field, null where nothing is known."""
    from pydantic.json_schema import GenerateJsonSchema  # each command imports what it needs

    from extractor.records import Story

    class EveryField(GenerateJsonSchema):
        def field_is_required(self, *_: object, **__: object) -> bool:
            return True

    return {"$schema": DIALECT, **Story.model_json_schema(mode="serialization", schema_generator=EveryField)}
