"""`extractor COMMAND`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from extractor.commands import main
from extractor.records import KINDS, Country, CountryMention, Event, Span, Story
from extractor.schema import record_schema

SCHEMA_PAGE = Path(__file__).parents[1] / "docs" / "events.schema.json"


def test_the_schema_in_docs_is_what_the_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert SCHEMA_PAGE.read_text(encoding="utf-8") == printed, (
        "write it anew: extractor schema > docs/events.schema.json"
    )


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(record_schema())


def test_every_field_is_always_there() -> None:
    schema = record_schema()
    assert set(schema["required"]) == set(Story.model_fields)
    assert set(schema["$defs"]["Event"]["required"]) == set(Event.model_fields)
    assert schema["$defs"]["Event"]["properties"]["kind"]["enum"] == list(KINDS)


def written() -> dict[str, Any]:
    mention = CountryMention(start=0, end=4, text="Peru", form="name")
    event = Event(
        id="e1", kind="tariff", action="cut", status="planned", actors=("PER",), targets=("WLD",), confidence=0.5,
        trigger=Span(start=0, end=4, text="Peru"), evidence=(mention,),
    )  # fmt: skip
    country = Country(code="PER", alpha2="PE", name="Peru", mentions=(mention,))
    parts = {"countries": (country,), "events": (event,)}
    story = Story(id="s1", source="-", published="2025-04-16T12:00:00Z", text_sha256="0" * 64, **parts)
    record: dict[str, Any] = json.loads(story.model_dump_json())
    return record


def errors(record: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(record_schema(), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(record)]


def test_what_is_written_keeps_to_the_schema() -> None:
    assert errors(written()) == []


@pytest.mark.parametrize(
    "change", [{"id": ""}, {"language": None}, {"schema_version": "2"}, {"mood": "glum"}, {"events": [{"kind": "war"}]}]
)
def test_what_is_not_written_breaks_the_schema(change: dict[str, Any]) -> None:
    assert errors(written() | change)


def test_the_help_lists_the_commands_and_names_extract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "extract PATH..." in out
    assert "  schema  " in out


def test_without_a_command_the_help_is_shown_as_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("Usage: extractor [OPTIONS] COMMAND [ARGS]...")


def test_an_unknown_command_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frobnicate"]) == 2
    assert capsys.readouterr().err == "extractor: No such command 'frobnicate'. (try: extractor --help)\n"
