"""Sources: byte streams in, wire stories out.

    paths --find--> files --read--> WireStory, or the StoryError that stands for it

Each format is one file in this folder, named as `--from` names it, with

    SUFFIXES                        how its files' names end
    looks_like(head) -> bool        whether the first bytes of a file are those of this format
    read(stream, *, source)         yields a WireStory, or the StoryError that stands for it, for each story

A file is read as the format that its name ends in; `.txt`, `.text` and names without an ending say little, so there the
content goes first. To add a format, add its file: nothing else names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from extractor.errors import StoryError
from extractor.parts import names, part
from extractor.sources.decoding import refuse_binary
from extractor.sources.finding import Input, find, unreadable
from extractor.sources.streams import stream_of

if TYPE_CHECKING:
    from extractor.wire import WireStory

__all__ = ["Input", "find_inputs", "formats", "get_format", "read_inputs"]

PLAIN = "text"
_HELPERS = frozenset({"decoding", "finding", "published", "streams"})
_ENDING = re.compile(r"(?<=[^/])\.[a-z]\w{0,9}$")
_HEAD, _CHUNK = 4096, 1 << 16


class Format(Protocol):
    """What each format's module offers."""

    SUFFIXES: tuple[str, ...]

    def looks_like(self, head: bytes) -> bool:
        """Say whether a file that begins with `head` is of this format."""

    def read(self, stream: BinaryIO, *, source: str) -> Iterator[WireStory | StoryError]:
        """Yield the stories of `stream`."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats that can be read."""
    return tuple(name for name in names(__path__) if name not in _HELPERS)


def get_format(name: str) -> Format:
    """Return the format of that name. Raises UsageError when there is none."""
    return cast("Format", part(name, package=__name__, among=formats()))


def find_inputs(paths: Iterable[str], *, form: str | None = None) -> Iterator[Input | StoryError]:
    """Yield the files that `paths` name; with `form` given, every file of a folder."""
    suffixes = tuple(suffix for name in formats() for suffix in get_format(name).SUFFIXES)
    return find(paths, suffixes=None if form else suffixes)


def read_inputs(
    inputs: Iterable[Input | StoryError], *, form: str | None = None, meter: Callable[[int], object] | None = None
) -> Iterator[WireStory | StoryError]:
    """Yield the stories of all inputs, in order, each input as `form` or as what it shows itself to be.

    An error stands in the place of each story or file that cannot be read. `meter` is told how many bytes are read.
    """
    for item in inputs:
        if isinstance(item, StoryError):
            yield item
            continue
        try:
            yield from _read(item, form, meter or _no_meter)
        except StoryError as error:
            yield error
        except OSError as error:
            yield unreadable(error, item.path)


def _read(item: Input, form: str | None, meter: Callable[[int], object]) -> Iterator[WireStory | StoryError]:
    with item.open() as file:
        head = file.read(_HEAD)
        if not head:
            raise StoryError("the file is empty", where=item.name, hint="a file with a story in it")
        reader = get_format(form or _choose(item.name, head))
        yield from reader.read(stream_of(_metered(head, file, meter)), source=item.name)


def _metered(head: bytes, file: BinaryIO, meter: Callable[[int], object]) -> Iterator[bytes]:
    chunk = head
    while chunk:
        meter(len(chunk))
        yield chunk
        chunk = file.read(_CHUNK)


def _no_meter(size: int) -> None:
    pass


def _choose(name: str, head: bytes) -> str:
    """Return the format of a file from its name and first bytes. Raises StoryError when neither tells."""
    match = _ENDING.search(name.lower())
    ending = match.group() if match else ""
    by_name = next((form for form in formats() if ending in get_format(form).SUFFIXES), None)
    if by_name and by_name != PLAIN:
        return by_name
    if by_content := next((form for form in formats() if get_format(form).looks_like(head)), None):
        return by_content
    if by_name or not ending:
        return PLAIN
    refuse_binary(head, source=name)
    raise StoryError(f"unknown format {ending}", where=name, hint=" or ".join(f"--from {form}" for form in formats()))
