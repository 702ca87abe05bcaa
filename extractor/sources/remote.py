"""Files of object stores and other machines, by fsspec (https://filesystem-spec.readthedocs.io).

    s3://wire/2025/            ->  each file below it that would be read in a folder of this machine
    gs://wire/2025/*.warc.gz   ->  what the pattern matches
    s3://wire/a.xml            ->  that file; its name in the records is s3://wire/a.xml

Who may read it, and where the store is, is told as fsspec and the store's own library want it told: environment
variables, ~/.aws, ~/.config/fsspec. A part that is asked for is fetched; nothing is kept on this machine. Each kind of
store has its library (`pip install 'extractor[s3]'`), imported when an address of its kind is named.
"""

from __future__ import annotations

import errno
import glob
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from extractor.errors import StoryError, UsageError
from extractor.sources.finding import Input, is_wanted, unreadable

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem  # type: ignore[import-untyped]

T = TypeVar("T")


def store_of(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address, and the path in it. Raises UsageError where nothing here knows its kind."""
    kind = address.partition("://")[0]
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        store, path = url_to_fs(address)
    except ImportError as error:
        what = f"{kind}:// needs a library that is not installed: {error}"
        raise UsageError(
            what, where=address, hint="pip install 'extractor[s3]', or [gs]; for others, adlfs and the like"
        ) from error
    except ValueError as error:
        raise UsageError(f"no store is known by {kind}://", where=address, hint="s3:// or gs://") from error
    return store, str(path)


def find(address: str, *, suffixes: tuple[str, ...] | None) -> Iterator[Input | StoryError]:
    """Yield the files that an address names, in order; of a folder those that end in one of `suffixes` (None: all)."""
    try:
        with told_as_os_error():
            found = list(_found(address, suffixes))
    except OSError as error:
        yield unreadable(error, address)
        return
    yield from found
    if not found:
        yield StoryError("no stories there", where=address, hint="files that can be read, or --from FORMAT")


def _found(address: str, suffixes: tuple[str, ...] | None) -> Iterator[Input]:
    store, path = store_of(address)
    pattern = glob.has_magic(path)
    matches = sorted(store.glob(path)) if pattern else [path]
    for match in matches:
        if store.isfile(match):
            yield _input(store, match, store.info(match))
        elif pattern or store.exists(match):
            yield from _in_folder(store, match, suffixes)
        else:
            raise FileNotFoundError(errno.ENOENT, "no such file", address)


def _in_folder(store: AbstractFileSystem, folder: str, suffixes: tuple[str, ...] | None) -> Iterator[Input]:
    for path, about in sorted(store.find(folder, detail=True).items()):
        if is_wanted(str(PurePosixPath(path).relative_to(folder)), suffixes):
            yield _input(store, path, about)


def _input(store: AbstractFileSystem, path: str, about: dict[str, Any]) -> Input:
    return Input(store.unstrip_protocol(path), about.get("size"))


def open_remote(address: str) -> BinaryIO:
    """Open the file at an address for reading bytes. Raises OSError where that, or reading it later, fails."""
    store, path = store_of(address)
    with told_as_os_error():
        return io.BufferedReader(_Told(store.open(path, "rb")))


class _Told(io.RawIOBase):
    """A remote file whose failures are OSErrors, whatever library has it."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # BufferedReader gives a memoryview
        data = _told(lambda: self._file.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(_told(lambda: self._file.seek(offset, whence)))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        self._file.close()
        super().close()


def _told(work: Callable[[], T]) -> T:
    with told_as_os_error():
        return work()


@contextmanager
def told_as_os_error() -> Iterator[None]:
    """Turn what a store's library raises into an OSError that says it: each has exceptions of its own."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, str(error)) from error
    except PermissionError as error:
        raise PermissionError(errno.EACCES, str(error)) from error
    except (OSError, UsageError):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}") from error
