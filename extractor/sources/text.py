r"""Plain text: one file, one story.

    SANTIAGO, March 3 - Chile has opened talks with Peru on grape exports.

    The two ministries meet again on Friday.

The file is the story's text as it stands, but for a byte order mark and for line ends, which become `\n`.
Its encoding is found by extractor.sources.decoding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from extractor.errors import StoryError
from extractor.sources.decoding import decode
from extractor.wire import WireStory

SUFFIXES = (".txt", ".text")

# More than a story of 1,000,000 characters, spaCy's limit, can take: what is longer is refused without being read.
LONGEST = 4_000_000


def looks_like(head: bytes) -> bool:
    """Say no: anything may be text, so it is what a file is read as when no other format claims it."""
    return False


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield the one story of a plain text file, or the error that stands for it."""
    try:
        yield WireStory(source=source, body=_body(stream, source))
    except StoryError as error:
        yield error


def _body(stream: BinaryIO, source: str) -> str:
    raw = stream.read(LONGEST + 1)
    if len(raw) > LONGEST:
        hint = "one story a file, or JSON Lines with one story a line"
        raise StoryError("too long for one story: over 1,000,000 characters", where=source, hint=hint)
    return decode(raw, source=source).replace("\r\n", "\n").replace("\r", "\n")
