"""A file of JSON objects: JSON Lines, or one JSON array; standard input for "-".

    {"id": "a-1", ...}                      ->  ("gold.jsonl:1", {"id": "a-1", ...})
    [{"id": "a-1", ...}, {"id": ...}]       ->  ("gold.json[0]", {"id": "a-1", ...}), ("gold.json[1]", ...)

These files are small, written by people and read whole, so an error ends the run.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from typing import Any

from extractor.errors import StoryError, UsageError
from extractor.sources import Input
from extractor.sources.decoding import as_utf8, refuse_binary
from extractor.sources.finding import find, unreadable
from extractor.sources.jsonl import parse_line

Placed = tuple[str, dict[str, Any]]


def read_objects(path: str, *, hint: str) -> Iterator[Placed]:
    """Yield each object with its place. Raises UsageError, with `hint`, for what is none."""
    raw, name = read_bytes(path, hint=hint), Input(path).name
    yield from _items(raw, name, hint) if raw.lstrip().startswith(b"[") else _lines(raw, name, hint)


def read_bytes(path: str, *, hint: str) -> bytes:
    """Return the content of a file in UTF-8. Raises UsageError when it cannot be read or holds no text."""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        raise UsageError("a folder, not a file", where=path, hint=hint)
    [item] = find([path], suffixes=None)
    if isinstance(item, StoryError):
        raise refused(item, item.hint)
    try:
        with item.open() as file:
            raw = file.read()
    except OSError as error:
        cause = unreadable(error, path)
        raise refused(cause, cause.hint) from error
    try:
        refuse_binary(raw[:4096], source=item.name)
    except StoryError as error:
        raise refused(error, hint) from error
    return as_utf8(io.BytesIO(raw)).read()


def refused(error: StoryError, hint: str | None) -> UsageError:
    """Return the error that ends the run where one story's error is met."""
    return UsageError(error.what, where=error.where, hint=hint)


def _lines(raw: bytes, name: str, hint: str) -> Iterator[Placed]:
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            place = f"{name}:{number}"
            try:
                yield place, parse_line(line, source=place)
            except StoryError as error:
                raise refused(error, hint) from error


def _items(raw: bytes, name: str, hint: str) -> Iterator[Placed]:
    for number, item in enumerate(parse_json(raw, name, hint=hint)):
        if not isinstance(item, dict):
            raise UsageError("a JSON value that is no object", where=f"{name}[{number}]", hint=hint)
        yield f"{name}[{number}]", item


def parse_json(raw: bytes, name: str, *, hint: str) -> Any:
    """Return the JSON value that a whole file holds. Raises UsageError, with line and column, when it is none."""
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise UsageError(f"broken JSON: {error.msg}", where=place, hint=hint) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of 5,000 digits, brackets 5,000 deep
        raise UsageError(f"broken JSON: {error}", where=name, hint=hint) from error
