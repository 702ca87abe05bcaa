"""Files of object stores: fsspec's own store in memory here; S3 itself in tests/cluster/test_stores.py."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator

import fsspec
import pytest

from extractor.errors import StoryError, UnreadableError, UsageError
from extractor.sources import Input, find_inputs, read_inputs
from extractor.wire import WireStory


@pytest.fixture
def wire() -> Iterator[str]:
    """A folder in memory with a text, a file that is none of ours, a hidden one, a packed one and an archive."""
    store = fsspec.filesystem("memory")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr("d.txt", "Duties fell.")
    store.pipe(
        {
            "/wire/b.txt": b"Duties rose.",
            "/wire/a.gif": b"GIF89a",
            "/wire/.hidden.txt": b"No.",
            "/wire/sub/c.jsonl.gz": gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'),
            "/wire/sub/e.zip": archive.getvalue(),
        }
    )
    yield "memory://wire"
    store.rm("/wire", recursive=True)


def read(*paths: str) -> list[tuple[str, str]]:
    found = read_inputs(find_inputs(paths))
    return [(item.source, item.body) for item in found if isinstance(item, WireStory)]


def test_a_folder_is_read_as_one_on_this_machine(wire: str) -> None:
    assert read(wire) == [
        ("memory:///wire/b.txt", "Duties rose."),
        ("memory:///wire/sub/c.jsonl.gz:1", "One."),
        ("memory:///wire/sub/c.jsonl.gz:2", "Two."),
        ("memory:///wire/sub/e.zip!/d.txt", "Duties fell."),
    ]


def test_a_file_and_a_pattern_are_read(wire: str) -> None:
    assert read(f"{wire}/b.txt") == [("memory:///wire/b.txt", "Duties rose.")]
    assert [source for source, _ in read(f"{wire}/*/c*")] == [f"memory:///wire/sub/c.jsonl.gz:{n}" for n in (1, 2)]


def test_sizes_are_known(wire: str) -> None:
    assert list(find_inputs([f"{wire}/b.txt"])) == [Input("memory:///wire/b.txt", 12)]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("memory://wire/x.txt", "memory://wire/x.txt: no such file"),
        (
            "memory://wire/*.nitf",
            "memory://wire/*.nitf: no stories there (try: files that can be read, or --from FORMAT)",
        ),
    ],
)
def test_what_is_not_there_is_told(path: str, message: str, wire: str) -> None:
    [error] = find_inputs([path])
    assert isinstance(error, StoryError)
    assert str(error) == message


def test_a_file_that_goes_away_is_unreadable(wire: str) -> None:
    [item] = find_inputs([f"{wire}/b.txt"])
    fsspec.filesystem("memory").rm("/wire/b.txt")
    [error] = read_inputs([item])
    assert isinstance(error, UnreadableError)
    assert str(error) == "memory:///wire/b.txt: no such file"


def test_a_kind_of_store_that_nobody_knows() -> None:
    with pytest.raises(UsageError) as caught:
        list(find_inputs(["carrier-pigeon://loft/a.txt"]))
    assert (
        str(caught.value) == "carrier-pigeon://loft/a.txt: no store is known by carrier-pigeon:// (try: s3:// or gs://)"
    )


def test_a_store_whose_library_is_not_installed() -> None:
    with pytest.raises(UsageError) as caught:
        list(find_inputs(["gdrive://folder/a.txt"]))
    assert str(caught.value).startswith("gdrive://folder/a.txt: gdrive:// needs a library that is not installed: ")
    assert str(caught.value).endswith("(try: pip install 'extractor[s3]', or [gs]; for others, adlfs and the like)")
