"""A report to look at: one HTML page that needs nothing else, with each story's text beside its events.

    extract news/ --to report.html

The page begins with what all stories hold in sum, so it is written at the end, and a few kilobytes of each story are
kept until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from extractor.sinks import Write

NEEDS_TEXT = True


@contextmanager
def writing(stream: BinaryIO) -> Iterator[Write]:
    """Give the function that takes a story; the page is written when there are no more."""
    from extractor.view import Report

    report = Report()
    yield report.add
    stream.write(report.page().encode("utf-8", "replace"))
