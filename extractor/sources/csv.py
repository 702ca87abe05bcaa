r"""CSV (RFC 4180) with named columns: one story a row.

    id,title,date,text
    a-1,"Chile, Peru talk grapes",2025-03-03,"SANTIAGO - Chile has opened talks ..."

The columns are those of extractor.sources.mapping, in any case (`Title`), or the ones that `--field` names. The sign
between them is found in the first line: comma, semicolon, tab or upright stroke. A story's place is the line that its
row begins on. A row that is no story is an error, and the next row goes on; a quotation mark that never closes takes
at most 4 MB with it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from extractor.errors import StoryError
from extractor.sources.decoding import beginning, decoded
from extractor.sources.mapping import KEYS, story_of
from extractor.sources.metadata import or_error
from extractor.sources.values import LONGEST_VALUE, TOO_LONG
from extractor.wire import WireStory

SUFFIXES = (".csv", ".tsv")

_DELIMITERS = ",;\t|"
_LONGEST = 4_000_000
_LINE_END = re.compile(r"\r\n?|\n")
_HINT = "a first line that names the columns, one of them `text`; or --field text=COLUMN"


def looks_like(head: bytes) -> bool:
    """Say whether the first line names columns known here, one of which is that of a story's text."""
    first, _, rest = beginning(head).partition("\n")
    columns = {column.casefold().strip() for column in _columns(first)}
    known = {key.casefold() for keys in KEYS.values() for key in keys}
    return bool(rest) and len(columns & known) >= 2 and not columns.isdisjoint(KEYS["text"])


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each row its story or the error that stands for it; a row at a time is in memory."""
    lines = _lines(stream, source)
    header = next(lines, "")
    columns = _columns(header)
    _refuse_headless(columns, fields or {}, source)
    csv.field_size_limit(_LONGEST)
    rows = csv.reader(lines, delimiter=_delimiter(header))
    while True:
        place = f"{source}:{rows.line_num + 2}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield StoryError(f"broken CSV: {error}", where=place, hint="a quotation mark behind the last word")
            continue
        if row is None:
            return
        if sum(map(len, row)) + len(row) > LONGEST_VALUE:
            yield StoryError(TOO_LONG, where=place, hint="one story a row")
        elif row:
            yield or_error(story_of, _record(columns, row), source=place, fields=fields, hint=_HINT)


def _lines(stream: BinaryIO, source: str) -> Iterator[str]:
    """Yield the file's lines; one too long for a story is cut, and still too long."""
    pieces: list[str] = []
    room = LONGEST_VALUE + 1
    for text in _texts(stream, source):
        begin = 0
        for end in (match.end() for match in _LINE_END.finditer(text)):
            pieces.append(text[begin:end][:room])
            yield "".join(pieces)
            pieces, room, begin = [], LONGEST_VALUE + 1, end
        pieces.append(text[begin:][:room])
        room -= len(pieces[-1])
    yield "".join(pieces)


def _texts(stream: BinaryIO, source: str) -> Iterator[str]:
    whole_ends = io.IncrementalNewlineDecoder(None, translate=False)
    for text in decoded(stream, source=source):
        yield whole_ends.decode(text)
    yield whole_ends.decode("", final=True)


def _columns(header: str) -> list[str]:
    rows = csv.reader([header.lstrip("\ufeff").strip("\r\n")], delimiter=_delimiter(header))
    try:
        return [column.strip() for column in next(rows, [])]
    except csv.Error:
        return []


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _refuse_headless(columns: list[str], fields: Mapping[str, str], source: str) -> None:
    wanted = {fields["text"]} if "text" in fields else set(KEYS["text"])
    if wanted.isdisjoint({*columns, *(column.casefold() for column in columns)}):
        name = fields.get("text", "text")
        raise StoryError(f"no column `{name}` among {', '.join(columns)[:200]}", where=source, hint=_HINT)


def _record(columns: list[str], row: list[str]) -> dict[str, str | None]:
    """Return the row's values by column, under the name as it stands and in small letters; an empty one is None."""
    pairs = [(column, value or None) for column, value in zip(columns, row, strict=False)]
    return {**{column.casefold(): value for column, value in pairs}, **dict(pairs)}
