r"""JSON Lines (https://jsonlines.org): one story a line.

    {"id": "a-1", "title": "Chile, Peru talk grapes", "date": "2025-03-03", "text": "SANTIAGO - Chile has opened ..."}
    {"text": "LIMA - ...", "published": "2025-03-04T09:30:00-05:00", "publisher": "Andes Wire", "byline": "A. Rojas"}

The keys are those of extractor.sources.mapping, or the ones that `--field` names. The text is taken as it stands, so
that offsets can be trusted. A line that is no story is an error with its line and column, and the next line goes on.
JSON is UTF-8 by its standard (RFC 8259), so no other encoding is guessed; UTF-16 and UTF-32 are read by their byte
order mark. Arrays and objects over several lines are extractor.sources.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from extractor.errors import StoryError
from extractor.sources import ninjs
from extractor.sources.decoding import as_utf8, beginning, refuse_binary
from extractor.sources.mapping import HINT, story_of
from extractor.sources.values import LONGEST_VALUE, TOO_LONG, parse_object
from extractor.wire import WireStory

SUFFIXES = (".jsonl", ".ndjson")
LONGEST_LINE = LONGEST_VALUE


def looks_like(head: bytes) -> bool:
    """Say whether the first line of the file is a JSON object, or the beginning of one, and none of ninjs."""
    first, _, rest = beginning(head).lstrip().partition("\n")
    first = first.strip()
    is_object = first.startswith("{") and first[1:].lstrip()[:1] in ('"', "}")
    return is_object and (first.endswith("}") or not rest) and not ninjs.looks_like(head)


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each line its story or the error that stands for it; a line at a time is in memory."""
    lines = _lines(as_utf8(stream))
    first = next(lines, (1, b""))
    try:
        _refuse_other_formats(first[1], source)
    except StoryError as error:
        yield error
        return
    for number, line in chain([first], lines):
        yield _read_line(line, fields, source=f"{source}:{number}")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the number and bytes of each line that is not blank; of one too long, `LONGEST_LINE` + 1 bytes."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while len(line) > LONGEST_LINE and rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
        if not line.isspace():
            yield number, line


def _refuse_other_formats(first_line: bytes, source: str) -> None:
    """Raise one error for the whole file where every line would give the same."""
    refuse_binary(first_line, source=source)
    start = first_line.strip()
    if not start:
        raise StoryError("no stories in it", where=source, hint=HINT)
    if start.startswith(b"[") or start == b"{":
        raise StoryError("JSON over several lines or in an array", where=source, hint="--from json")


def _read_line(line: bytes, fields: Mapping[str, str] | None, *, source: str) -> WireStory | StoryError:
    try:
        return story_of(parse_line(line, source=source), source=source, fields=fields)
    except StoryError as error:
        return error


def parse_line(line: bytes, *, source: str) -> dict[str, Any]:
    """Return the JSON object of one line. Raises StoryError, with the column, when it is none."""
    if len(line) > LONGEST_LINE:
        raise StoryError(TOO_LONG, where=source, hint="one story a line")
    return parse_object(line, source=source, hint=HINT)
