"""JSON Lines (https://jsonlines.org): one story a line.

    {"schema_version":"1","id":"a-1", ...}

Each line is written as soon as its story is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write


@contextmanager
def writing(stream: BinaryIO) -> Iterator[Write]:
    """Give the function that writes a story as one line."""

    def write(story: Story) -> None:
        stream.write(story.model_dump_json().encode() + b"\n")
        stream.flush()

    yield write
