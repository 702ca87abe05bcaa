"""The folder of a run, on this disk and in an object store (fsspec's own, in memory)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from extractor.cluster.folder import Folder


@pytest.fixture(params=["disk", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    return Folder.at(f"memory://run{tmp_path}" if request.param == "memory" else str(tmp_path / "run"))


def test_what_is_written_is_there(folder: Folder) -> None:
    assert folder.names() == set()
    folder.write("a.json", b"1")
    folder.write("_reports/b.json", b"2")
    assert folder.names() == {"a.json", "_reports"}
    assert folder.read(["a.json", "_reports/b.json", "c.json"]) == {"a.json": b"1", "_reports/b.json": b"2"}


def test_a_file_appears_only_when_it_is_whole(folder: Folder) -> None:
    with folder.create("part-00000.jsonl") as stream:
        stream.write(b"{}\n")
        assert "part-00000.jsonl" not in folder.names()
    assert folder.names() == {"part-00000.jsonl"}


def test_what_breaks_off_leaves_nothing(folder: Folder) -> None:
    folder.write("part-00000.jsonl", b"old")
    with suppress(KeyboardInterrupt), folder.create("part-00000.jsonl") as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert folder.names() == {"part-00000.jsonl"}
    assert folder.read(["part-00000.jsonl"]) == {"part-00000.jsonl": b"old"}


def test_written_twice_it_is_there_once(folder: Folder) -> None:
    for content in (b"first", b"second"):
        folder.write("a", content)
    assert folder.read(["a"]) == {"a": b"second"}
    assert folder.names() == {"a"}


def test_what_is_removed_is_gone_and_may_be_gone_before(folder: Folder) -> None:
    folder.write("_errors/a", b"1")
    for _ in range(2):
        folder.remove("_errors/a")
    assert folder.read(["_errors/a"]) == {}


def test_a_path_is_the_same_folder_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Folder.at("out/")
    monkeypatch.chdir("/")
    folder.write("a", b"1")
    assert (tmp_path / "out" / "a").read_bytes() == b"1"


def test_names_with_signs_of_patterns_are_names(tmp_path: Path) -> None:
    folder = Folder.at(str(tmp_path / "run [1]*"))
    folder.write("a", b"1")
    assert folder.read(["a"]) == {"a": b"1"}
