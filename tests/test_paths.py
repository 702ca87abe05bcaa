"""The paths of a command: patterns and lists."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.paths import _parted, expanded, listed


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "[x].txt", "deep/c.txt", "deep/er/d.txt", "deep/e.xml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("?.txt", ["a.txt", "b.txt"]),
        ("deep/*", ["deep/c.txt", "deep/e.xml", "deep/er"]),
        ("**/[cd].txt", ["deep/c.txt", "deep/er/d.txt"]),
        ("[x].txt", ["[x].txt"]),
        ("*.html", ["*.html"]),
        ("-", ["-"]),
        ("nosuch.txt", ["nosuch.txt"]),
    ],
)
def test_a_pattern_is_what_it_matches_in_order(given: str, wanted: list[str]) -> None:
    assert list(expanded([given])) == wanted


def test_an_absolute_pattern_is_one_too(folder: Path) -> None:
    assert list(expanded([f"{folder}/?.txt"])) == [f"{folder}/a.txt", f"{folder}/b.txt"]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (b"", []),
        (b"a.txt\nb.txt\n", ["a.txt", "b.txt"]),
        (b"a.txt\r\n\r\n b .txt", ["a.txt", " b .txt"]),
        (b"a\nb.txt\0c.txt\0", ["a\nb.txt", "c.txt"]),
        (b"caf\xe9.txt\n", ["caf\udce9.txt"]),
    ],
)
def test_a_list_is_one_path_a_line_or_parted_by_nul(raw: bytes, wanted: list[str]) -> None:
    Path("list").write_bytes(raw)
    assert list(listed("list")) == wanted


@given(st.lists(st.text("ab./ é", min_size=1)), st.integers(1, 9))
def test_where_the_chunks_end_does_not_matter(paths: list[str], size: int) -> None:
    raw = b"".join(path.encode() + b"\0" for path in paths)
    stream = io.BytesIO(raw)
    first: Iterable[bytes] = [stream.read(max(size, raw.find(b"\0") + 1))]
    chunks = iter([*first, *iter(lambda: stream.read(size), b"")])
    assert [path.decode() for path in _parted(chunks) if path] == paths


def test_a_list_that_is_none_is_said(folder: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        listed("nosuch")
    Path("story").write_bytes(b"x" * 200_000)
    with pytest.raises(UsageError, match="no list of paths"):
        list(listed("story"))
