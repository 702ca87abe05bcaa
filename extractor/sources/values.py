r"""Cut a stream of JSON into its objects, whatever holds them together, and parse each by itself.

    [{"text": "one"}, {"text": "two"}]       ->  two objects: an array
    {"text": "one"}\n{"text": "two"}\n       ->  two objects: lines
    {\n "text": "one"\n}                     ->  one object over several lines

One object is in memory at a time. One that is broken inside costs only itself, as long as its brackets match; one that
never closes takes the rest of the file with it, and its error says where it began.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.errors import StoryError
from extractor.sources.decoding import as_utf8, refuse_binary
from extractor.sources.streams import chunks_of

# 1,000,000 characters, each the widest JSON has ("\ud83d\ude00" for one emoji), and room for the other keys.
LONGEST_VALUE = 16_000_000
TOO_LONG = "too long for one story: over 1,000,000 characters"
OBJECT_HINT = '{"title": "...", "text": "...", "date": "2025-04-16"}'

_OUTSIDE = re.compile(rb"[^\s,\[\]]")
_BRACKET = re.compile(rb'["{}\[\]]')
_STRING_END = re.compile(rb'["\\\n]')


def read_objects(stream: BinaryIO, *, source: str) -> Iterator[tuple[str, dict[str, Any] | StoryError]]:
    """Yield each object of a stream with its place, `source` or `source:line`, or the error that stands for it."""
    found = _parsed(stream, source)
    first = next(found, None)
    if first is None:
        raise StoryError("no stories in it", where=source, hint=OBJECT_HINT)
    second = next(found, None)
    yield first if second else (source, first[1])
    if second:
        yield second
    yield from found


def _parsed(stream: BinaryIO, source: str) -> Iterator[tuple[str, dict[str, Any] | StoryError]]:
    splitter = _Splitter()
    for chunk in chunks_of(as_utf8(stream)):
        if splitter.line == 1:
            refuse_binary(chunk, source=source)
        for line, raw in splitter.feed(chunk):
            yield f"{source}:{line}", _object(raw, source, line)
    if splitter.is_open:
        error = StoryError("an object that never ends", where=f"{source}:{splitter.begun}", hint="a whole file")
        yield f"{source}:{splitter.begun}", error


def _object(raw: bytes | str, source: str, line: int) -> dict[str, Any] | StoryError:
    if isinstance(raw, str):
        return StoryError(raw, where=f"{source}:{line}", hint=OBJECT_HINT)
    try:
        return parse_object(raw, source=source, line=line)
    except StoryError as error:
        return error


def parse_object(raw: bytes, *, source: str, line: int | None = None, hint: str = OBJECT_HINT) -> dict[str, Any]:
    """Return the JSON object that `raw` is, which begins on that line of `source`, or is all of it."""
    try:
        record = json.loads(raw.rstrip().decode("utf-8", "surrogatepass"))
    except json.JSONDecodeError as error:
        why = error.msg.removesuffix(" at").removesuffix(" starting")
        row = "" if line is None else f":{line + error.lineno - 1}"
        raise StoryError(f"broken JSON: {why}", where=f"{source}{row}:{error.colno}", hint=hint) from error
    except UnicodeDecodeError as error:
        place = error.start + 1 if line is None else line + raw.count(b"\n", 0, error.start)
        raise StoryError("not UTF-8", where=f"{source}:{place}", hint="save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets 5,000 deep
        row = "" if line is None else f":{line}"
        raise StoryError(f"broken JSON: {error}", where=f"{source}{row}", hint=hint) from error
    if not isinstance(record, dict):
        raise StoryError("a JSON value that is no object", where=source, hint=hint)
    return record


class _Splitter:
    """Follows brackets and strings through chunks of bytes, and hands out each outermost object."""

    def __init__(self) -> None:
        self.line = self.begun = 1
        self._depth = 0
        self._in_string = self._escaped = self._is_stray = False
        self._pieces: list[bytes] = []
        self._size = 0

    @property
    def is_open(self) -> bool:
        """Whether an object has begun and not ended."""
        return self._depth > 0

    def feed(self, chunk: bytes) -> Iterator[tuple[int, bytes | str]]:
        """Yield the line and bytes of each object that ends in `chunk`, or what is wrong there."""
        at = 0
        while at < len(chunk):
            if self._depth:
                end = self._inside(chunk, at)
                self._keep(chunk[at:end])
                if not self._depth:
                    yield self.begun, self._taken()
            else:
                end, stray = self._outside(chunk, at)
                self.line += chunk.count(b"\n", at, end)
                if stray:
                    yield self.line, "what is no JSON object"
            at = end

    def _outside(self, chunk: bytes, at: int) -> tuple[int, bool]:
        """Go on to where an object begins; say whether something else begins before that."""
        match = _OUTSIDE.search(chunk, at)
        if match is None:
            self._is_stray = self._is_stray and chunk[at:].strip(b" \t\r\n,[]") != b""
            return len(chunk), False
        if match[0] == b"{":
            self._depth, self._is_stray = 1, False
            self.begun = self.line + chunk.count(b"\n", at, match.start())
            self._keep(b"{", counted=False)
            return match.end(), False
        begins = chunk.find(b"{", match.end())
        is_new, self._is_stray = not self._is_stray, True
        return (len(chunk) if begins < 0 else begins), is_new

    def _inside(self, chunk: bytes, at: int) -> int:
        """Return where the object ends, or the chunk."""
        while at < len(chunk) and self._depth:
            if self._escaped:
                self._escaped, at = False, at + 1
                continue
            match = (_STRING_END if self._in_string else _BRACKET).search(chunk, at)
            if match is None:
                return len(chunk)
            at = match.end()
            self._step(match[0])
        return at

    def _step(self, sign: bytes) -> None:
        if sign == b"\\":
            self._escaped = True
        elif sign in b'"\n':
            self._in_string = not self._in_string
        else:
            self._depth += 1 if sign in b"{[" else -1

    def _keep(self, piece: bytes, *, counted: bool = True) -> None:
        self.line += piece.count(b"\n") if counted else 0
        self._size += len(piece)
        if self._size <= LONGEST_VALUE:
            self._pieces.append(piece)

    def _taken(self) -> bytes | str:
        raw, size = b"".join(self._pieces), self._size
        self._pieces, self._size = [], 0
        return raw if size <= LONGEST_VALUE else TOO_LONG
