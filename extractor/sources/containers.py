"""Look into compressed files and archives, whatever they hold: the layer between files and formats.

    wire.jsonl.gz              ->  wire.jsonl.gz                    .gz .bz2 .xz: one stream, read as it unpacks
    news.zip                   ->  news.zip!/2025/a.xml, ...        .zip, .tar, also packed: .tar.gz .tgz .tar.bz2
    news.zip with b.tar.gz     ->  news.zip!/b.tar.gz!/a.xml, ...   in each other, three deep

Known by their first bytes, not by their names. In an archive the files are read that would be read in a folder: those
with a known ending, hidden ones excepted; links and devices are told and not followed. Nothing is ever unpacked onto
the disk, so a member's name - "../../etc/passwd" - is a name and no more.

A packed file that ends too early is an error; what came before it is read. One that unpacks to over 200 times its size
is given up (see packing).

A zip that is not a file of its own (standard input, a member) is held in memory up to 32 MB, beyond that in an unnamed
temporary file. Known misses: tar archives from before POSIX (1988); the list of a zip's members is in memory, about
600 bytes for each.
"""

from __future__ import annotations

import lzma
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from extractor.errors import SkippedError, StoryError
from extractor.sources.finding import is_wanted
from extractor.sources.packing import Budget, packing_of, unpacked
from extractor.sources.streams import begun, chunks_of

SUFFIXES = (".zip", ".tar", ".tgz", ".tbz2", ".txz")
DEEPEST = 3

_IN_MEMORY = 32_000_000
_LARGEST_ZIP = 4_000_000_000
_CHUNK = 1 << 16
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
# A zip that holds one of these is a document of an office suite, a book, or a program.
_NOT_ARCHIVES = re.compile(r"\[Content_Types\]\.xml|mimetype|META-INF/MANIFEST\.MF|AndroidManifest\.xml")
_LONGEST_NAME = 1_000_000
_EXTENSIONS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Member:
    """A stream of bytes, with its beginning; `file` is the seekable file of that size that it is, where it is one."""

    name: str
    stream: BinaryIO
    head: bytes
    budget: Budget
    file: BinaryIO | None = None
    size: int = 0


def is_container(head: bytes) -> bool:
    """Say whether a file with this beginning is packed or an archive."""
    return packing_of(head) is not None or head.startswith(_ZIP_MAGICS) or _is_tar(head)


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def members(outer: Member, *, suffixes: tuple[str, ...] | None, depth: int = 0) -> Iterator[Member | StoryError]:
    """Yield what a file holds, itself where it is neither packed nor an archive; errors stand where they occur.

    A member has to be read before the next one is asked for.
    """
    if not is_container(outer.head):
        yield outer
    elif depth > DEEPEST:
        yield StoryError(f"over {DEEPEST} archives inside each other", where=outer.name, hint="unpacking it first")
    else:
        for inner in _opened(outer, suffixes):
            if isinstance(inner, StoryError):
                yield inner
            else:
                yield from members(inner, suffixes=suffixes, depth=depth + 1)


def _opened(outer: Member, suffixes: tuple[str, ...] | None) -> Iterator[Member | StoryError]:
    packing = packing_of(outer.head)
    try:
        if packing:
            chunks = unpacked(outer.stream, packing, source=outer.name, budget=outer.budget)
            yield _member(outer.name, chunks, outer.budget)
        else:
            found = _tar_members(outer, suffixes) if _is_tar(outer.head) else _zip_members(outer, suffixes)
            yield from _or_empty(found, outer.name, suffixes)
    except StoryError as error:
        yield error


def _or_empty(
    found: Iterator[Member | StoryError], name: str, suffixes: tuple[str, ...] | None
) -> Iterator[Member | StoryError]:
    empty = True
    for each in found:
        empty = False
        yield each
    if empty:
        hint = (
            f"files that end in {', '.join(suffixes)}, or --from FORMAT to read every file in it" if suffixes else None
        )
        yield StoryError("no stories in this archive", where=name, hint=hint)


def _member(name: str, chunks: Iterator[bytes], budget: Budget) -> Member:
    head, stream = begun(chunks)
    return Member(name=name, stream=stream, head=head, budget=budget)


