"""The form in which a finished record goes from a worker to its parent, and into a journal: compact JSON.

Left out is what the story itself still says when the record is unpacked: its text, and where it was read. So a journal
holds no wire copy, and a story found again in another place keeps its record.
"""

from __future__ import annotations

from extractor.records import Story
from extractor.wire import WireStory


def pack(story: Story) -> bytes:
    """Return the record without its story's text."""
    return story.model_dump_json(exclude={"text"}).encode()


def unpack(packed: bytes, wire: WireStory) -> Story:
    """Return the record of `wire`. Raises ValueError when `packed` holds none."""
    story = Story.model_validate_json(packed)
    return story.model_copy(update={"text": wire.text, "source": wire.source})
