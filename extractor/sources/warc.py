r"""WARC 1.x (ISO 28500, https://iipc.github.io/warc-specifications/): archived web pages, such as CC-NEWS.

    WARC/1.0
    WARC-Type: response
    WARC-Target-URI: https://andes.example/17
    Content-Type: application/http; msgtype=response
    Content-Length: 1234

    HTTP/1.1 200 OK
    Content-Type: text/html; charset=utf-8

    <html> ...

Each page that was answered with 200 is a story, read as extractor.sources.html reads it, and its place is
`crawl.warc!/https://andes.example/17`. Requests, notes on the crawl and other records about pages are passed over;
pages that moved, and answers that are no pages, are told. One record is in memory at a time. A file that ends before
its last record does is an error: archives break off in transfer.

Known miss: bodies in brotli or zstd; crawlers store them unpacked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from extractor.errors import SkippedError, StoryError
from extractor.sources import html, metadata
from extractor.wire import WireStory

SUFFIXES = (".warc",)

_VERSION = re.compile(rb"WARC/\d+\.\d+\s*\Z")
_LONGEST_LINE, _MOST_LINES = 65_536, 500
_CHUNK = 1 << 16
_PAGES = ("text/html", "application/xhtml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_CHUNK_SIZE = re.compile(rb"\s{0,4}([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_ABOUT_PAGES = frozenset({"warcinfo", "request", "metadata", "continuation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record: its headers, and its block, cut where it is longer than a page may be."""

    headers: Mapping[str, str]
    block: bytes
    place: str

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "")


def looks_like(head: bytes) -> bool:
    """Say whether the file begins with a version line of WARC."""
    return _VERSION.match(head.partition(b"\n")[0]) is not None


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each archived page its story, or what it is instead."""
    for record in _records(stream, source):
        if record.kind not in _ABOUT_PAGES:
            yield metadata.or_error(_story, record)


def _records(stream: BinaryIO, source: str) -> Iterator[_Record]:
    number = 0
    while line := _first_line(stream):
        number += 1
        place = f"{source}: record {number}"
        if not _VERSION.match(line):
            raise StoryError("no WARC record begins here", where=place, hint="a whole file; the rest was not read")
        headers = _headers(stream, place)
        size = headers.get("content-length", "")
        if not (size.isascii() and size.isdigit()):
            raise StoryError("a WARC record without its length", where=place, hint="a whole file")
        address = headers.get("warc-target-uri", "").strip("<>")
        block = _block(stream, int(size), place)
        yield _Record(headers=headers, block=block, place=f"{source}!/{address}" if address else place)


def _first_line(stream: BinaryIO) -> bytes:
    """Return the next line that is not blank: two blank lines end a record."""
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.isspace():
            return line
    return b"\n"


def _headers(stream: BinaryIO, place: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise _broken_off(place)
        if line.isspace():
            return headers
        name, _sign, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise StoryError(f"over {_MOST_LINES} lines of headers", where=place)


def _block(stream: BinaryIO, size: int, place: str) -> bytes:
    """Read a block of that size; keep no more than one byte over what a page and its headers may have."""
    kept: list[bytes] = []
    room, left = html.LONGEST + _LONGEST_LINE, size
    while left:
        chunk = stream.read(min(_CHUNK, left))
        if not chunk:
            raise _broken_off(place)
        left -= len(chunk)
        kept.append(chunk[:room])
        room -= len(kept[-1])
    return b"".join(kept)


def _broken_off(place: str) -> StoryError:
    return StoryError("the file ends within this record", where=place, hint="fetching the archive again")


def _story(record: _Record) -> WireStory:
    if record.kind == "response":
        return _answer(record)
    if record.kind in ("resource", "conversion"):
        return _page(record.headers.get("content-type", ""), record.block, record)
    raise SkippedError(f"no text to read: a WARC record of type {record.kind[:40]!r}", where=record.place)


def _answer(record: _Record) -> WireStory:
    head, blank, body = record.block.partition(b"\r\n\r\n")
    if not blank:
        head, _, body = record.block.partition(b"\n\n")
    status, *lines = head.decode("latin-1").splitlines() or [""]
    code = [*status.split(), "", ""][1]
    if not status.startswith("HTTP/") or code != "200":
        raise SkippedError(f"no text to read: an answer of status {code[:10] or 'unknown'}", where=record.place)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return _page(headers.get("content-type", ""), _unpacked(body, headers, record.place), record)


def _page(media_type: str, body: bytes, record: _Record) -> WireStory:
    media = media_type.lower()
    address = record.headers.get("warc-target-uri", "").strip("<>") or None
    if media.startswith("text/plain"):
        text = body.decode("utf-8", "replace").replace("\r\n", "\n")
        story = WireStory(source=record.place, body=text, wire_id=address)
        return metadata.finished(story, what="an empty page")
    if media and not media.startswith(_PAGES):
        raise SkippedError(f"no text to read: {media.partition(';')[0][:60]}", where=record.place, reason="no page")
    charset = _CHARSET.search(media_type)
    return html.page_story(body, source=record.place, charset=charset[1] if charset else None, address=address)


def _unpacked(body: bytes, headers: Mapping[str, str], place: str) -> bytes:
    """Return the body of an answer without the chunks and the compression it was sent in."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    packing = headers.get("content-encoding", "").lower()
    if packing in ("gzip", "x-gzip", "deflate") and not body.lstrip().startswith(b"<"):
        try:
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(body, html.LONGEST + 1)
        except zlib.error as error:
            raise StoryError(f"a broken {packing} body: {error}", where=place) from error
    return body


def _joined(body: bytes) -> bytes:
    """Return the chunks as one; a body that crawlers have joined already stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(pieces) or body