class _TarInfo(tarfile.TarInfo):
    """A header of tar that says where the archive is broken, and whose extensions may be no longer than names are.

    tarfile takes a broken header for the end of the archive, and reads extensions into memory however long they are.
    """

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _TarInfo:
        if len(buf) < tarfile.BLOCKSIZE:
            raise tarfile.ReadError("it ends too early")
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if buf.count(0) == len(buf):
                raise  # the mark at the end
            raise tarfile.ReadError(str(error)) from error

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.size > _LONGEST_NAME and self.type in _EXTENSIONS:
            raise tarfile.ReadError("a name or header of over 1 MB")
        info: tarfile.TarInfo = super()._proc_member(tar)  # type: ignore[misc]  # tarfile's way in, not in typeshed
        return info


def _tar_members(outer: Member, suffixes: tuple[str, ...] | None) -> Iterator[Member | StoryError]:
    try:
        with tarfile.open(fileobj=outer.stream, mode="r|", tarinfo=_TarInfo) as tar:
            while (info := tar.next()) is not None:
                tar.members = []  # type: ignore[attr-defined]  # tarfile would keep them all
                if is_wanted(info.name, suffixes) and not info.isdir():
                    yield _tar_member(tar, info, outer)
    except (tarfile.TarError, EOFError, OverflowError, ValueError) as error:
        raise StoryError(f"a broken tar archive: {error}", where=outer.name, hint="fetching it again") from error


def _tar_member(tar: tarfile.TarFile, info: tarfile.TarInfo, outer: Member) -> Member | StoryError:
    name = _inner_name(outer.name, info.name)
    file = tar.extractfile(info) if info.isreg() else None
    if file is None:
        return _no_file(name)
    return _member(name, _limited(cast("BinaryIO", file), name, outer.budget), outer.budget)


def _zip_members(outer: Member, suffixes: tuple[str, ...] | None) -> Iterator[Member | StoryError]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        file, size = outer.file, outer.size
        if file is None:
            file = cast("BinaryIO", spool)
            size = _copy(outer, file)
        try:
            with zipfile.ZipFile(file) as archive:
                infos = archive.infolist()
                if any(_NOT_ARCHIVES.fullmatch(info.filename) for info in infos[:50]):
                    what = "an office document, a book or a program, not an archive of stories"
                    raise StoryError(what, where=outer.name, hint="save the document as plain text")
                for info in infos:
                    if outer.file is not None:
                        outer.budget.take(max(0, min(info.compress_size, size - outer.budget.taken)))
                    if is_wanted(info.filename, suffixes) and not info.is_dir():
                        yield _zip_member(archive, info, outer)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as error:
            raise StoryError(f"a broken zip archive: {error}", where=outer.name, hint="fetching it again") from error
        if outer.file is not None:
            outer.budget.take(max(0, size - outer.budget.taken))


def _copy(outer: Member, spool: BinaryIO) -> int:
    size = 0
    for chunk in chunks_of(outer.stream):
        size += spool.write(chunk)
        if size > _LARGEST_ZIP:
            raise StoryError(
                "a zip of over 4 GB that is not a file of its own", where=outer.name, hint="unzip it first"
            )
    return size


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, outer: Member) -> Member | StoryError:
    name = _inner_name(outer.name, info.filename)
    if stat.S_ISLNK(info.external_attr >> 16):
        return _no_file(name)
    if info.flag_bits & 1:
        return StoryError("encrypted", where=name, hint="unzip it with its password first")
    try:
        file = archive.open(info)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        return StoryError(f"cannot be unpacked: {error}", where=name, hint="fetching the archive again")
    return _member(name, _limited(cast("BinaryIO", file), name, outer.budget), outer.budget)


def _limited(file: BinaryIO, name: str, budget: Budget) -> Iterator[bytes]:
    """Yield a member's bytes as the budget has room for them."""
    while True:
        try:
            chunk = file.read(_CHUNK)
        except (
            zipfile.BadZipFile,
            tarfile.TarError,
            zlib.error,
            lzma.LZMAError,
            OSError,
            EOFError,
            ValueError,
        ) as error:
            raise StoryError(f"cannot be unpacked: {error}", where=name, hint="fetching the archive again") from error
        if not chunk:
            return
        budget.give(len(chunk), name)
        yield chunk


def _no_file(name: str) -> SkippedError:
    return SkippedError("a link or a device, not a file", where=name, reason="link")


def _inner_name(outer: str, inner: str) -> str:
    name = inner.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return f"{outer}!/{name.lstrip('/')}"
