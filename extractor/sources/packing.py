"""Unpack gzip, bzip2 and xz as they come, and keep account of how much that gives.

    two gzip files, one behind the other, and zeros    ->  what both hold: parts follow one another, tapes pad
    half a gzip file                                   ->  what half of it holds, and then StoryError
    a file of 1 MB that unpacks to 1 GB                ->  the first 264 MB, and then StoryError

Texts pack to a third, or to a fiftieth where they repeat themselves; what packs to less than a two-hundredth is a bomb.
"""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO, Protocol

from extractor.errors import StoryError
from extractor.sources.streams import chunks_of

MOST_EXPANSION = 200

_MAGICS = (
    (re.compile(rb"\x1f\x8b"), "gzip"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\x00"), "xz"),
)
_ALLOWANCE = 64_000_000
_XZ_MEMORY = 256_000_000
_CHUNK = 1 << 16


@dataclass
class Budget:
    """How much has come out of a file for what has gone in; `meter` is told of the latter."""

    meter: Callable[[int], object] = field(default=lambda size: None)
    taken: int = 0
    given: int = 0

    def take(self, size: int) -> None:
        """Note that so many bytes of the file itself are read."""
        self.taken += size
        self.meter(size)

    def give(self, size: int, source: str) -> None:
        """Note that so many bytes are unpacked. Raises StoryError when they are too many for the file."""
        self.given += size
        if self.given > _ALLOWANCE + MOST_EXPANSION * self.taken:
            raise StoryError(f"it unpacks to over {MOST_EXPANSION} times its size: a zip bomb?", where=source)


def packing_of(head: bytes) -> str | None:
    """Return how a file with this beginning is packed, or None where it is not."""
    return next((name for magic, name in _MAGICS if magic.match(head)), None)


def unpacked(stream: BinaryIO, packing: str, *, source: str, budget: Budget) -> Iterator[bytes]:
    """Yield the bytes of a packed stream, of all its parts one after the other."""
    chunks = chunks_of(stream)
    data = next(chunks, b"")
    while data:
        unpacker = _unpacker(packing)
        is_full = False
        while not unpacker.eof:
            if not data and not is_full and unpacker.needs_input:
                data = next(chunks, b"")
                if not data:
                    raise StoryError(f"the {packing} data ends too early", where=source, hint="fetching it again")
            piece = _unpack(unpacker, data, packing, source)
            data, is_full = b"", len(piece) == _CHUNK
            budget.give(len(piece), source)
            yield piece
        rest = (each.lstrip(b"\0") for each in chain([unpacker.unused_data], chunks))  # tapes pad with zeros
        data = next(filter(None, rest), b"")


def _unpack(unpacker: _Unpacker, data: bytes, packing: str, source: str) -> bytes:
    try:
        return unpacker.decompress(data, _CHUNK)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
        raise StoryError(f"broken {packing} data: {error}", where=source, hint="fetching it again") from error


def _unpacker(packing: str) -> _Unpacker:
    if packing == "gzip":
        return _Gunzipper()
    if packing == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)


class _Gunzipper:
    """zlib's unpacker, with what it has not come to kept inside, as those of bz2 and lzma have it."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...
