"""Under what a finished record is kept: a hash of all that it was made of.

    the story as the wire delivered it, but for the place it was read from
    the program: its version, its code and tables, the trained pipeline
    the options that change a record: --published, --events-only

With any of these changed the story is another, and is read anew; with none changed the record would come out the same.
What only chooses among what was found (--kind, --with-text, --format) is no part of it. The code is hashed beside its
version so that a journal never gives a developer the records of before the last edit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ModelError
from extractor.language import model_folder
from extractor.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from extractor.sources.published import Moment
    from extractor.wire import WireStory

_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = (".py", ".csv")


def program(model: Path | None) -> str:
    """Return what the program is: version, records' version, hash of code and trained pipeline."""
    return f"{_version()} {SCHEMA_VERSION} {_hash(_code())} {_hash(_weights(model_folder(model)))}"


def key_maker(maker: str, published: Moment | None, *, events_only: bool = False) -> Callable[[WireStory], bytes]:
    """Return the function that gives each story its key, for records made by `maker`, a `program()`."""
    start = hashlib.sha256(repr((maker, published, events_only)).encode())

    def key(wire: WireStory) -> bytes:
        digest = start.copy()
        digest.update(repr(replace(wire, source="")).encode("utf-8", "backslashreplace"))
        return digest.digest()

    return key


def _version() -> str:
    try:
        return version("extractor")
    except PackageNotFoundError:
        return "not installed"


def _code() -> Iterator[tuple[str, Path]]:
    return _files(_PACKAGE, lambda path: path.suffix in _CODE)


def _weights(folder: Path) -> Iterator[tuple[str, Path]]:
    return _files(folder, lambda path: True)


def _files(folder: Path, wanted: Callable[[Path], bool]) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if wanted(path) and path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(f"cannot be read: {error.strerror}", where=str(path)) from error
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
