"""Byte streams made of other byte streams."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from extractor.errors import StoryError

HEAD = 1 << 14
_CHUNK = 1 << 16


class _Chunks(io.RawIOBase):
    """The chunks that an iterator yields, as one raw stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # BufferedReader gives a memoryview
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def stream_of(chunks: Iterator[bytes]) -> BinaryIO:
    """Return a buffered stream of the bytes that `chunks` yields; empty chunks are allowed."""
    return io.BufferedReader(_Chunks(chunks), buffer_size=_CHUNK)


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream's bytes as they come, so that none is lost where a later one cannot be read."""
    buffered = cast("io.BufferedIOBase", stream)
    while chunk := buffered.read1(_CHUNK):
        yield chunk


def begun(chunks: Iterator[bytes]) -> tuple[bytes, BinaryIO]:
    """Return the beginning of what `chunks` yields, enough to tell its format, and all of it as a stream.

    Where it breaks off so soon, the stream gives the beginning before it raises.
    """
    kept: list[bytes] = []
    failure: Exception | None = None
    try:
        while sum(map(len, kept)) < HEAD and (chunk := next(chunks, None)) is not None:
            kept.append(chunk)
    except (StoryError, OSError) as error:
        failure = error
    head = b"".join(kept)
    return head, stream_of(_resumed(head, failure, chunks))


def _resumed(head: bytes, failure: Exception | None, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    if failure:
        raise failure
    yield from chunks
