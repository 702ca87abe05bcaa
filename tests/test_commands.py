"""`extractor COMMAND`."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from extractor.commands import main
from extractor.records import KINDS, Country, CountryMention, Event, Span, Story
from extractor.schema import record_schema
from extractor.sinks import open_target

VERSIONS = Path(__file__).parent / "sinks" / "versions"
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


def test_a_database_gives_its_records_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = f"sqlite:///{tmp_path}/news.db"
    record = Story.model_validate(written())
    with open_target(target) as write:
        write(record)
    assert main(["records", target]) == 0
    assert [Story.model_validate_json(line) for line in capsys.readouterr().out.splitlines()] == [record]


def test_migrating_says_from_what_to_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = f"sqlite:///{tmp_path}/news.db"
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        connection.executescript((VERSIONS / "0.sqlite.sql").read_text())
    assert [main(["migrate", target]) for _ in range(2)] == [0, 0]
    assert capsys.readouterr().err.splitlines() == [
        f"extractor: {target}: from version 0 to version 1",
        f"extractor: {target}: its tables are of version 1",
    ]


@pytest.mark.parametrize("command", ["migrate", "records"])
@pytest.mark.parametrize("target", ["events.jsonl", "events.csv"])
def test_what_is_no_database_is_told(command: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, target]) == 2
    said = "no database: every run writes it anew (try: sqlite:///news.db, duckdb:///news.duckdb or postgresql://...)"
    assert capsys.readouterr().err == f"extractor: {target}: {said}\n"
