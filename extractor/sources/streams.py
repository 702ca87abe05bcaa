"""Byte streams made of other byte streams."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO


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
    return io.BufferedReader(_Chunks(chunks), buffer_size=1 << 16)
