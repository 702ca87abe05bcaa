"""Find the files that the paths of a command name.

    news/            ->  each file in it, at any depth, whose name ends as a known format's does, also packed:
                         a.xml.gz; in sorted order
    story.txt        ->  that file, whatever its name
    -                ->  standard input
    s3://wire/2025/  ->  the same in an object store (remote.py)

Inside a folder hidden files, files of other kinds and linked folders (which may run in circles) are passed over.
A path that leads nowhere is a StoryError among the files, so that the others go on.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.errors import StoryError, UnreadableError

STANDARD_INPUT = "-"
_PACKED = (".gz", ".bz2", ".xz")

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_FOLDER_HINT = "files that end in {}, or --from FORMAT to read every file in it"
_PIPE_HINT = "extract - < {}"
_REASONS = {
    errno.ENOENT: ("no such file", "ls {folder}"),
    errno.ENOTDIR: ("no such file", "ls {folder}"),
    errno.EACCES: ("no permission to read it", "chmod u+rX {path}"),
    errno.ELOOP: ("a link that runs in circles", "ls -l {path}"),
}


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, by the path it was found under; `size` in bytes is None where it is not known beforehand."""

    path: str
    size: int | None = None

    @property
    def name(self) -> str:
        """The path as it is shown and recorded: bytes that are no UTF-8 are replaced."""
        return os.fsencode(self.path).decode("utf-8", "replace")

    def open(self) -> BinaryIO:
        """Open the file, or standard input, for reading bytes."""
        if is_remote(self.path):
            from extractor.sources.remote import open_remote

            return open_remote(self.path)
        return open(0, "rb", closefd=False) if self.path == STANDARD_INPUT else Path(self.path).open("rb")


def find(paths: Iterable[str], *, suffixes: tuple[str, ...] | None) -> Iterator[Input | StoryError]:
    """Yield the files that `paths` name, in order; of a folder those that end in one of `suffixes` (None: all)."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Input(path)
        elif is_remote(path):
            from extractor.sources import remote  # with what it takes, for those who ask for it

            yield from remote.find(path, suffixes=suffixes)
        elif _is_folder(path):
            yield from _in_folder_or_error(path, suffixes)
        else:
            yield _file(path)


def is_remote(path: str) -> bool:
    """Say whether a path is an address in an object store: `s3://bucket/key`."""
    return _ADDRESS.match(path) is not None


def unreadable(error: OSError, path: str) -> UnreadableError:
    """Say why the operating system will not let `path` be read."""
    what, hint = _REASONS.get(error.errno or 0, (f"cannot be read: {error.strerror or error}", ""))
    folder = next((parent for parent in Path(path).parents if _is_folder(parent)), Path())
    places = {"path": shlex.quote(path), "folder": shlex.quote(str(folder))}
    hint = "" if is_remote(path) else hint.format(**places)
    return UnreadableError(what, where=Input(path).name, hint=hint or None)


def _in_folder_or_error(folder: str, suffixes: tuple[str, ...] | None) -> Iterator[Input | StoryError]:
    empty = True
    for found in _in_folder(folder, suffixes):
        empty = False
        yield found
    if empty:
        hint = _FOLDER_HINT.format(", ".join(suffixes)) if suffixes else "a folder with stories in it"
        yield StoryError("no stories in this folder", where=Input(folder).name, hint=hint)


def _in_folder(folder: str, suffixes: tuple[str, ...] | None) -> Iterator[Input | StoryError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield unreadable(error, folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _in_folder(entry.path, suffixes)
        elif is_wanted(entry.name, suffixes) and not _is_folder(entry.path):
            yield _file(entry.path)


def _is_folder(path: str | Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a name is too long


def is_wanted(path: str, suffixes: tuple[str, ...] | None) -> bool:
    """Say whether a file of a folder or archive is one to read: not hidden, and with a known ending or a packed one."""
    parts = path.split("/")
    if any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in parts):
        return False
    name = parts[-1].lower()
    unpacked = unpacked_name(name)
    return suffixes is None or unpacked.endswith(suffixes) or (unpacked != name and "." not in unpacked)


def unpacked_name(name: str) -> str:
    """Return the name that a compressed file has when it is unpacked."""
    ending = next((ending for ending in _PACKED if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)]


def _file(path: str) -> Input | StoryError:
    try:
        status = Path(path).stat()
    except OSError as error:
        return unreadable(error, path)
    # `extract <(command)` names a pipe in /dev/fd that is being written; any other pipe may keep us waiting for ever.
    if stat.S_ISFIFO(status.st_mode) and not path.startswith("/dev/"):
        return StoryError("a named pipe, not a file", where=Input(path).name, hint=_PIPE_HINT.format(shlex.quote(path)))
    return Input(path, status.st_size if stat.S_ISREG(status.st_mode) else None)
