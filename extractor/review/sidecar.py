"""The sidecar: a file of JSON Lines with decisions, and with the stories that they are about.

    {"story": {"schema_version": "1", "id": "a-1", "text": "LIMA - Peru will ...", ...}}
    {"decision": {"time": "2025-04-16T09:30:00Z", "reviewer": "Ana", "story": "a-1", "event": "5f0c...", ...}}

A story stands before the first decision on it, with its text, and once more where a newer program read it otherwise.
Lines are added and never changed, each on the disk before the reviewer is told. A last line that broke off, with the
machine, is passed over, and cut off before more is written. One service at a time writes to a file: it holds a lock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from pydantic import ValidationError

from extractor.errors import StoryError, UsageError
from extractor.evaluation.objects import read_bytes, refused
from extractor.records import Record, Story
from extractor.review.decisions import Decision, Key, Opinion
from extractor.sources.jsonl import parse_line

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_HINT = "another file: it is made by extractor serve --reviews FILE"


class Entry(Record):
    """A line of the file."""

    story: Story | None = None
    decision: Decision | None = None


class Reviewed:
    """Stories, and what holds of each after all decisions."""

    def __init__(self) -> None:
        self.stories: dict[Key, Story] = {}
        self._opinions: dict[Key, Opinion] = {}

    def take(self, entry: Entry) -> None:
        """Take in a line."""
        if entry.story:
            self.stories[key_of(entry.story)] = entry.story
        if entry.decision:
            key = entry.decision.key
            self._opinions[key] = self.opinion(key).after(entry.decision)

    def opinion(self, key: Key) -> Opinion:
        """Return what holds of a story."""
        return self._opinions.get(key, Opinion())


def key_of(story: Story) -> Key:
    """Return under what decisions on a story are kept."""
    return story.id, story.text_sha256


def read_sidecar(path: str) -> Reviewed:
    """Return what a sidecar holds. Raises UsageError when it cannot be read, or is another file."""
    reviewed = Reviewed()
    for entry in _entries(read_bytes(path, hint=_HINT), path):
        reviewed.take(entry)
    return reviewed


def _entries(raw: bytes, path: str) -> Iterator[Entry]:
    whole, _, _ = raw.rpartition(b"\n")
    for number, line in enumerate(whole.split(b"\n"), start=1):
        if line.strip():
            place = f"{path}:{number}"
            try:
                yield Entry.model_validate(parse_line(line, source=place))
            except StoryError as error:
                raise refused(error, _HINT) from error
            except ValidationError as error:
                raise UsageError(f"no review: {error.errors()[0]['msg']}", where=place, hint=_HINT) from error


class Sidecar:
    """An open sidecar. Made by `open_sidecar`; threads may share it."""

    def __init__(self, file: BinaryIO, reviewed: Reviewed) -> None:
        self._file, self.reviewed = file, reviewed
        self._lock = Lock()

    def keep(self, decision: Decision, story: Story) -> Opinion:
        """Write a decision, and the story that it is about where that is new. Return what holds of it now."""
        with self._lock:
            if self.reviewed.stories.get(decision.key) != story:
                self._write(Entry(story=story))
            self._write(Entry(decision=decision))
            return self.reviewed.opinion(decision.key)

    def _write(self, entry: Entry) -> None:
        self._file.write(entry.model_dump_json(exclude_none=True).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self.reviewed.take(entry)


@contextmanager
def open_sidecar(path: str) -> Iterator[Sidecar]:
    """Open or create a sidecar. Raises UsageError when it cannot be written, is another file, or is in use."""
    try:
        file = Path(path).open("ab")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=path, hint="another --reviews FILE") from error
    with file:
        _hold(file, path)
        reviewed = read_sidecar(path) if file.tell() else Reviewed()
        file.truncate(_length_of_whole_lines(path))
        yield Sidecar(file, reviewed)


def _length_of_whole_lines(path: str) -> int:
    return Path(path).read_bytes().rfind(b"\n") + 1


def _hold(file: BinaryIO, path: str) -> None:
    if fcntl:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError("another service writes to it", where=path, hint="another --reviews FILE") from error
