"""One JSON array of stories, indented to be read by people as well.

    [
      {
        "schema_version": "1",
        ...
      }
    ]

The array is written story by story, so that memory stays flat.
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
    """Give the function that writes a story into one array; an empty one when there are none."""
    before = "[\n  "

    def write(story: Story) -> None:
        nonlocal before
        # JSON strings hold no raw line ends, so each one here is between values.
        stream.write((before + story.model_dump_json(indent=2).replace("\n", "\n  ")).encode())
        stream.flush()
        before = ",\n  "

    yield write
    stream.write(b"[]\n" if before.startswith("[") else b"\n]\n")
