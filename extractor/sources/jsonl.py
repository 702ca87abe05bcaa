r"""JSON Lines (https://jsonlines.org): one story a line.

    {"id": "a-1", "title": "Chile, Peru talk grapes", "date": "2025-03-03", "text": "SANTIAGO - Chile has opened ..."}
    {"text": "LIMA - ...", "published": "2025-03-04T09:30:00-05:00", "publisher": "Andes Wire", "byline": "A. Rojas"}

| key                           | what                                                                       |
|-------------------------------|----------------------------------------------------------------------------|
| `text`                        | the body, needed; taken as it stands, so that offsets can be trusted       |
| `title`                       | the headline                                                               |
| `id`                          | the wire's own id                                                          |
| `published`, else `date`      | see extractor.sources.published; one that cannot be read is warned of      |
| `publisher`, else `source`    | who published it                                                           |
| `byline`                      | who wrote it                                                               |

Other keys are ignored. Half a surrogate pair ("\ud800") becomes U+FFFD. A line that is no story is an error with its
line and column, and the next line goes on. JSON is UTF-8 by its standard (RFC 8259), so no other encoding is guessed;
UTF-16 and UTF-32 are read by their byte order mark.

Known miss: a JSON array of stories; the error says how to split it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from extractor.errors import StoryError
from extractor.sources.decoding import as_utf8, beginning, clean, refuse_binary
from extractor.sources.published import Moment, parse_published
from extractor.wire import WireStory

SUFFIXES = (".jsonl", ".ndjson")

# 1,000,000 characters, each the widest JSON has ("\ud83d\ude00" for one emoji), and room for the other keys.
LONGEST_LINE = 16_000_000

_JSON_OBJECT = re.compile(r'\s*(\[\s*)?\{\s*["}]')
_HINT = 'one JSON object a line: {"title": "...", "text": "...", "date": "2025-04-16"}'
_SPLIT = {b"[": "jq -c '.[]' FILE | extract -", b"{": "jq -c . FILE | extract -"}


def looks_like(head: bytes) -> bool:
    """Say whether the file begins with a JSON object, or with a JSON array of them, which is then told how to split."""
    return _JSON_OBJECT.match(beginning(head)) is not None


def read(stream: BinaryIO, *, source: str) -> Iterator[WireStory | StoryError]:
    """Yield for each line its story or the error that stands for it; a line at a time is in memory."""
    lines = _lines(as_utf8(stream))
    first = next(lines, (1, b""))
    try:
        _refuse_other_formats(first[1], source)
    except StoryError as error:
        yield error
        return
    for number, line in chain([first], lines):
        yield _read_line(line, source=f"{source}:{number}")


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
        raise StoryError("no stories in it", where=source, hint=_HINT)
    if start.startswith(b"[") or start == b"{":
        raise StoryError("JSON over several lines or in an array", where=source, hint=_SPLIT[start[:1]])


def _read_line(line: bytes, *, source: str) -> WireStory | StoryError:
    try:
        return story_of(parse_line(line, source=source), source=source)
    except StoryError as error:
        return error


def parse_line(line: bytes, *, source: str) -> dict[str, Any]:
    """Return the JSON object of one line. Raises StoryError, with the column, when it is none."""
    if len(line) > LONGEST_LINE:
        raise StoryError("too long for one story: over 1,000,000 characters", where=source, hint="one story a line")
    try:
        record = json.loads(line.rstrip().decode("utf-8", "surrogatepass"))
    except json.JSONDecodeError as error:
        why = error.msg.removesuffix(" at").removesuffix(" starting")
        raise _broken(why, f"{source}:{error.colno}") from error
    except UnicodeDecodeError as error:
        raise StoryError("not UTF-8", where=f"{source}:{error.start + 1}", hint="save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets 5,000 deep
        raise _broken(str(error), source) from error
    if not isinstance(record, dict):
        raise StoryError("a JSON value that is no object", where=source, hint=_HINT)
    return record


def _broken(why: str, where: str) -> StoryError:
    return StoryError(f"broken JSON: {why}", where=where, hint=_HINT)


def story_of(record: dict[str, Any], *, source: str) -> WireStory:
    """Return the story of one line's object. Raises StoryError when it has no text."""
    body = _words(record, "text", source)
    if body is None:
        raise StoryError("no `text`", where=source, hint=_HINT)
    return WireStory(
        source=source,
        body=body,
        title=_words(record, "title", source),
        wire_id=_metadata(record, "id"),
        publisher=_metadata(record, "publisher") or _metadata(record, "source"),
        byline=_metadata(record, "byline"),
        published=_moment(record, "published") or _moment(record, "date"),
        warnings=tuple(_warnings(record, body)),
    )


def _warnings(record: dict[str, Any], body: str) -> Iterator[str]:
    """Say what of the line is not in the story as it stood there."""
    if body != record["text"]:
        yield "half surrogate pairs in the text were replaced by U+FFFD"
    for key in ("published", "date"):
        value = _metadata(record, key)
        if value and parse_published(value) is None:
            yield f"`{key}` {value[:60]!r} is not one day, and counts as missing"


def _words(record: dict[str, Any], key: str, source: str) -> str | None:
    """Return a piece of the story's text exactly as it stands; a blank title is none."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise StoryError(f"`{key}` is not a string", where=source, hint=_HINT)
    return clean(value, source=f"{source}: `{key}`") if value.strip() or key == "text" else None


def _metadata(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return clean(value, source=key).strip() or None if isinstance(value, str) and "\0" not in value else None


def _moment(record: dict[str, Any], key: str) -> Moment | None:
    value = _metadata(record, key)
    return parse_published(value) if value else None
