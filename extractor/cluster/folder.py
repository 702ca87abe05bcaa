"""The folder that a run writes to, on a disk that all machines share or in an object store.

A file appears in it only when it is whole: it is written aside, as a hidden file whose name no other process has, and
then renamed. What a killed worker leaves is such a hidden file, or nothing.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from extractor import sinks
from extractor.sources.finding import is_remote
from extractor.sources.remote import store_of, told_as_os_error


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its address: an absolute path, or `s3://bucket/run`. Failures are OSErrors."""

    address: str

    @classmethod
    def at(cls, path: str) -> Folder:
        """Return the folder that a user's path names, from whatever folder it is looked for."""
        return cls(path.rstrip("/") if is_remote(path) else str(Path(path).absolute()))

    def names(self) -> set[str]:
        """Return what lies in it; nothing where it is not there."""
        with told_as_os_error():
            store, path = store_of(self.address)
            store.invalidate_cache()
            try:
                return {PurePosixPath(each).name for each in store.ls(path, detail=False)}
            except FileNotFoundError:
                return set()

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the content of those files that are there."""
        with told_as_os_error():
            store, path = store_of(self.address)
            wanted = list(names)
            found = store.cat_ranges([f"{path}/{name}" for name in wanted], 0, None, on_error="return")
        return {name: content for name, content in zip(wanted, found, strict=True) if isinstance(content, bytes)}

    def remove(self, name: str) -> None:
        """Remove a file that may be there."""
        with told_as_os_error(), suppress(FileNotFoundError):
            store, path = store_of(self.address)
            store.rm_file(f"{path}/{name}")

    def write(self, name: str, content: bytes) -> None:
        """Write a file at once."""
        with self.create(name) as stream:
            stream.write(content)

    @contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        """Open a file for writing, which appears, or changes, when all of it is written."""
        if is_remote(self.address):
            with told_as_os_error(), self._created_remotely(name) as stream:
                yield stream
            return
        target = Path(self.address, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with sinks.open_output(str(target)) as stream:
            yield stream

    @contextmanager
    def _created_remotely(self, name: str) -> Iterator[BinaryIO]:
        store, path = store_of(f"{self.address}/{name}")
        folder, _, last = path.rpartition("/")
        aside = f"{folder}/.{last}.{socket.gethostname()}.{os.getpid()}.part"
        store.makedirs(folder, exist_ok=True)
        try:
            with store.open(aside, "wb") as stream:
                yield stream
            store.mv(aside, path)
        except BaseException:
            with suppress(Exception):  # what is wrong is told by the error that goes on from here
                store.rm_file(aside)
            raise
