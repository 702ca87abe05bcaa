r"""JSON (RFC 8259): an array of stories, one story over several lines, or stories in the list of an answer.

    [{"id": "a-1", "title": "Chile, Peru talk grapes", "date": "2025-03-03", "text": "SANTIAGO - Chile has ..."},
     {"id": "a-2", "text": "LIMA - ..."}]

    {"status": "ok", "articles": [{"title": "Chile, Peru talk grapes", "content": "SANTIAGO - Chile has ..."}]}

The keys are those of extractor.sources.mapping, or the ones that `--field` names. An array is read object by object,
however long it is. An object without a text that holds a list of objects, as web services answer, stands for those.

Known miss: an answer of over 16 MB in one object; `jq -c '.articles[]'` splits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from extractor.errors import StoryError
from extractor.sources import jsonl, ninjs
from extractor.sources.decoding import beginning
from extractor.sources.mapping import KEYS, story_of
from extractor.sources.metadata import or_error
from extractor.sources.values import OBJECT_HINT, read_objects
from extractor.wire import WireStory

SUFFIXES = (".json",)

_OBJECTS = re.compile(r'\s*(\[\s*)?\{\s*["}]')


def looks_like(head: bytes) -> bool:
    """Say whether the file begins with a JSON object or an array of them, and not as JSON Lines or ninjs do."""
    is_json = _OBJECTS.match(beginning(head)) is not None
    return is_json and not (jsonl.looks_like(head) or ninjs.looks_like(head))


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each object its story or the error that stands for it."""
    for place, record in read_objects(stream, source=source):
        if isinstance(record, StoryError):
            yield record
            continue
        for where, each in _records(record, place, fields or {}):
            yield or_error(story_of, each, source=where, fields=fields, hint=OBJECT_HINT)


def _records(record: dict[str, Any], place: str, fields: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the record, or those of the list that it holds in place of a text."""
    keys = (fields["text"].partition(".")[0],) if "text" in fields else KEYS["text"]
    lists = ((key, value) for key, value in record.items() if _is_list_of_objects(value))
    key, listed = next(lists, ("", None))
    if listed is None or any(key in record for key in keys):
        yield place, record
        return
    for number, each in enumerate(listed):
        yield f"{place}#{key}[{number}]", each


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
