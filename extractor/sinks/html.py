"""A report to look at: one HTML page that needs nothing else, with each story's text beside its events.

    extract news/ --format html -o report.html

The page begins with what all stories hold in sum, so it is written at the end, and a few kilobytes of each story are
kept until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from extractor.records import Story

NEEDS_TEXT = True


def write(stories: Iterable[Story], stream: BinaryIO) -> None:
    """Write the page."""
    from extractor.view import page

    stream.write(page(stories).encode("utf-8", "replace"))
