"""JSON Lines (https://jsonlines.org): one story a line.

    {"schema_version":"1","id":"a-1", ...}

Each line is written as soon as its story is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from extractor.records import Story


def write(stories: Iterable[Story], stream: BinaryIO) -> None:
    """Write one line a story."""
    for story in stories:
        stream.write(story.model_dump_json().encode() + b"\n")
        stream.flush()
